// The statements that a control has no counterpart, with their reasons as bytes. Like packed mappings they read as any other,
// but their reason cannot be spread or enumerated.

import type { Unmapped } from './mapping.ts'
import { TextPages } from './packed-text.ts'
import type { LocalizedText } from './text.ts'

class PackedUnmapped implements Unmapped {
  readonly set: number
  readonly control: number
  readonly framework: number
  private readonly texts: TextPages
  private readonly place: number

  constructor({ set, control, framework, reason }: Unmapped, texts: TextPages) {
    this.set = set
    this.control = control
    this.framework = framework
    this.texts = texts
    this.place = texts.add(reason)
  }

  get reason(): LocalizedText {
    return this.texts.text(this.place) ?? {}
  }
}

/** What is packed already stays as it is. */
export function packedUnmapped(rows: readonly Unmapped[]): readonly Unmapped[] {
  const texts = new TextPages()
  const packed = rows.map((row) => (row instanceof PackedUnmapped ? row : new PackedUnmapped(row, texts)))
  texts.close()
  return packed
}

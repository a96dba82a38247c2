// The statements that a control has no counterpart, with their reasons as bytes. Like packed mappings they read as any other,
// but their reason cannot be spread or enumerated.

import type { Unmapped } from './mapping.ts'
import { TextPages, type WrittenText } from './packed-text.ts'
import type { LocalizedText } from './text.ts'

/** A statement as it comes: from a file with strings, from a database with the bytes of them. */
type Unreasoned = Omit<Unmapped, 'reason'> & { readonly reason: WrittenText }

class PackedUnmapped implements Unmapped {
  readonly set: number
  readonly control: number
  readonly framework: number
  private readonly texts: TextPages
  private readonly place: number

  constructor({ set, control, framework, reason }: Unreasoned, texts: TextPages) {
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

/** Takes one statement after the other and holds on to none of them; `plain` as in `mappingPacker`. */
export function unmappedPacker(plain?: number) {
  const texts = new TextPages(plain)
  const packed: Unmapped[] = []
  return {
    /** What is packed already stays as it is. */
    add(row: Unreasoned): void {
      packed.push(row instanceof PackedUnmapped ? row : new PackedUnmapped(row, texts))
    },
    close(): readonly Unmapped[] {
      texts.close()
      return packed
    },
  }
}

export function packedUnmapped(rows: readonly Unmapped[]): readonly Unmapped[] {
  const packer = unmappedPacker()
  for (const row of rows) packer.add(row)
  return packer.close()
}

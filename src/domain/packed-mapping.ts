// Mappings packed as they are read: numbers in columns that the graph takes over, texts as bytes, and a mapping is where
// to find them. Reads like any other mapping, but has no properties of its own to be spread or enumerated.

import type { Csr } from './csr.ts'
import { columnsOf, type MappingColumns } from './graph.ts'
import { hashOf } from './id-index.ts'
import { CONFIDENCES, type Mapping, type MappingSet, RATIONALE_KINDS, type RationaleKind } from './mapping.ts'
import type { TextPages } from './packed-text.ts'
import type { LocalizedText } from './text.ts'

/** Mappings that were packed together, by position among them. */
export interface Packed {
  readonly statements: MappingColumns
  readonly sets: readonly MappingSet[]
  /** How many mappings of the snapshot come before. */
  readonly first: number
  readonly texts: TextPages
  readonly names: TextPages
  /** Most ids begin with the slug of their set, which is left out: what is left begins with a colon. */
  readonly ids: Uint32Array
  /** Noted while the ids are at hand: to make them again only to index them would take longer than the graph. */
  readonly idHashes: Uint32Array
  readonly sameWording: Uint8Array
  /** 0 for not said. */
  readonly strength: Uint8Array
  /** The position in `CONFIDENCE_AT`. */
  readonly confidence: Uint8Array
  readonly rationale: Uint32Array
  readonly residual: Uint32Array
  readonly surplus: Uint32Array
  /** As the targets. */
  readonly shares: Uint32Array
}

/** What a row lists, as an array of its own. */
function listed({ start }: Csr, list: Int32Array | Uint32Array, row: number): number[] {
  const begin = start[row]!
  const values = new Array<number>(start[row + 1]! - begin)
  for (let i = 0; i < values.length; i++) values[i] = list[begin + i]!
  return values
}

export const COLON = ':'.charCodeAt(0)
export const CONFIDENCE_AT = [null, ...CONFIDENCES]

export class PackedMapping implements Mapping {
  readonly index: number
  readonly among: Packed

  constructor(index: number, among: Packed) {
    this.index = index
    this.among = among
  }

  get id(): string {
    const rest = this.among.names.name(this.among.ids[this.at]!)
    return rest.startsWith(':') ? this.among.sets[this.set]!.slug + rest : rest
  }
  get idHash(): number {
    return this.among.idHashes[this.at]!
  }
  get set(): number {
    return this.among.statements.setOf[this.at]!
  }
  get sources(): readonly number[] {
    const { sources } = this.among.statements
    return listed(sources, sources.list, this.at)
  }
  get targets(): readonly number[] {
    const { targets } = this.among.statements
    return listed(targets, targets.list, this.at)
  }
  get mask(): number {
    return this.among.statements.maskOf[this.at]!
  }
  get sameWording(): boolean {
    return this.among.sameWording[this.at] === 1
  }
  get rationaleKind(): RationaleKind {
    return RATIONALE_KINDS[this.among.statements.kindOf[this.at]!]!
  }
  get shares(): Mapping['shares'] {
    const { statements, shares, texts } = this.among
    return listed(statements.targets, shares, this.at).map((place) => texts.text(place))
  }
  get rationale(): LocalizedText | null {
    return this.among.texts.text(this.among.rationale[this.at]!)
  }
  get residual(): LocalizedText | null {
    return this.among.texts.text(this.among.residual[this.at]!)
  }
  get surplus(): LocalizedText | null {
    return this.among.texts.text(this.among.surplus[this.at]!)
  }
  get strength(): number | null {
    return this.among.strength[this.at] || null
  }
  get confidence(): Mapping['confidence'] {
    return CONFIDENCE_AT[this.among.confidence[this.at]!]!
  }

  private get at(): number {
    return this.index - this.among.first
  }
}

/** What the graph takes of mappings: where all were packed together, their columns themselves. */
export function statementsOf(mappings: readonly Mapping[]): MappingColumns {
  const [one] = mappings
  const among = one instanceof PackedMapping ? one.among : null
  const isWhole =
    among?.statements.setOf.length === mappings.length &&
    mappings.every((m, i) => m instanceof PackedMapping && m.among === among && m.index === i)
  return isWhole ? among.statements : columnsOf(mappings, (m) => RATIONALE_KINDS.indexOf(m.rationaleKind))
}

/** What an index of the ids takes. */
export function idHashesOf(mappings: readonly Mapping[]): Uint32Array {
  const hashes = new Uint32Array(mappings.length)
  for (const [i, m] of mappings.entries())
    hashes[i] = m instanceof PackedMapping ? m.idHash : hashOf(Buffer.from(m.id))
  return hashes
}

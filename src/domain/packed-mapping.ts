// Mappings packed as they are read: numbers in columns that the graph takes over, texts as bytes, and a mapping is where
// to find them. Reads like any other mapping, but has no properties of its own to be spread or enumerated.

import { bytes, integers, places } from './column.ts'
import type { Csr } from './csr.ts'
import { columnsOf, type MappingColumns } from './graph.ts'
import { hashOf } from './id-index.ts'
import { CONFIDENCES, type Mapping, type MappingSet, RATIONALE_KINDS, type RationaleKind } from './mapping.ts'
import { TextPages } from './packed-text.ts'
import type { LocalizedText } from './text.ts'

/** Mappings that were packed together, by position among them. */
interface Packed {
  readonly statements: MappingColumns
  readonly sets: readonly MappingSet[]
  /** How many mappings of the snapshot come before. */
  readonly first: number
  readonly texts: TextPages
  readonly names: TextPages
  /** Most ids begin with the slug of their set, which is left out: what is left begins with a colon. */
  readonly ids: Uint32Array
  /** Of the slug of each set. */
  readonly slugHashes: readonly number[]
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

const COLON = ':'.charCodeAt(0)
const CONFIDENCE_AT = [null, ...CONFIDENCES]

class PackedMapping implements Mapping {
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
  /** From the bytes: to make ids only to index them would take longer than the graph. */
  get idHash(): number {
    const { names, ids, slugHashes } = this.among
    const place = ids[this.at]!
    return names.nameHash(place, names.beginsWith(place, COLON) ? slugHashes[this.set] : undefined)
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

const lists = () => {
  const start = integers()
  start.add(0)
  return { start, list: integers() }
}

function push(to: ReturnType<typeof lists>, values: readonly number[]): void {
  for (const value of values) to.list.add(value)
  to.start.add(to.list.length)
}

const csr = ({ start, list }: ReturnType<typeof lists>): Csr => {
  return { start: start.close(), list: list.close() }
}

/** Takes one mapping after the other and holds on to none of them; `first` of the snapshot come before. */
export function mappingPacker(sets: readonly MappingSet[], first = 0) {
  const texts = new TextPages()
  // Not compressed: they are looked up, in no order.
  const names = new TextPages(Infinity)
  const heads = sets.map(({ slug }) => `${slug}:`)
  const [set, kind, mask, sources, targets] = [integers(), bytes(), bytes(), lists(), lists()]
  const [ids, sameWording, strength, confidence] = [places(), bytes(), bytes(), bytes()]
  const [rationale, residual, surplus, shares] = [places(), places(), places(), places()]
  return {
    add(m: Omit<Mapping, 'index'>): void {
      const head = heads[m.set]!
      set.add(m.set)
      kind.add(RATIONALE_KINDS.indexOf(m.rationaleKind))
      mask.add(m.mask)
      push(sources, m.sources)
      push(targets, m.targets)
      ids.add(names.addName(m.id.startsWith(head) ? m.id.slice(head.length - 1) : m.id))
      sameWording.add(Number(m.sameWording))
      strength.add(m.strength ?? 0)
      confidence.add(CONFIDENCE_AT.indexOf(m.confidence))
      rationale.add(texts.add(m.rationale))
      residual.add(texts.add(m.residual))
      surplus.add(texts.add(m.surplus))
      for (let i = 0; i < m.targets.length; i++) shares.add(texts.add(m.shares[i] ?? null))
    },
    close(): readonly Mapping[] {
      texts.close()
      names.close()
      const setOf = set.close()
      const packed: Packed = {
        statements: {
          setOf,
          kindOf: kind.close(),
          maskOf: mask.close(),
          sources: csr(sources),
          targets: csr(targets),
        },
        sets,
        first,
        texts,
        names,
        ids: ids.close(),
        slugHashes: sets.map(({ slug }) => hashOf(Buffer.from(slug))),
        sameWording: sameWording.close(),
        strength: strength.close(),
        confidence: confidence.close(),
        rationale: rationale.close(),
        residual: residual.close(),
        surplus: surplus.close(),
        shares: shares.close(),
      }
      return Array.from(setOf, (_, i) => new PackedMapping(first + i, packed))
    },
  }
}

/** Those that come first and are packed already stay as they are: the public ones in the snapshot of an organization. */
export function packed(mappings: readonly Mapping[], sets: readonly MappingSet[]): readonly Mapping[] {
  const found = mappings.findIndex((m) => !(m instanceof PackedMapping))
  if (found < 0) return mappings
  const packer = mappingPacker(sets, found)
  for (let i = found; i < mappings.length; i++) packer.add(mappings[i]!)
  return [...mappings.slice(0, found), ...packer.close()]
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
  return Uint32Array.from(mappings, (m) =>
    m instanceof PackedMapping ? m.idHash : hashOf(Buffer.from(m.id)),
  )
}

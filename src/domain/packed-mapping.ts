// Mappings packed as they are read: numbers in columns that the graph takes over, texts as bytes, and a mapping is where
// to find them. Reads like any other mapping, but has no properties of its own to be spread or enumerated.

import type { Csr } from './csr.ts'
import { columnsOf, type MappingColumns } from './graph.ts'
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

const CONFIDENCE_AT = [null, ...CONFIDENCES]

class PackedMapping implements Mapping {
  readonly index: number
  readonly among: Packed
  /** Most ids begin with the slug of their set, which is left out: what is left begins with a colon. */
  private readonly rest: string

  constructor(index: number, among: Packed, rest: string) {
    this.index = index
    this.among = among
    this.rest = rest
  }

  get id(): string {
    return this.rest.startsWith(':') ? this.among.sets[this.set]!.slug + this.rest : this.rest
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

/** A part of a string by itself: what `slice` gives keeps the string that it is a part of. */
const whole = (part: string) => Buffer.from(part).toString()

const list = (): number[] => []
const lists = () => ({ start: [0], list: list() })

function push(to: ReturnType<typeof lists>, values: readonly number[]): void {
  for (const value of values) to.list.push(value)
  to.start.push(to.list.length)
}

const csr = ({ start, list }: ReturnType<typeof lists>): Csr => {
  return { start: new Int32Array(start), list: new Int32Array(list) }
}

/** Takes one mapping after the other and holds on to none of them; `first` of the snapshot come before. */
export function mappingPacker(sets: readonly MappingSet[], first = 0) {
  const texts = new TextPages()
  const [set, kind, mask, sources, targets] = [list(), list(), list(), lists(), lists()]
  const [sameWording, strength, confidence] = [list(), list(), list()]
  const [rationale, residual, surplus, shares] = [list(), list(), list(), list()]
  const rests: string[] = []
  return {
    add(m: Omit<Mapping, 'index'>): void {
      const { slug } = sets[m.set]!
      set.push(m.set)
      kind.push(RATIONALE_KINDS.indexOf(m.rationaleKind))
      mask.push(m.mask)
      push(sources, m.sources)
      push(targets, m.targets)
      rests.push(m.id.startsWith(`${slug}:`) ? whole(m.id.slice(slug.length)) : m.id)
      sameWording.push(Number(m.sameWording))
      strength.push(m.strength ?? 0)
      confidence.push(CONFIDENCE_AT.indexOf(m.confidence))
      rationale.push(texts.add(m.rationale))
      residual.push(texts.add(m.residual))
      surplus.push(texts.add(m.surplus))
      for (let i = 0; i < m.targets.length; i++) shares.push(texts.add(m.shares[i] ?? null))
    },
    close(): readonly Mapping[] {
      texts.close()
      const packed: Packed = {
        statements: {
          setOf: new Int32Array(set),
          kindOf: new Uint8Array(kind),
          maskOf: new Uint8Array(mask),
          sources: csr(sources),
          targets: csr(targets),
        },
        sets,
        first,
        texts,
        sameWording: new Uint8Array(sameWording),
        strength: new Uint8Array(strength),
        confidence: new Uint8Array(confidence),
        rationale: new Uint32Array(rationale),
        residual: new Uint32Array(residual),
        surplus: new Uint32Array(surplus),
        shares: new Uint32Array(shares),
      }
      return rests.map((rest, i) => new PackedMapping(first + i, packed, rest))
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

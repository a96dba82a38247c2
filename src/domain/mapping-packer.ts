// Packs mappings, one after the other, into the columns and pages that packed ones are read from (`packed-mapping.ts`).

import { bytes, integers, places } from './column.ts'
import type { Csr } from './csr.ts'
import { hashOf } from './id-index.ts'
import { type Mapping, type MappingSet, RATIONALE_KINDS } from './mapping.ts'
import { COLON, CONFIDENCE_AT, type Packed, PackedMapping } from './packed-mapping.ts'
import { TextPages, type WrittenText } from './packed-text.ts'
import { holds, lengthOf, type Slice, sliceOf } from './slice.ts'

type Texts = 'rationale' | 'residual' | 'surplus'

/** A mapping as it comes: from a file with strings, from a database with the bytes of them. */
export interface Unpacked
  extends Omit<Mapping, 'index' | 'id' | 'shares' | Texts>,
    Readonly<Record<Texts, WrittenText | null>> {
  readonly id: string | Slice
  readonly shares: readonly (WrittenText | null)[]
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

export interface PackerOptions {
  /** How many mappings of the snapshot come before. */
  readonly first?: number
  /** How many pages of texts are not compressed; all when it is not said. */
  readonly plain?: number
}

/** What is left of an id after the slug of its set; all of it when it begins otherwise. */
function restOf(id: Slice, slug: Slice): Slice {
  const from = id.from + lengthOf(slug)
  return id.bytes[from] === COLON && from < id.to && holds(id.bytes, id.from, slug) ? { ...id, from } : id
}

/** Takes one mapping after the other and holds on to none of them. */
export function mappingPacker(sets: readonly MappingSet[], { first = 0, plain }: PackerOptions = {}) {
  const texts = new TextPages(plain)
  // Not compressed: they are looked up, in no order.
  const names = new TextPages()
  const slugs = sets.map(({ slug }) => sliceOf(slug))
  const [set, kind, mask, sources, targets] = [integers(), bytes(), bytes(), lists(), lists()]
  const [idHashes, ids, sameWording, strength, confidence] = [places(), places(), bytes(), bytes(), bytes()]
  const [rationale, residual, surplus, shares] = [places(), places(), places(), places()]
  return {
    add(m: Unpacked): void {
      set.add(m.set)
      kind.add(RATIONALE_KINDS.indexOf(m.rationaleKind))
      mask.add(m.mask)
      push(sources, m.sources)
      push(targets, m.targets)
      const id = typeof m.id === 'string' ? sliceOf(m.id) : m.id
      idHashes.add(hashOf(id.bytes, undefined, id.from, id.to))
      ids.add(names.addName(restOf(id, slugs[m.set]!)))
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
        idHashes: idHashes.close(),
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
  const packer = mappingPacker(sets, { first: found })
  for (let i = found; i < mappings.length; i++) packer.add(mappings[i]!)
  return [...mappings.slice(0, found), ...packer.close()]
}

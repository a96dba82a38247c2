// Reads mappings with their ends into a snapshot's packed rows, some at a time, so that however many there are never take
// more room than packed.

import type postgres from 'postgres'
import type { Mapping, MappingSet } from '../domain/mapping.ts'
import { mappingPacker } from '../domain/packed-mapping.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { LocalizedText } from '../domain/text.ts'
import { batches, emptied } from './batches.ts'

/** A row of the domain as a table has it, but what is named otherwise there. */
export type Row<T, Without extends keyof T = never> = Omit<T, 'index' | Without>
export type Sql = postgres.ISql

/** Which tables, and the snapshot whose rows come before: what is read may name those. */
export type From =
  | { readonly prefix: ''; readonly base: null }
  | { readonly prefix: 'own_'; readonly base: Snapshot }

/** The position of what a row names; undefined when it is gone. */
export type At = (key: string) => number | undefined

/** A control of a mapping. */
export interface EndRow {
  /** The position of the mapping among those asked for. */
  readonly mapping: number
  readonly side: string
  readonly control: string
  readonly shares: LocalizedText | null
}

type Ends = Pick<Mapping, 'sources' | 'targets' | 'shares'>

const GONE = -1

/** Of the rows of one mapping, sources first; null if a control is gone, since nothing is known of the rest of it. */
function endsIn(rows: readonly EndRow[], controlAt: At): Ends | null {
  const places = rows.map(({ control }) => controlAt(control) ?? GONE)
  if (rows.length === 0 || places.includes(GONE)) return null
  const sources = rows.filter(({ side }) => side === 'source').length
  return {
    sources: places.slice(0, sources),
    targets: places.slice(sources),
    shares: rows.slice(sources).map(({ shares }) => shares),
  }
}

export type MappingRow = Row<Mapping, 'set' | 'sources' | 'targets' | 'shares'> & { readonly set: string }

/** Named one by one: to spread what a driver makes takes longer than all the rest. */
const mappingOf = (row: MappingRow, ends: Ends, set: number): Omit<Mapping, 'index'> => ({
  id: row.id,
  set,
  sources: ends.sources,
  targets: ends.targets,
  mask: row.mask,
  sameWording: row.sameWording,
  rationaleKind: row.rationaleKind,
  shares: ends.shares,
  rationale: row.rationale,
  residual: row.residual,
  surplus: row.surplus,
  strength: row.strength,
  confidence: row.confidence,
})

/**
 * Packs some mappings, with all their ends: in the order of the mappings, sources first. Those of which a control is gone,
 * or the set, are left out.
 */
export function packMappings(
  packer: ReturnType<typeof mappingPacker>,
  rows: readonly MappingRow[],
  ends: readonly EndRow[],
  setAt: At,
  controlAt: At,
): void {
  let next = 0
  for (const [i, row] of rows.entries()) {
    const first = next
    while (ends[next]?.mapping === i) next++
    const its = endsIn(ends.slice(first, next), controlAt)
    const set = setAt(row.set)
    if (its && set !== undefined) packer.add(mappingOf(row, its, set))
  }
}

export async function readMappings(
  sql: Sql,
  from: From,
  sets: readonly MappingSet[],
  setAt: At,
  controlAt: At,
): Promise<readonly Mapping[]> {
  const { prefix, base } = from
  const query = sql`
    select m.id, m.set, m.mask, m.same_wording "sameWording", m.rationale_kind "rationaleKind", m.rationale, m.residual,
      m.surplus, m.strength, m.confidence
    from ${sql(`${prefix}mapping`)} m join ${sql(`${prefix}mapping_set`)} s on s.slug = m.set
    order by s.position, m.position`
  const packer = mappingPacker([...(base?.sets ?? []), ...sets], base?.mappings.length)
  for await (const rows of batches<MappingRow>(sql, `${prefix}mappings`, query)) {
    const ids = rows.map(({ id }) => id)
    const ends = await sql<EndRow[]>`
      select asked.place::int - 1 "mapping", e.side, e.control, e.shares
      from unnest(${ids}::text[]) with ordinality asked (id, place)
        join ${sql(`${prefix}mapping_end`)} e on e.mapping = asked.id
      order by asked.place, e.side, e.position`
    packMappings(packer, rows, ends, setAt, controlAt)
    emptied(ends)
  }
  return packer.close()
}

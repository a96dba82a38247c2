// Pages of evidence by its creation, under conditions. A statement has the conditions that were given and no others:
// PostgreSQL plans it once for all organizations, and cannot leave out what it has to be ready for.

import type { EvidenceStatus } from '../domain/evidence.ts'
import type { Database } from './database.ts'
import { byEvidence, columns, type Link, linksOf, type StoredEvidence, type StoredLink } from './evidence.ts'
import { countIn, type Rows, requireFound, rowsOf } from './place.ts'
import { readAtOnce, type TenantSql } from './tenant.ts'

export const EVIDENCE_ORDERS = ['NEWEST', 'OLDEST'] as const
export type EvidenceOrder = (typeof EVIDENCE_ORDERS)[number]

export interface EvidenceWhere {
  readonly statuses: readonly EvidenceStatus[] | null
  readonly type: string | null
  /** Id of a control that it is linked to. */
  readonly control: string | null
  readonly scope: string | null
  /** Words of its title. */
  readonly text: string | null
}

export interface ListedEvidence extends StoredEvidence {
  /** By control, where they were asked for. */
  readonly links?: readonly Link[]
}

/** Which pieces, and what is read beside each. */
export interface PageRequest {
  readonly where: EvidenceWhere
  readonly order: EvidenceOrder
  /** The piece after which the page begins, which need not match; null begins with the first. */
  readonly after: string | null
  readonly size: number
  readonly withLinks?: boolean
}

function matches(sql: TenantSql, organization: string, where: EvidenceWhere) {
  const { statuses, type, control, scope, text } = where
  return sql`
    e.organization_id = ${organization}
    ${statuses === null ? sql`` : sql`and e.status = any(${[...statuses]}::text[])`}
    ${type === null ? sql`` : sql`and e.type = ${type}`}
    ${scope === null ? sql`` : sql`and ${scope} = any(e.scopes)`}
    ${text === null ? sql`` : sql`and position(crosswalk_plain(${text}) in crosswalk_plain(e.title)) > 0`}
    ${
      control === null
        ? sql``
        : sql`and e.id in (
            select l.evidence from evidence_link l where l.organization_id = ${organization} and l.control = ${control})`
    }`
}

function withTheirs(pieces: readonly StoredEvidence[], links: readonly StoredLink[]): ListedEvidence[] {
  const theirs = byEvidence(links)
  return pieces.map((piece) => ({ ...piece, links: theirs.get(piece.id) ?? [] }))
}

/** Throws BAD_CURSOR. */
export async function evidencePage(
  database: Database,
  organization: string,
  { where, order, after, size, withLinks = false }: PageRequest,
): Promise<Rows<ListedEvidence>> {
  const [found, links, place] = await readAtOnce<[StoredEvidence[], StoredLink[] | null, object[] | null]>(
    database,
    organization,
    (sql) => {
      const [compared, direction] = order === 'NEWEST' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`]
      // A number in the text: as a parameter it would have the statement planned anew each time.
      const limit = sql.unsafe(`limit ${size + 1}`)
      const start = sql`
        select a.created_at, a.id from evidence a where a.organization_id = ${organization} and a.id = ${after}::uuid`
      const page = sql`
        from evidence e
        where ${matches(sql, organization, where)}
          ${after === null ? sql`` : sql`and (e.created_at, e.id) ${compared} (${start})`}
        order by e.created_at ${direction}, e.id ${direction} ${limit}`
      return [
        sql`select ${columns(sql)} ${page}`,
        withLinks ? linksOf(sql, organization, sql`array(select e.id ${page})`) : null,
        after === null ? null : start,
      ]
    },
  )
  if (place) requireFound(place)
  return rowsOf(links ? withTheirs(found, links) : found, size)
}

/** How many there are on all pages together. */
export function countEvidence(
  database: Database,
  organization: string,
  where: EvidenceWhere,
): Promise<number> {
  return countIn(database, organization, (sql) => sql`evidence e where ${matches(sql, organization, where)}`)
}

// Pages of evidence by its creation, under conditions. A statement has the conditions that were given and no others:
// PostgreSQL plans it once for all organizations, and cannot leave out what it has to be ready for.

import type { EvidenceStatus } from '../domain/evidence.ts'
import type { Database } from './database.ts'
import { columns, type StoredEvidence } from './evidence.ts'
import { type Rows, requirePlace, rowsOf } from './place.ts'
import { readInTenant, type TenantSql } from './tenant.ts'

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

/** One page, after the piece `after` (which need not match); null begins. Throws BAD_CURSOR. */
export function evidencePage(
  database: Database,
  organization: string,
  where: EvidenceWhere,
  order: EvidenceOrder,
  after: string | null,
  size: number,
): Promise<Rows<StoredEvidence>> {
  return readInTenant(database, organization, async (sql) => {
    const [compared, direction] = order === 'NEWEST' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`]
    const beyond = sql`and (e.created_at, e.id) ${compared} (
      select a.created_at, a.id from evidence a where a.organization_id = ${organization} and a.id = ${after}::uuid)`
    const rows = await sql<StoredEvidence[]>`
      select ${columns(sql)} from evidence e
      where ${matches(sql, organization, where)} ${after === null ? sql`` : beyond}
      order by e.created_at ${direction}, e.id ${direction} limit ${size + 1}`
    if (after !== null && rows.length === 0) await requirePlace(sql, 'evidence', organization, after)
    return rowsOf(rows, size)
  })
}

/** How many there are on all pages together. */
export async function countEvidence(
  database: Database,
  organization: string,
  where: EvidenceWhere,
): Promise<number> {
  const [row] = await readInTenant(
    database,
    organization,
    (sql) => sql<{ total: number }[]>`
      select count(*)::int total from evidence e where ${matches(sql, organization, where)}`,
  )
  return row!.total
}

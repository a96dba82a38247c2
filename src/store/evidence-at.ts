// Evidence as it stands at a moment: what shows a control, what is kept from counting, what expires. Always at most so
// many pieces, since an organization may have hundreds of thousands.

import type { DateText } from '../domain/calendar.ts'
import type { Moment } from '../domain/evidence.ts'
import { counts, FIRST_DAY, inScope, LAST_DAY } from './counting.ts'
import type { Database } from './database.ts'
import { columns, type StoredEvidence } from './evidence.ts'
import { countIn, type Rows, requirePlace, rowsOf } from './place.ts'
import { readInTenant, type TenantSql } from './tenant.ts'

/** Of each control, at most `limit` pieces that count and name it, what proves first, or certify its framework but for it. */
export function evidenceShowing(
  database: Database,
  organization: string,
  moment: Moment,
  controls: readonly string[],
  limit: number,
): Promise<{ control: string; evidence: string }[]> {
  return readInTenant(database, organization, (sql) => {
    const counting = counts(sql, organization, moment)
    const named = (role: string) => sql`(
      select l.evidence from evidence_link l join evidence e on e.organization_id = l.organization_id and e.id = l.evidence
      where l.organization_id = ${organization} and l.control = c.id and l.role = ${role} and ${counting} limit ${limit})`
    return sql<{ control: string; evidence: string }[]>`
      select c.id control, s.evidence
      from (select id, framework from control union all
        select id, framework from own_control where organization_id = ${organization}) c
      cross join lateral (
        (select t.evidence from certificate t join evidence e on e.organization_id = t.organization_id and e.id = t.evidence
          where t.organization_id = ${organization} and t.framework = c.framework and c.id <> all(t.exceptions)
            and ${counting} limit ${limit})
        union all ${named('PROVES')} union all ${named('SUPPORTS')} limit ${limit}
      ) s where c.id = any(${[...controls]}::text[])`
  })
}

export type ListedBlocker = 'OTHER_SCOPE' | 'EXPIRED'

/** Accepted evidence that this keeps from counting at a moment, whatever else does. */
const blocked = (
  sql: TenantSql,
  organization: string,
  { asOf, scope, anyScope }: Moment,
  blocker: ListedBlocker,
) =>
  sql`e.organization_id = ${organization} and e.status = 'ACCEPTED' and ${
    blocker === 'EXPIRED'
      ? sql`${sql.unsafe(LAST_DAY)} < ${asOf}::date`
      : sql`not (${anyScope} or e.scopes = '{}' or coalesce(${scope}::text = any(e.scopes), false))`
  }`

/** One page of it, collected last first, after the piece `after` (which need not be blocked); null begins. Throws BAD_CURSOR. */
export function blockedPage(
  database: Database,
  organization: string,
  moment: Moment,
  blocker: ListedBlocker,
  after: string | null,
  size: number,
): Promise<Rows<StoredEvidence>> {
  return readInTenant(database, organization, async (sql) => {
    const beyond = sql`and (e.collected_at, e.id) < (
      select a.collected_at, a.id from evidence a where a.organization_id = ${organization} and a.id = ${after}::uuid)`
    const found = await sql<StoredEvidence[]>`
      select ${columns(sql)} from evidence e
      where ${blocked(sql, organization, moment, blocker)} ${after === null ? sql`` : beyond}
      order by e.collected_at desc, e.id desc limit ${size + 1}`
    if (after !== null && found.length === 0) await requirePlace(sql, 'evidence', organization, after)
    return rowsOf(found, size)
  })
}

/** How many there are on all pages together. */
export function countBlocked(
  database: Database,
  organization: string,
  moment: Moment,
  blocker: ListedBlocker,
): Promise<number> {
  return countIn(
    database,
    organization,
    (sql) => sql`evidence e where ${blocked(sql, organization, moment, blocker)}`,
  )
}

export interface ExpiringEvidence extends StoredEvidence {
  /** How many pieces have this one's last day. */
  readonly sameDay: number
}

/**
 * The evidence that counts at a moment and of which the last day is not after `until`, soonest first; at most `limit` pieces
 * of a day.
 */
export function expiringEvidence(
  database: Database,
  organization: string,
  moment: Moment,
  until: DateText,
  limit: number,
): Promise<ExpiringEvidence[]> {
  const day = LAST_DAY
  return readInTenant(
    database,
    organization,
    (sql) => sql<ExpiringEvidence[]>`
      select ${columns(sql)}, e.same_day "sameDay" from (
        select e.*, row_number() over (partition by ${sql.unsafe(day)} order by e.id) place,
          count(*) over (partition by ${sql.unsafe(day)})::int same_day
        from evidence e
        where ${inScope(sql, organization, moment)} and ${sql.unsafe(FIRST_DAY)} <= ${moment.asOf}::date
          and ${sql.unsafe(day)} between ${moment.asOf}::date and ${until}::date
      ) e where e.place <= ${limit} order by ${sql.unsafe(day)}, e.id`,
  )
}

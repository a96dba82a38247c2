// Evidence as it stands at a moment: what shows a control, what is kept from counting, what expires. Always at most so
// many pieces, since an organization may have hundreds of thousands.

import type { DateText } from '../domain/calendar.ts'
import type { Moment } from '../domain/evidence.ts'
import { counts, FIRST_DAY, inScope, LAST_DAY } from './counting.ts'
import type { Database } from './database.ts'
import { columns, type StoredEvidence } from './evidence.ts'
import { readInTenant } from './tenant.ts'

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

/** Accepted evidence that does not count at a moment for this one reason; the latest, at most `limit`. */
export function blockedEvidence(
  database: Database,
  organization: string,
  { asOf, scope, anyScope }: Moment,
  blocker: 'OTHER_SCOPE' | 'EXPIRED',
  limit: number,
): Promise<StoredEvidence[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<StoredEvidence[]>`
      select ${columns(sql)} from evidence e
      where e.organization_id = ${organization} and e.status = 'ACCEPTED' and ${
        blocker === 'EXPIRED'
          ? sql`${sql.unsafe(LAST_DAY)} < ${asOf}::date`
          : sql`not (${anyScope} or e.scopes = '{}' or coalesce(${scope}::text = any(e.scopes), false))`
      }
      order by e.collected_at desc, e.id limit ${limit}`,
  )
}

/** The evidence that counts at a moment and of which the last day is not after `until`; soonest first. */
export function expiringEvidence(
  database: Database,
  organization: string,
  moment: Moment,
  until: DateText,
  limit: number,
): Promise<StoredEvidence[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<StoredEvidence[]>`
      select ${columns(sql)} from evidence e
      where ${inScope(sql, organization, moment)} and ${sql.unsafe(FIRST_DAY)} <= ${moment.asOf}::date
        and ${sql.unsafe(LAST_DAY)} between ${moment.asOf}::date and ${until}::date
      order by ${sql.unsafe(LAST_DAY)}, e.id limit ${limit}`,
  )
}

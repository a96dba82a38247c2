// Which evidence counts, as SQL: the same as `blockers` of the domain says of a piece in memory. The piece is `e`.

import type { DateText } from '../domain/calendar.ts'
import type { Moment } from '../domain/evidence.ts'
import type { TenantSql } from './tenant.ts'

/** First and last day of a piece, as `firstDay` and `lastDay` of the domain. */
export const FIRST_DAY = 'coalesce(e.effective_from, e.collected_at)'
export const LAST_DAY = "least(coalesce(e.valid_until, e.effective_to, 'infinity'), e.replaced_from - 1)"

/** Accepted evidence of the organization and the scope, whatever its dates. */
export const inScope = (sql: TenantSql, organization: string, { scope, anyScope }: Moment) => sql`
  e.organization_id = ${organization} and e.status = 'ACCEPTED'
  and (${anyScope} or e.scopes = '{}' or ${scope}::text = any(e.scopes))`

/** Evidence that counts on every day from that of the moment to `through`. */
export const counts = (
  sql: TenantSql,
  organization: string,
  moment: Moment,
  through: DateText = moment.asOf,
) => sql`
  ${inScope(sql, organization, moment)}
  and ${sql.unsafe(FIRST_DAY)} <= ${moment.asOf}::date and ${sql.unsafe(LAST_DAY)} >= ${through}::date`

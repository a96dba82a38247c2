// The audit log of an organization, newest first. Rows are written by `mutation.ts`, and by nothing changed or removed.

import type { Database } from './database.ts'
import { countIn } from './place.ts'
import { instant, readInTenant, type TenantSql } from './tenant.ts'

export interface AuditEntry {
  readonly id: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly before: unknown
  readonly after: unknown
}

/** What is given must hold. */
export interface AuditWhere {
  readonly actor?: string | null
  /** The action, or what it is done to: `evidence` stands for all that begins with `evidence.`. */
  readonly action?: string | null
  readonly subject?: string | null
}

const matches = (sql: TenantSql, organization: string, { actor, action, subject }: AuditWhere) => sql`
  organization_id = ${organization}
  and (${actor ?? null}::text is null or actor = ${actor ?? null})
  and (${action ?? null}::text is null or action = ${action ?? null} or starts_with(action, ${`${action}.`}))
  and (${subject ?? null}::text is null or subject = ${subject ?? null})`

/** At most `limit` entries older than the entry `before`; the newest when it is null. */
export function auditEntries(
  database: Database,
  organization: string,
  before: number | null,
  limit: number,
  where: AuditWhere = {},
): Promise<AuditEntry[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<AuditEntry[]>`
      select id::float8 id, ${instant(sql, 'at')} at, actor, action, subject, before, after from audit_log
      where ${matches(sql, organization, where)} and (${before}::bigint is null or id < ${before}::bigint)
      order by id desc limit ${limit}`,
  )
}

/** How many entries there are. */
export function auditCount(database: Database, organization: string, where: AuditWhere): Promise<number> {
  return countIn(database, organization, (sql) => sql`audit_log where ${matches(sql, organization, where)}`)
}

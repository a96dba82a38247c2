// The audit log of an organization, newest first. Rows are written by `mutation.ts`, and by nothing changed or removed.

import type { Database } from './database.ts'
import { instant, readInTenant } from './tenant.ts'

export interface AuditEntry {
  readonly id: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly before: unknown
  readonly after: unknown
}

/** At most `limit` entries older than the entry `before`; the newest when it is null. */
export function auditEntries(
  database: Database,
  organization: string,
  before: number | null,
  limit: number,
): Promise<AuditEntry[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<AuditEntry[]>`
      select id::float8 id, ${instant(sql, 'at')} at, actor, action, subject, before, after from audit_log
      where organization_id = ${organization} and (${before}::bigint is null or id < ${before}::bigint)
      order by id desc limit ${limit}`,
  )
}

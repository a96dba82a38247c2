// Rows that stand by what they say: one of them, and pages of them that go on after one.

import type { PendingQuery, Row } from 'postgres'
import { DomainError } from '../domain/errors.ts'
import type { Database } from './database.ts'
import { readInTenant, type TenantSql } from './tenant.ts'

/** The only row there can be, or null. */
export async function oneIn<T extends object>(
  database: Database,
  organization: string,
  rows: (sql: TenantSql) => PendingQuery<T[]>,
): Promise<T | null> {
  const [found] = await readInTenant(database, organization, rows)
  return found ?? null
}

export interface Rows<T> {
  readonly rows: readonly T[]
  /** Whether there are others after them. */
  readonly more: boolean
}

/** The rows that were found when one more than the page has was asked for. */
export const rowsOf = <T>(found: readonly T[], size: number): Rows<T> => ({
  rows: found.slice(0, size),
  more: found.length > size,
})

/** After a row that is gone, or is another organization's, there would seem to be nothing. Throws BAD_CURSOR. */
export function requireFound(found: readonly unknown[]): void {
  if (found.length > 0) return
  throw new DomainError('BAD_CURSOR', 'after must be the cursor of a row that there is, but got: another', {
    argument: 'after',
  })
}

/** The same of a row that is still to be looked for. */
export async function requirePlace(
  sql: TenantSql,
  table: 'evidence' | 'finding' | 'api_key',
  organization: string,
  id: string,
): Promise<void> {
  requireFound(
    await sql`select 1 from ${sql(table)} where organization_id = ${organization} and id = ${id}::uuid`,
  )
}

/** How many rows there are on all pages together: of a table of an organization, on the conditions that go with it. */
export async function countIn(
  database: Database,
  organization: string,
  rows: (sql: TenantSql) => PendingQuery<Row[]>,
): Promise<number> {
  const [counted] = await readInTenant(
    database,
    organization,
    (sql) => sql<{ total: number }[]>`select count(*)::int total from ${rows(sql)}`,
  )
  return counted!.total
}

// Many rows in one statement.

import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'

export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0]

/**
 * Inserts the rows as one JSON document that the database takes apart: with a placeholder for each value, both sides take
 * several times as long.
 */
function insertion<T extends PgTable>(table: T, rows: readonly T['$inferInsert'][]): SQL {
  const columns = writtenColumns(table)
  const json = rows.map((row) => Object.fromEntries(columns.map(([key, name]) => [name, row[key as never]])))
  const names = sql.raw(columns.map(([, name]) => `"${name}"`).join(', '))
  return sql`insert into ${table} (${names})
    select ${names} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(json)}::jsonb)`
}

/** The properties of a row and the names of their columns, without what the database generates. */
function writtenColumns(table: PgTable): [property: string, name: string][] {
  return Object.entries(getTableColumns(table))
    .filter(([, column]) => column.generated === undefined)
    .map(([property, column]) => [property, column.name])
}

/** Inserts all rows. */
export async function insertAll<T extends PgTable>(
  tx: Transaction,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  await tx.execute(insertion(table, rows))
}

/** Inserts or updates by primary key, every column. */
export async function upsertAll<T extends PgTable>(
  tx: Transaction,
  table: T,
  key: string,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  const others = writtenColumns(table).filter(([, name]) => name !== key)
  const set = sql.raw(others.map(([, name]) => `"${name}" = excluded."${name}"`).join(', '))
  await tx.execute(sql`${insertion(table, rows)} on conflict (${sql.identifier(key)}) do update set ${set}`)
}

// The rows of a long query, some at a time: the driver would hold all of them, and their texts, at once.

import type postgres from 'postgres'

/** Rows at a time: few round trips, and less than a megabyte. */
export const AT_ONCE = 500

/**
 * Inside a transaction, with which it ends, and where other statements may come in between: the driver's own cursor keeps
 * its connection to itself until it is through. `name` is a word of the source, and another for each query. Lists are
 * emptied when they were read, see `emptied`.
 */
export async function* batches<T extends object>(
  sql: postgres.ISql,
  name: string,
  query: postgres.PendingQuery<postgres.Row[]>,
): AsyncGenerator<readonly T[]> {
  const cursor = sql(name)
  await sql`declare ${cursor} no scroll cursor for ${query}`
  for (let last = false; !last; ) {
    const rows = await sql<T[]>`fetch ${sql.unsafe(String(AT_ONCE))} from ${cursor}`
    last = rows.length < AT_ONCE
    yield rows
    emptied(rows)
  }
}

/**
 * Lets go of rows that were read. Each result of the driver is reached from the one before, so that once one of many has
 * become old, the young ones after it outlive every collection but the full ones: 45 MB of them at a time.
 */
export function emptied(rows: { length: number }): void {
  rows.length = 0
}

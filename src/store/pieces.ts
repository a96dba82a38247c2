// Rows as one text each, of the pieces that `domain/pieces.ts` reads. Of very many rows the driver would make an object each,
// and a string or a document of every value, most of which are only packed.

import type postgres from 'postgres'
import { Pieces } from '../domain/pieces.ts'

/** A value of type text as a piece of a row; pieces are put together by `concat` and `string_agg`. */
export const piece = (sql: postgres.ISql, value: postgres.PendingQuery<postgres.Row[]>) =>
  sql`coalesce(octet_length(${value}) || ':' || (${value}), '-')`

/** Rows at a time: few round trips, and usually less than a megabyte. */
export const AT_ONCE = 500

/**
 * The rows of a query for a single text of pieces, some at a time. Inside a transaction, with which it ends; `name` is a word of
 * the source, and another for each query.
 */
export async function* pieced(
  sql: postgres.ISql,
  name: string,
  query: postgres.PendingQuery<postgres.Row[]>,
): AsyncGenerator<readonly Pieces[]> {
  const cursor = sql(name)
  await sql`declare ${cursor} no scroll cursor for ${query}`
  for (let last = false; !last; ) {
    const rows = await sql`fetch ${sql.unsafe(String(AT_ONCE))} from ${cursor}`.raw()
    last = rows.length < AT_ONCE
    yield rows.map(([row]) => new Pieces(row!))
    // Each result of the driver is reached from the one before, so that once one of many has become old, the young ones
    // after it outlive every collection but the full ones: 45 MB of them at a time.
    rows.length = 0
  }
}

// Rows as one text each, in which every value stands after its length: "5:hello", and "-" for NULL. Of very many rows
// the driver would make an object each, and a string or a document of every value, most of which are only packed.

import type postgres from 'postgres'
import type { Slice } from '../domain/slice.ts'

/** A value of type text as a piece of a row; pieces are put together by `concat` and `string_agg`. */
export const piece = (sql: postgres.ISql, value: postgres.PendingQuery<postgres.Row[]>) =>
  sql`coalesce(octet_length(${value}) || ':' || (${value}), '-')`

const [ZERO, NULL, TRUE] = ['0', '-', 't'].map((letter) => letter.charCodeAt(0)) as [number, number, number]

/** The pieces of a row, one after the other: what each is read as is for the reader to know. */
export class Pieces {
  private readonly row: Buffer
  private at = 0

  constructor(row: Buffer) {
    this.row = row
  }

  text(): Slice | null {
    const { row } = this
    if (row[this.at] === NULL) {
      this.at++
      return null
    }
    const from = this.begin()
    return { bytes: row, from, to: this.at }
  }

  /** Where the next piece begins after its length; the one after it comes next. */
  private begin(): number {
    let [length, at] = [0, this.at]
    for (let digit = this.row[at]! - ZERO; digit >= 0 && digit < 10; digit = this.row[++at]! - ZERO)
      length = 10 * length + digit
    this.at = at + 1 + length
    return at + 1
  }

  /** So many pieces as they are; null when all of them are NULL. */
  texts(count: number): Slice | null {
    const from = this.at
    let isNull = true
    for (let i = 0; i < count; i++)
      if (this.row[this.at] === NULL) this.at++
      else {
        this.begin()
        isNull = false
      }
    return isNull ? null : { bytes: this.row, from, to: this.at }
  }

  /** A whole number of at least 0. */
  whole(): number | null {
    const digits = this.text()
    if (!digits) return null
    let number = 0
    for (let i = digits.from; i < digits.to; i++) number = 10 * number + this.row[i]! - ZERO
    return number
  }

  /** Throws RangeError when there is more, or less: lengths are in bytes of UTF-8, which a database of another encoding counts otherwise. */
  end(): void {
    if (this.at !== this.row.length)
      throw new RangeError(
        `a row must end with its last piece, at ${this.at}, but got: ${this.row.length} bytes (the database must be in UTF-8)`,
      )
  }

  isTrue(): boolean {
    const word = this.text()
    return word !== null && this.row[word.from] === TRUE
  }
}

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

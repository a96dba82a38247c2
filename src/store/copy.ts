// Reads very many rows: in the binary form of COPY, in which each comes as one piece of bytes, and of which nothing is made
// that is not asked for. The driver would make an object of each row and a value of each column, and hold all of them.

import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type postgres from 'postgres'
import type { Slice } from '../domain/slice.ts'

/** What the first row comes after: a signature, flags, and the length of an extension that there is not. */
const HEAD = 19
/** Before the columns of a row, how many they are; -1 after the last row. */
const COUNT = 2
const NULL = -1

/** The columns of a row, one after the other: as what each is read is for the reader to know. */
export class CopiedRow {
  private readonly row: Buffer
  private at: number

  constructor(row: Buffer, at = COUNT) {
    this.row = row
    this.at = at
  }

  private next(): number {
    const number = this.row.readInt32BE(this.at)
    this.at += 4
    return number
  }

  text(): Slice | null {
    const length = this.next()
    if (length === NULL) return null
    const from = this.at
    this.at += length
    return { bytes: this.row, from, to: this.at }
  }

  /** Some columns with the length before each, as they came; null when all of them are. */
  texts(columns: number): Slice | null {
    const from = this.at
    let isNull = true
    for (let i = 0; i < columns; i++) {
      const length = this.next()
      if (length === NULL) continue
      isNull = false
      this.at += length
    }
    return isNull ? null : { bytes: this.row, from, to: this.at }
  }

  integer(): number | null {
    return this.next() === NULL ? null : this.next()
  }

  isTrue(): boolean {
    return this.next() !== NULL && this.row[this.at++] === 1
  }

  /** How many elements an array has, of one dimension or more; they are read next. */
  elements(): number {
    if (this.next() === NULL) return 0
    const dimensions = this.next()
    this.at += 8
    let elements = Math.min(dimensions, 1)
    for (let i = 0; i < dimensions; i++) {
      elements *= this.next()
      this.at += 4
    }
    return elements
  }
}

/** Rows at a time. */
export const AT_ONCE = 500

/** Hands on all rows of a query without parameters, some at a time; they are let go of then. */
export async function copied(
  sql: postgres.ISql,
  query: postgres.PendingQuery<postgres.Row[]>,
  read: (rows: readonly CopiedRow[]) => void,
): Promise<void> {
  const stream: Readable = await sql`copy (${query}) to stdout (format binary)`.readable()
  let rows: CopiedRow[] = []
  let head = HEAD
  const take = (row: Buffer) => {
    // PostgreSQL sends each row for itself, the first with what comes before all.
    if (row.length > head && row.readInt16BE(head) !== NULL) rows.push(new CopiedRow(row, head + COUNT))
    head = 0
    if (rows.length < AT_ONCE) return
    read(rows)
    rows = []
  }
  let failure: { readonly error: unknown } | null = null
  stream.on('data', (row: Buffer) => {
    // What is left is read in any case: the connection has other things to do.
    if (failure) return
    try {
      take(row)
    } catch (error) {
      failure = { error }
    }
  })
  await once(stream, 'end')
  if (failure) throw (failure as { readonly error: unknown }).error
  read(rows)
}

// Rows in the binary form of COPY are read as PostgreSQL meant them, and a reader that fails leaves the connection in order.

import fc from 'fast-check'
import type postgres from 'postgres'
import { beforeAll, expect, it } from 'vitest'
import { stringOf } from '../../src/domain/slice.ts'
import { AT_ONCE, type CopiedRow, copied } from '../../src/store/copy.ts'
import type { Database } from '../../src/store/database.ts'
import { describeDatabases } from '../support/database.ts'

type Query = Parameters<typeof copied>[1]

async function all<T>(sql: postgres.ISql, query: Query, read: (row: CopiedRow) => T): Promise<T[]> {
  const found: T[] = []
  await copied(sql, query, (rows) => found.push(...rows.map(read)))
  return found
}

const textIn = (row: CopiedRow): string | null => {
  const text = row.text()
  return text && stringOf(text)
}
const textsIn = (row: CopiedRow) => Array.from({ length: row.elements() }, () => textIn(row))

describeDatabases('Rows that are copied', (open) => {
  let sql: Database['sql']
  beforeAll(async () => {
    ;({ sql } = await open('empty'))
  })

  it('have the values that the query gives them, whatever these are', async () => {
    // PostgreSQL has no text with a zero in it.
    const text = fc.option(fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', '')))
    const value = fc.record({
      number: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
      flag: fc.boolean(),
      text,
      list: fc.array(text, { maxLength: 4 }),
      last: text,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(value), async (values) => {
        const read = await sql.begin(async (transaction) => {
          await transaction`create temporary table given on commit drop as
            select * from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb)
              g (number int, flag bool, text text, list text[], last text)`
          const query = transaction`select number, flag, text, list, last from given`
          return all(transaction, query, (row) => ({
            number: row.integer(),
            flag: row.isTrue(),
            text: textIn(row),
            list: textsIn(row),
            last: textIn(row),
          }))
        })
        expect(read).toEqual(values)
      }),
      { numRuns: 30 },
    )
  })

  it('have the elements of arrays within arrays one after the other, and what comes after them', async () => {
    const query = sql`
      select array[array['a', null], array['', 'é']], array[]::text[], null::text[], 'after'`
    expect(await all(sql, query, (row) => [textsIn(row), textsIn(row), textsIn(row), textIn(row)])).toEqual([
      [['a', null, '', 'é'], [], [], 'after'],
    ])
  })

  it('have columns that are read together, unless all of them are null', async () => {
    const query = sql`select 'one', null, 'two' union all select null, null, 'three'`
    const lengthIn = (row: CopiedRow) => {
      const both = row.texts(2)
      return [both && both.to - both.from, textIn(row)]
    }
    expect(await all(sql, query, lengthIn)).toEqual([
      [4 + 3 + 4, 'two'],
      [null, 'three'],
    ])
  })

  it.each([0, 1, AT_ONCE, 2 * AT_ONCE + 1])('are handed on in their order, %i of them', async (count) => {
    const query = sql`select i from generate_series(1, ${sql.unsafe(String(count))}) i`
    const sizes: number[] = []
    const read: (number | null)[] = []
    await copied(sql, query, (rows) => {
      sizes.push(rows.length)
      read.push(...rows.map((row) => row.integer()))
    })
    expect(read).toEqual(Array.from({ length: count }, (_, i) => i + 1))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(AT_ONCE)
  })

  it('are read to their end when the reader fails, so that the next statement gets its turn', async () => {
    await sql.begin(async (transaction) => {
      let asked = 0
      const failing = () => {
        asked++
        throw new Error('unreadable')
      }
      await expect(
        copied(transaction, sql`select i from generate_series(1, 5000) i`, failing),
      ).rejects.toThrow('unreadable')
      expect(asked).toBe(1)
      expect(await transaction`select 1 one`).toEqual([{ one: 1 }])
    })
  })

  it('end in the error of the statement, before the first row and after many', async () => {
    const after = sql`select 1 / (5000 - i) from generate_series(1, 6000) i`
    await expect(copied(sql, after, () => {})).rejects.toThrow('division by zero')
    await expect(copied(sql, sql`select 1 / 0`, () => {})).rejects.toThrow('division by zero')
    expect(await sql`select 1 one`).toEqual([{ one: 1 }])
  })
})

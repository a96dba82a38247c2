// Rows of pieces are read as PostgreSQL meant them.

import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { Pieces } from '../../src/domain/pieces.ts'
import { stringOf } from '../../src/domain/slice.ts'
import type { Database } from '../../src/store/database.ts'
import { AT_ONCE, piece, pieced } from '../../src/store/pieces.ts'
import { describeDatabases } from '../support/database.ts'

type Sql = Parameters<typeof pieced>[0]

async function all<T>(sql: Sql, query: Parameters<typeof pieced>[2], read: (row: Pieces) => T): Promise<T[]> {
  const found: T[] = []
  for await (const rows of pieced(sql, 'some', query)) found.push(...rows.map(read))
  return found
}

const textIn = (row: Pieces): string | null => {
  const text = row.text()
  return text && stringOf(text)
}

describeDatabases('Rows of pieces', (open) => {
  let sql: Database['sql']
  beforeAll(async () => {
    ;({ sql } = await open('empty'))
  })

  it('have the values that the query gives them, whatever these are', async () => {
    // PostgreSQL has no text with a zero in it; some texts look like pieces themselves.
    const text = fc.option(
      fc.oneof(
        fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', '')),
        fc.constantFrom('-', '1:', '12:-', '’œ', '\\', '"{}"', '’'.repeat(30_000)),
      ),
    )
    const value = fc.record({ number: fc.option(fc.nat()), flag: fc.boolean(), text, last: text })
    await fc.assert(
      fc.asyncProperty(fc.array(value), async (values) => {
        const read = await sql.begin(async (transaction) => {
          await transaction`create temporary table given on commit drop as
            select * from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb)
              g (number int, flag bool, text text, last text)`
          const columns = ['number', 'flag', 'text', 'last'].map(
            (name, i) =>
              transaction`${i > 0 ? transaction`,` : transaction``} ${piece(transaction, transaction`${transaction(name)}::text`)}`,
          )
          return all(transaction, transaction`select concat(${columns}) from given`, (row) => ({
            number: row.whole(),
            flag: row.isTrue(),
            text: textIn(row),
            last: textIn(row),
          }))
        })
        expect(read).toEqual(values)
      }),
      { numRuns: 30 },
    )
  })

  it('have pieces that are read together, unless all of them are NULL', async () => {
    const lengthIn = (row: Pieces) => {
      const both = row.texts(2)
      return [both && both.to - both.from, textIn(row)]
    }
    const read = await sql.begin((transaction) =>
      all(transaction, transaction`values ('3:one-3:two'), ('--5:three')`, lengthIn),
    )
    expect(read).toEqual([
      ['3:one-'.length, 'two'],
      [null, 'three'],
    ])
  })

  it.each([0, 1, AT_ONCE, 2 * AT_ONCE + 1])('come in their order, %i of them', async (count) => {
    const sizes: number[] = []
    const read: (number | null)[] = []
    await sql.begin(async (transaction) => {
      const number = piece(transaction, transaction`i::text`)
      const query = transaction`select ${number} from generate_series(1, ${transaction.unsafe(String(count))}) i`
      for await (const rows of pieced(transaction, 'some', query)) {
        sizes.push(rows.length)
        read.push(...rows.map((row) => row.whole()))
      }
    })
    expect(read).toEqual(Array.from({ length: count }, (_, i) => i + 1))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(AT_ONCE)
  })

  it('are refused when they are longer or shorter than their pieces', () => {
    for (const bytes of ['5:hello', '5:hell', '5:hello-']) {
      const row = new Pieces(Buffer.from(bytes))
      row.text()
      if (bytes === '5:hello') row.end()
      else expect(() => row.end()).toThrow(/^a row must end with its last piece, at 7, but got: [68] bytes/)
    }
  })

  it('end in the error of the statement', async () => {
    const failing = sql.begin((transaction) => {
      const number = piece(transaction, transaction`(1 / (900 - i))::text`)
      return all(transaction, transaction`select ${number} from generate_series(1, 1000) i`, textIn)
    })
    await expect(failing).rejects.toThrow('division by zero')
    expect(await sql`select 1 one`).toEqual([{ one: 1 }])
  })
})

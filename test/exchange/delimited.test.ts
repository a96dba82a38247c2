// CSV and TSV: whatever a cell holds, it is read back whole, and no spreadsheet calculates it.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CSV, csv, type Dialect, EXCEL_FR, tsvLine } from '../../src/exchange/delimited.ts'
import { type Cell, column } from '../../src/exchange/table.ts'

/** A reader of RFC 4180, written without a look at the writer. */
function read(text: string, separator: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (at++; !(text[at] === '"' && text[at + 1] !== '"'); at++) {
        if (text[at] === '"') at++
        cell += text[at]
      }
      at++
    } else while (at < text.length && text[at] !== separator && text[at] !== '\r') cell += text[at++]
    rows.at(-1)!.push(cell)
    if (text[at] === '\r') {
      at += 2
      if (at < text.length) rows.push([])
    } else at++
  }
  return rows
}

const nasty = fc.oneof(
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ',', ';', "'", 'a', '１', '＝'),
  }),
  fc.string({ unit: 'grapheme' }),
)
const cell: fc.Arbitrary<Cell> = fc.oneof(
  nasty,
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    titles: fc.array(nasty, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }),
  }),
)

const DIALECTS: readonly Dialect[] = [CSV, EXCEL_FR]
const withoutApostrophe = (written: string, text: string) => (written === `'${text}` ? text : written)

describe.each(DIALECTS)('CSV with $separator', (dialect) => {
  const write = (titles: readonly string[], rows: readonly (readonly Cell[])[]) =>
    [...csv({ columns: titles.map((title) => column(title, 1)), rows }, dialect)].join('')

  it('is read back cell by cell', () => {
    fc.assert(
      fc.property(table, ({ titles, rows }) => {
        const written = write(titles, rows).replace(/^\ufeff/, '')
        const back = read(written, dialect.separator)
        const expected = [titles, ...rows].map((row) =>
          row.map((c) =>
            typeof c === 'number' && dialect.excelFr ? String(c).replace('.', ',') : String(c ?? ''),
          ),
        )
        expect(back.map((row, r) => row.map((c, i) => withoutApostrophe(c, expected[r]![i]!)))).toEqual(
          expected,
        )
      }),
    )
  })

  it('has no text that a spreadsheet calculates', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), (texts) => {
        const [row] = read(write(texts, []).replace(/^\ufeff/, ''), dialect.separator)
        for (const c of row!) expect(c.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/u)
      }),
    )
  })
})

describe('CSV for French Excel', () => {
  it('begins with a byte order mark, separates with ; and writes decimals with a comma', () => {
    const rows = [['é', 0.25]]
    const columns = [column('a', 1), column('b', 1)]
    expect([...csv({ columns, rows }, EXCEL_FR)].join('')).toBe(
      '\ufeffa;b\r\né;"0,25"\r\n'.replaceAll('"', ''),
    )
    expect([...csv({ columns, rows }, CSV)].join('')).toBe('a,b\r\né,0.25\r\n')
  })
})

describe('A line of TSV', () => {
  it('has as many cells as it was given, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, fc.constant(null)), { minLength: 1 }), (cells) => {
        const line = tsvLine(cells)
        expect(line.endsWith('\n')).toBe(true)
        expect(line.slice(0, -1).split('\t')).toHaveLength(cells.length)
        expect(line.slice(0, -1)).not.toMatch(/[\r\n]/)
      }),
    )
  })
})

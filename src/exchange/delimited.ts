// Delimited text: CSV (RFC 4180), French Excel's variant, and tab-separated values. No cell can become a formula.

import { line } from './line.ts'
import type { Cell, Table } from './table.ts'

export interface Dialect {
  readonly separator: ',' | ';' | '\t'
  /** French Excel reads UTF-8 only with a byte order mark, and numbers with a comma. */
  readonly excelFr: boolean
}

export const CSV: Dialect = { separator: ',', excelFr: false }
export const EXCEL_FR: Dialect = { separator: ';', excelFr: true }

const BOM = '\ufeff'

/** What a spreadsheet takes for the start of a formula, in either width (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** The same behind apostrophes: what `withoutFormula` returns, and what would be taken for it. */
const GUARDED = /^'+\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** The text, with an apostrophe before it when a spreadsheet would calculate it. */
export function withoutFormula(text: string): string {
  return FORMULA.test(text) || GUARDED.test(text) ? `'${text}` : text
}

/** The text that `withoutFormula` was given. */
export function withFormula(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text
}

function csvCell(cell: Cell, { separator, excelFr }: Dialect): string {
  if (cell === null) return ''
  if (typeof cell === 'number') {
    const number = excelFr ? String(cell).replace('.', ',') : String(cell)
    return number.includes(separator) ? `"${number}"` : number
  }
  const safe = withoutFormula(cell)
  return /^\s|["\n\r;,\t]|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as CSV: a header line, CRLF at the end of each. */
export function* csv({ columns, rows }: Table, dialect: Dialect): Generator<string> {
  const line = (cells: readonly Cell[]) =>
    `${cells.map((cell) => csvCell(cell, dialect)).join(dialect.separator)}\r\n`
  yield (dialect.excelFr ? BOM : '') + line(columns.map((column) => column.title))
  for (const row of rows) yield line(row)
}

/** One line of tab-separated values, where cells can hold neither tab nor line break. */
export function tsvLine(cells: readonly (string | number | null)[]): string {
  const texts = cells.map((cell) =>
    cell === null ? '' : typeof cell === 'number' ? String(cell) : withoutFormula(line(cell)),
  )
  return `${texts.join('\t')}\n`
}

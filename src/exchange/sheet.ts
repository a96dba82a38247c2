// A table as a sheet of a workbook, which people read: its codes in words, its French spaced as French is.

import type { Locale } from '../domain/text.ts'
import { codesInWords, codeWord, frenchSpaces, isCode } from './code-words.ts'
import type { Cell, Sheet, Table } from './table.ts'

/** What each different cell of codes says: there are few, and many of each. */
function codesTold(locale: Locale): (cell: string) => string {
  const told = new Map<string, string>()
  return (cell) => {
    const known = told.get(cell)
    if (known !== undefined) return known
    const words = codesInWords(cell, locale)
    told.set(cell, words)
    return words
  }
}

export function sheetOf(name: string, { columns, rows }: Table, locale: Locale): Sheet {
  const inWords = codesTold(locale)
  const told = (cell: Cell, at: number): Cell => {
    if (typeof cell !== 'string') return cell
    return columns[at]!.isCoded ? inWords(cell) : frenchSpaces(cell, locale)
  }
  const toldRows = function* (): Generator<Cell[]> {
    for (const row of rows) yield row.map(told)
  }
  const titled = columns.map((column) =>
    isCode(column.title) ? { ...column, title: codeWord(column.title, locale) } : column,
  )
  return { name, columns: titled, rows: toldRows() }
}

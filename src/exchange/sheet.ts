// A table as a sheet of a workbook, which people read: its codes in words, its French spaced as French is.

import type { Locale } from '../domain/text.ts'
import { codesInWords, codeWord, frenchSpaces, isCode } from './code-words.ts'
import type { Cell, Sheet, Table } from './table.ts'

export function sheetOf(name: string, { columns, rows }: Table, locale: Locale): Sheet {
  const told = (cell: Cell, at: number): Cell => {
    if (typeof cell !== 'string') return cell
    return columns[at]!.isCoded ? codesInWords(cell, locale) : frenchSpaces(cell, locale)
  }
  const toldRows = function* (): Generator<Cell[]> {
    for (const row of rows) yield row.map(told)
  }
  const titled = columns.map((column) =>
    isCode(column.title) ? { ...column, title: codeWord(column.title, locale) } : column,
  )
  return { name, columns: titled, rows: toldRows() }
}

// Rows as a person or a program wants them: aligned table, JSON, CSV, Markdown.

import type { Locale } from '../domain/text.ts'
import { CSV, csv } from '../exchange/delimited.ts'
import { escaped } from '../exchange/markdown.ts'
import { label, yesNo } from '../exchange/words.ts'

export const FORMATS = ['table', 'json', 'csv', 'markdown'] as const
export type Format = (typeof FORMATS)[number]

/** A share of a whole, 0 to 1: people read it in percent. */
export interface Share {
  readonly share: number
}

/** Codes of which one holds: `A | B` to a person, an array to a program. */
export interface Codes {
  readonly codes: readonly string[]
}

/** Several texts in one cell are lines to a person and an array to a program. */
export type Cell = string | number | boolean | null | readonly string[] | Share | Codes

export interface Column {
  /** Its name in JSON, in any language the same. */
  readonly key: string
  readonly title: string
}

interface Titled {
  readonly columns: readonly Pick<Column, 'title'>[]
}

export interface Table {
  /** Of the dataset: the same gives the same answer. */
  readonly revision: string
  readonly locale: Locale
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}

const isList = (cell: Cell): cell is readonly string[] => Array.isArray(cell)
const isShare = (cell: Cell): cell is Share => typeof cell === 'object' && cell !== null && 'share' in cell
const isCodes = (cell: Cell): cell is Codes => typeof cell === 'object' && cell !== null && 'codes' in cell

function percent({ share }: Share, locale: Locale): string {
  const number = (share * 100).toFixed(1)
  return locale === 'fr' ? `${number.replace('.', ',')} %` : `${number} %`
}

/** The lines that a person reads in a cell. */
function lines(cell: Cell, locale: Locale): string[] {
  if (cell === null) return []
  if (isList(cell)) return cell.flatMap((text) => text.split('\n'))
  if (isCodes(cell)) return [cell.codes.join(' | ')]
  if (typeof cell === 'boolean') return [yesNo(cell, locale)]
  return (isShare(cell) ? percent(cell, locale) : String(cell)).split('\n')
}

/** Columns under one another, numbers to the right. */
export function aligned({ columns, rows, locale }: Pick<Table, 'locale' | 'rows'> & Titled): string {
  const isNumeric = columns.map((_, i) =>
    rows.every((row) => typeof row[i] === 'number' || isShare(row[i] ?? null)),
  )
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => row.map((cell) => lines(cell, locale).join(' / '))),
  ]
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]!.length)))
  const padded = (text: string, i: number) =>
    isNumeric[i] ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)
  return cells.map((line) => line.map(padded).join('  ').trimEnd()).join('\n')
}

function json({ revision, columns, rows }: Table): string {
  const value = (cell: Cell) => (isShare(cell) ? cell.share : isCodes(cell) ? cell.codes : cell)
  const objects = rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, value(row[i]!)])))
  return JSON.stringify({ revision, rows: objects }, null, 2)
}

/** Numbers stay numbers, so that a spreadsheet can count with them. */
function delimited({ columns, rows, locale }: Table): string {
  const value = (cell: Cell) => {
    if (typeof cell === 'number' || cell === null) return cell
    return isShare(cell) ? Math.round(cell.share * 1000) / 1000 : lines(cell, locale).join('\n')
  }
  const titled = columns.map(({ title }) => ({ title, width: 0 }))
  return [...csv({ columns: titled, rows: rows.map((row) => row.map(value)) }, CSV)].join('').trimEnd()
}

function markdown({ revision, columns, rows, locale }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(({ title }) => escaped(title))),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(row.map((cell) => lines(cell, locale).map(escaped).join('<br>')))),
    '',
    `${label('revision', locale)} \`${revision}\``,
  ].join('\n')
}

export function render(table: Table, format: Format): string {
  switch (format) {
    case 'table':
      return `${aligned(table)}\n\n${label('revision', table.locale)} ${table.revision}`
    case 'json':
      return json(table)
    case 'csv':
      return delimited(table)
    case 'markdown':
      return markdown(table)
  }
}

/** As `render`; to a person the column `text` alone, each line set in by its `depth`. */
export function outlined(table: Table, format: Format): string {
  if (format !== 'table') return render(table, format)
  const at = (key: string) => table.columns.findIndex((column) => column.key === key)
  return table.rows.map((row) => '  '.repeat(Number(row[at('depth')])) + row[at('text')]).join('\n')
}

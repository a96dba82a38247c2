// Delimited text as rows of named cells, each with its line. The separator is what the header has most of; line ends are
// LF, CRLF or CR. What the columns mean is for the readers of each layout.

import { CsvError, type Info, parse } from 'csv-parse/sync'
import type { Place } from '../domain/imported.ts'
import { withFormula } from './delimited.ts'
import { MAX_ELEMENTS, requireBoundedCsv, requireElements } from './read-bounds.ts'
import { type Report, UnreadableFile } from './read-report.ts'

/** A row longer than this is no row, but a quote that nobody closed. */
const MAX_ROW = 1024 * 1024

export interface Row {
  readonly place: Place
  /** The text under a title; null for an empty cell, and where there is no such column. */
  cell(title: string): string | null
}

export interface Records {
  /** Of the columns, in order, as the file spells them. */
  readonly titles: readonly string[]
  readonly rows: readonly Row[]
}

/** As much of the header as is looked at for the separator. */
const MAX_HEADER = 10_000

const SEPARATORS = [',', ';', '\t'] as const

/** The separator of which the first line has most outside quotes. */
function separatorOf(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.slice(0, MAX_HEADER))?.[0] ?? '').replace(
    /"(?:[^"]|"")*"/g,
    '',
  )
  const times = (separator: string) => header.split(separator).length
  return SEPARATORS.reduce((best, one) => (times(one) > times(best) ? one : best))
}

/** Titles are compared without case, outer space, and the `$` with which trestle marks its own. */
export const titleKey = (title: string) => title.trim().replace(/^\$+/, '').toLowerCase()

interface Parsed {
  readonly record: readonly string[]
  readonly info: Info
}

function complaintOf({ code, message }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote must be closed, but got: the end of the file'
  if (code === 'CSV_MAX_RECORD_SIZE')
    return 'a row must have at most 1 MB, but got: more, or a quote that nobody closed'
  return `the file must be CSV, but got: ${message.slice(0, 120).split(/[\r\n]/)[0]}`
}

/** The first rows, as many as are asked for. */
function firstRows(text: string, separator: string, to: number): Parsed[] {
  return parse(text, {
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_ROW,
    info: true,
    to,
  }) as unknown as Parsed[]
}

function parseRows(text: string): Parsed[] {
  const separator = separatorOf(text)
  requireBoundedCsv(text, separator)
  try {
    // One more than there may be, to be told.
    return firstRows(text, separator, MAX_ELEMENTS + 2)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // The parser tells where it stopped: the row that it could not end began after those before it.
    const before = typeof error.records === 'number' && error.records > 0 ? error.records : 0
    const rows = before > 0 ? firstRows(text, separator, before) : []
    throw new UnreadableFile(complaintOf(error), { path: null, line: linesOf(text, rows).after })
  }
}

/** The first line of each record, and of what comes after: the parser counts both bytes of a CRLF within quotes. */
function linesOf(text: string, parsed: readonly Parsed[]): { starts: number[]; after: number } {
  const bytes = Buffer.from(text)
  let [line, at] = [1, 0]
  const starts = parsed.map(({ info }) => {
    const start = line
    for (; at < info.bytes; at++)
      if (bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a)) line++
    return start
  })
  return { starts, after: line }
}

function positionsOf(header: readonly string[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>()
  for (const [i, title] of header.entries()) {
    const key = titleKey(title)
    if (key === '') continue
    if (positions.has(key))
      throw new UnreadableFile(`the titles of columns must be distinct, but got: ${title.trim()} twice`, {
        path: null,
        line: 1,
      })
    positions.set(key, i)
  }
  return positions
}

/** Throws UnreadableFile for what is no table. Rows with more cells than titles are refused, empty lines passed over. */
export function readRecords(text: string, report: Report): Records {
  const parsed = parseRows(text)
  requireElements(parsed.length - 1, 'a table')
  const header = parsed[0]?.record ?? []
  const positions = positionsOf(header)
  if (positions.size === 0) throw new UnreadableFile('a table must have a header line, but got: none')
  const { starts } = linesOf(text, parsed)
  const rows = parsed.slice(1).flatMap(({ record }, i): Row[] => {
    const place = { path: null, line: starts[i + 1]! }
    if (record.every((value) => value.trim() === '')) return []
    if (record.length > header.length && record.slice(header.length).some((value) => value !== '')) {
      report.refuse(place, `a row must have at most ${header.length} cells, but got: ${record.length}`)
      return []
    }
    const cell = (title: string) => {
      const position = positions.get(titleKey(title))
      const value = position === undefined ? '' : withFormula(record[position] ?? '').trim()
      return value === '' ? null : value
    }
    return [{ place, cell }]
  })
  return { titles: header.map((title) => title.trim()), rows }
}

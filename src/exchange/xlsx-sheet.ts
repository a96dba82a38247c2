// One worksheet, row by row: header frozen, filters, widths. Every text is typed as text, so none is calculated.

import { withoutFormula } from './delimited.ts'
import type { Cell, Sheet } from './table.ts'
import { STYLE, WORKSHEET, xml } from './xlsx-parts.ts'

/** Excel's own limits. */
export const MAX_ROWS = 1_048_576
const MAX_TEXT = 32_767
const MAX_NAME = 31

/** `A`, `B` … `Z`, `AA`. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

function textCell(at: string, text: string, style: number): string {
  const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text
  const s = withoutFormula(short) === short ? style : STYLE.quoted
  // What a reader of XML may drop when it is not told otherwise.
  const space = short !== short.trim() || short.includes('\n') ? ' xml:space="preserve"' : ''
  return `<c r="${at}" s="${s}" t="inlineStr"><is><t${space}>${xml(short)}</t></is></c>`
}

function rowXml(cells: readonly Cell[], row: number, names: readonly string[], style: number): string {
  let out = `<row r="${row}">`
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    if (cell === null || cell === '') continue
    const at = `${names[i]}${row}`
    out +=
      typeof cell === 'number' ? `<c r="${at}" s="${style}"><v>${cell}</v></c>` : textCell(at, cell, style)
  }
  return `${out}</row>`
}

function beginning({ columns, isCover }: Sheet): string {
  const widths = columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  )
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return `${WORKSHEET}<sheetViews><sheetView workbookViewId="0">${isCover ? '' : frozen}</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
}

/**
 * The sheet as XML, until Excel's last row; `rows` is shared with the next sheet when there are more. Returns the
 * range of the filter.
 */
export function* sheetXml(sheet: Sheet, rows: Iterator<readonly Cell[]>): Generator<string, string | null> {
  const names = sheet.columns.map((_, i) => columnName(i))
  yield beginning(sheet)
  let row = 0
  if (!sheet.isCover)
    yield rowXml(
      sheet.columns.map((c) => c.title),
      ++row,
      names,
      STYLE.header,
    )
  while (row < MAX_ROWS) {
    const next = rows.next()
    if (next.done) break
    yield rowXml(next.value, ++row, names, STYLE.wrapped)
  }
  const filter = sheet.isCover ? null : `A1:${names.at(-1)}${row}`
  yield `</sheetData>${filter ? `<autoFilter ref="${filter}"/>` : ''}</worksheet>`
  return filter
}

/** A name that Excel accepts and no other sheet has. */
export function sheetName(name: string, taken: ReadonlySet<string>): string {
  const safe =
    name
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'|'$/g, ' ')
      .trim() || 'Sheet'
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : ` (${n})`
    const candidate = safe.slice(0, MAX_NAME - suffix.length).trim() + suffix
    if (!taken.has(candidate.toLowerCase())) return candidate
  }
}

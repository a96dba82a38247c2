// The posture of an organization in a framework as a workbook: a cover, the themes counted, control by control, and the
// evidence that does not count.

import { lastDay } from '../domain/evidence.ts'
import type { Control } from '../domain/framework.ts'
import type { MappingSet } from '../domain/mapping.ts'
import { countStandings, STANDINGS, standingInterval } from '../domain/own-verdict.ts'
import type { PostureRow } from '../domain/posture.ts'
import { titleOf } from './control-columns.ts'
import { countsTable } from './counts-table.ts'
import { cover, frameworkLines, type Line, legend, setLines } from './cover.ts'
import { type PostureReport, postureTable, standingOf, themeIn } from './posture-table.ts'
import { sheetOf } from './sheet.ts'
import { type Cell, codes, column, type Sheet, type Table } from './table.ts'
import { word } from './words.ts'

function summaryTable(report: PostureReport, themes: readonly Control[]): Table {
  const { posture, locale } = report
  const line = (ref: string, title: string, rows: readonly PostureRow[]) => {
    const counts = countStandings(rows.map((row) => standingOf(report, row)))
    return { ref, title, counts, interval: standingInterval(counts) }
  }
  const rowsOf = (theme: Control) => posture.rows.filter((row) => themeIn(report, row) === theme)
  const lines = themes.map((theme) => line(theme.ref, titleOf(theme, locale), rowsOf(theme)))
  return countsTable(STANDINGS, [...lines, line('', word('overall', locale), posture.rows)], locale)
}

function blockedTable({ blockedByScope, blockedByExpiry, locale }: PostureReport): Table {
  const rows = function* (): Generator<Cell[]> {
    for (const [why, pieces] of [
      ['OTHER_SCOPE', blockedByScope],
      ['EXPIRED', blockedByExpiry],
    ] as const)
      for (const piece of pieces) yield [why, piece.title, piece.scopes.join(', ') || null, lastDay(piece)]
  }
  return {
    columns: [
      codes(word('reason', locale), 16),
      column(word('evidence', locale), 60),
      column(word('scope', locale), 30),
      column(word('lastDay', locale), 14),
    ],
    rows: rows(),
  }
}

/** The mapping sets from which anything may have been concluded. */
function setsOf({ snapshot, posture }: PostureReport): MappingSet[] {
  const layers = new Set(posture.rows.map(({ layer }) => layer))
  return snapshot.sets.filter(({ index }) => [...layers].some(({ active }) => active[index] === 1))
}

/** A cover, the themes counted, a sheet a theme, and what does not count. */
export function* postureWorkbook(report: PostureReport): Generator<Sheet> {
  const { snapshot, organization, posture, moment, locale } = report
  const title = { en: 'Posture', fr: 'Posture' }[locale]
  const lines: Line[] = [
    ['organization', organization],
    ['asOf', moment.asOf],
    [
      'scope',
      moment.anyScope ? word('anyScope', locale) : (moment.scope ?? word('wholeOrganization', locale)),
    ],
    ...frameworkLines(snapshot, 'of', [snapshot.frameworks[posture.of]!], locale),
    ...setLines(setsOf(report), locale),
    ...legend(STANDINGS, locale),
  ]
  yield cover(snapshot, title, lines, locale)
  const themes = [...new Set(posture.rows.map((row) => themeIn(report, row)))]
  yield sheetOf(word('summary', locale), summaryTable(report, themes), locale)
  for (const theme of themes)
    yield sheetOf(`${theme.ref} ${titleOf(theme, locale)}`, postureTable(report, theme), locale)
  yield sheetOf(word('notCounting', locale), blockedTable(report), locale)
}

// Coverage as tables: verdicts counted by theme, and control by control with what is left to prove or why nothing
// counts.

import { type Assessment, assess } from '../domain/assessment.ts'
import {
  type CoverageRow,
  countVerdicts,
  interval,
  VERDICTS,
  type VerdictCounts,
} from '../domain/coverage.ts'
import type { Control, Framework } from '../domain/framework.ts'
import { remaining } from '../domain/remaining.ts'
import { countByTheme, themeOf } from '../domain/report.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import { controlCells, controlColumns, titleOf } from './control-columns.ts'
import { countsTable } from './counts-table.ts'
import { type Cell, codes, column, type Table } from './table.ts'
import { word } from './words.ts'

export interface CoverageSelection {
  readonly of: Framework
  readonly by: readonly Framework[]
  readonly sets: readonly string[] | null
  readonly locale: Locale
}

export function assessmentOf(snapshot: Snapshot, { of, by, sets }: CoverageSelection): Assessment {
  return assess(
    snapshot,
    of.index,
    by.map((framework) => framework.index),
    sets,
  )
}

export function coverageTable(snapshot: Snapshot, selection: CoverageSelection): Table {
  const { locale } = selection
  const { rows } = assessmentOf(snapshot, selection)
  const line = (ref: string, title: string, counts: VerdictCounts) => ({
    ref,
    title,
    counts,
    interval: interval(counts),
  })
  const themes = countByTheme(snapshot, rows).map(({ control, counts }) =>
    line(control.ref, titleOf(control, locale), counts),
  )
  return countsTable(VERDICTS, [...themes, line('', word('overall', locale), countVerdicts(rows))], locale)
}

/** The held controls that a PARTIAL rests on, each told with its framework when several are held. */
export function overlapsOf(snapshot: Snapshot, assessment: Assessment, row: CoverageRow): string[] {
  return [...new Set(row.overlaps)].map((c) => {
    const { ref, framework } = snapshot.controls[c]!
    return assessment.by.length > 1 ? `${snapshot.frameworks[framework]!.shortTitle} ${ref}` : ref
  })
}

/** Control by control; `theme` limits it to one. */
export function gapsTable(snapshot: Snapshot, selection: CoverageSelection, theme?: Control): Table {
  const { locale } = selection
  const assessment = assessmentOf(snapshot, selection)
  const rows = function* (): Generator<Cell[]> {
    for (const row of assessment.rows) {
      const control = snapshot.controls[row.control]!
      if (theme && themeOf(snapshot, control) !== theme) continue
      yield [
        ...controlCells(snapshot, control, locale),
        row.verdict,
        overlapsOf(snapshot, assessment, row).join(', ') || null,
        remaining(snapshot, assessment, row, locale).join('\n') || null,
      ]
    }
  }
  return {
    columns: [
      ...controlColumns(locale),
      codes(word('verdict', locale), 16),
      column(word('counterparts', locale), 30),
      column(word('remains', locale), 80),
    ],
    rows: rows(),
  }
}

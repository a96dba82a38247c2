// The workbooks: a cover that tells what it is, as of when and under which terms, then a sheet per theme, framework or
// mapping set.

import { VERDICTS } from '../domain/coverage.ts'
import type { MappingSet } from '../domain/mapping.ts'
import { RELATIONS } from '../domain/relation.ts'
import { countByTheme } from '../domain/report.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import { titleOf } from './control-columns.ts'
import { cover, frameworkLines, legend, setLines } from './cover.ts'
import { assessmentOf, type CoverageSelection, coverageTable, gapsTable } from './coverage-table.ts'
import { type CrosswalkSelection, crosswalkLinks, crosswalkMatrix } from './crosswalk-table.ts'
import { mappingsTable } from './mappings-table.ts'
import { sheetOf } from './sheet.ts'
import type { Sheet } from './table.ts'
import { word } from './words.ts'

export function* mappingsWorkbook(
  snapshot: Snapshot,
  sets: readonly MappingSet[],
  locale: Locale,
): Generator<Sheet> {
  const title = { en: 'Mappings', fr: 'Correspondances' }[locale]
  yield cover(snapshot, title, [...setLines(sets, locale), ...legend(RELATIONS, locale)], locale)
  for (const set of sets) {
    const [from, ...to] = [set.from, ...set.to].map((f) => snapshot.frameworks[f]!.shortTitle)
    yield sheetOf(`${from} – ${to.join(', ')}`, mappingsTable(snapshot, [set], locale), locale)
  }
}

export function* crosswalkWorkbook(snapshot: Snapshot, selection: CrosswalkSelection): Generator<Sheet> {
  const { from, to, locale } = selection
  const title = { en: 'Crosswalk', fr: 'Table de correspondance' }[locale]
  const ends = to.map((framework) => framework.index)
  const sets = snapshot.sets.filter((set) =>
    selection.sets
      ? selection.sets.includes(set.slug)
      : (set.from === from.index && set.to.some((f) => ends.includes(f))) ||
        (set.to.includes(from.index) && ends.includes(set.from)),
  )
  const lines = [
    ...frameworkLines(snapshot, 'source', [from], locale),
    ...frameworkLines(snapshot, 'target', to, locale),
  ]
  const words = legend([...VERDICTS, ...RELATIONS], locale)
  yield cover(snapshot, title, [...lines, ...setLines(sets, locale), ...words], locale)
  if (to.length > 1) yield sheetOf(word('summary', locale), crosswalkMatrix(snapshot, selection), locale)
  for (const framework of to)
    yield sheetOf(framework.shortTitle, crosswalkLinks(snapshot, selection, framework), locale)
}

export function* coverageWorkbook(snapshot: Snapshot, selection: CoverageSelection): Generator<Sheet> {
  const { of, by, locale } = selection
  const title = { en: 'Coverage and gaps', fr: 'Couverture et écarts' }[locale]
  const assessment = assessmentOf(snapshot, selection)
  const sets = snapshot.sets.filter((set) => assessment.active[set.index] === 1)
  const lines = [
    ...frameworkLines(snapshot, 'of', [of], locale),
    ...frameworkLines(snapshot, 'by', by, locale),
  ]
  yield cover(snapshot, title, [...lines, ...setLines(sets, locale), ...legend(VERDICTS, locale)], locale)
  yield sheetOf(word('summary', locale), coverageTable(snapshot, selection), locale)
  for (const { control: theme } of countByTheme(snapshot, assessment.rows))
    yield sheetOf(`${theme.ref} ${titleOf(theme, locale)}`, gapsTable(snapshot, selection, theme), locale)
}

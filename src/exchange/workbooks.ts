// The workbooks: a cover that tells what it is, as of when and under which terms, then a sheet per theme, framework or
// mapping set.

import type { Framework } from '../domain/framework.ts'
import type { MappingSet } from '../domain/mapping.ts'
import { countByTheme } from '../domain/report.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type Locale, type LocalizedText, textIn } from '../domain/text.ts'
import { assessmentOf, type CoverageSelection, coverageTable, gapsTable } from './coverage-table.ts'
import { type CrosswalkSelection, crosswalkLinks, crosswalkMatrix } from './crosswalk-table.ts'
import { mappingsTable } from './mappings-table.ts'
import { dataDay } from './statements.ts'
import { type Cell, column, type Sheet } from './table.ts'
import { type Word, word } from './words.ts'

type Line = readonly [Word, string | null]

export function cover(snapshot: Snapshot, title: string, lines: readonly Line[], locale: Locale): Sheet {
  const rows: Cell[][] = [
    [title, null],
    [word('revision', locale), snapshot.revision],
    [word('date', locale), dataDay(snapshot)],
    ...lines.map(([name, text]) => [word(name, locale), text]),
  ]
  return { name: word('cover', locale), isCover: true, columns: [column('', 30), column('', 110)], rows }
}

const inLocale = (locale: Locale) => (text: LocalizedText | null | undefined) => textIn(text, locale) ?? ''

/** What a reader must know of each set: whose it is, how far it got, and what may be done with it. */
function setLines(sets: readonly MappingSet[], locale: Locale): Line[] {
  const text = inLocale(locale)
  return sets.flatMap((set): Line[] => [
    ['set', `${text(set.title) || set.slug} (${set.slug})`],
    ['author', `${set.publisher}, ${set.date}`],
    ['status', `${set.origin}, ${set.method}, ${set.status}`],
    ['terms', text(set.terms)],
  ])
}

function frameworkLines(
  snapshot: Snapshot,
  name: Word,
  frameworks: readonly Framework[],
  locale: Locale,
): Line[] {
  const text = inLocale(locale)
  return frameworks.flatMap((framework): Line[] => [
    [name, `${text(framework.title)} (${framework.slug})`],
    ['terms', text(snapshot.sourceById.get(framework.source)?.terms)],
  ])
}

export function* mappingsWorkbook(
  snapshot: Snapshot,
  sets: readonly MappingSet[],
  locale: Locale,
): Generator<Sheet> {
  const title = { en: 'Mappings', fr: 'Correspondances' }[locale]
  yield cover(snapshot, title, setLines(sets, locale), locale)
  for (const set of sets) {
    const [from, ...to] = [set.from, ...set.to].map((f) => snapshot.frameworks[f]!.shortTitle)
    yield { name: `${from} – ${to.join(', ')}`, ...mappingsTable(snapshot, [set], locale) }
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
  yield cover(snapshot, title, [...lines, ...setLines(sets, locale)], locale)
  if (to.length > 1) yield { name: word('summary', locale), ...crosswalkMatrix(snapshot, selection) }
  for (const framework of to)
    yield { name: framework.shortTitle, ...crosswalkLinks(snapshot, selection, framework) }
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
  yield cover(snapshot, title, [...lines, ...setLines(sets, locale)], locale)
  yield { name: word('summary', locale), ...coverageTable(snapshot, selection) }
  for (const { control: theme } of countByTheme(snapshot, assessment.rows))
    yield {
      name: `${theme.ref} ${inLocale(locale)(theme.title)}`,
      ...gapsTable(snapshot, selection, theme),
    }
}

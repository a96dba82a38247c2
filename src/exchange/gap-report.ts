// The gap report for a person, in Markdown: what is held and what remains, theme by theme, with residuals.

import type { Assessment } from '../domain/assessment.ts'
import {
  type CoverageRow,
  countVerdicts,
  interval,
  VERDICTS,
  type VerdictCounts,
} from '../domain/coverage.ts'
import type { Control } from '../domain/framework.ts'
import { remaining } from '../domain/remaining.ts'
import { countByTheme, themeOf } from '../domain/report.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type Locale, textIn } from '../domain/text.ts'
import { codeMeaning, codeWord, frenchSpaces } from './code-words.ts'
import { titleOf } from './control-columns.ts'
import { assessmentOf, type CoverageSelection, overlapsOf } from './coverage-table.ts'
import { escaped } from './markdown.ts'
import { dataDay } from './statements.ts'
import { label, word } from './words.ts'

const TEXTS = {
  title: { en: 'Gap report', fr: 'Rapport d’écarts' },
  question: {
    en: (of: string, by: string) => `What somebody who meets all of ${by} holds of ${of}, and what remains.`,
    fr: (of: string, by: string) =>
      `Ce que quiconque satisfait en entier ${by} détient de ${of}, et ce qui reste à prouver.`,
  },
  interval: {
    en: (low: string, high: string) =>
      `Between ${low} (certainly met) and ${high} (met at most). A share between the two is not known, and no figure stands for it.`,
    fr: (low: string, high: string) =>
      `Entre ${low} (satisfait à coup sûr) et ${high} (satisfait au plus). La part exacte n’est pas connue, et aucun chiffre ne la remplace.`,
  },
} as const

function percent(value: number, locale: Locale): string {
  const number = (value * 100).toFixed(1)
  return locale === 'fr' ? `${number.replace('.', ',')} %` : `${number}%`
}

function* counts(snapshot: Snapshot, rows: readonly CoverageRow[], locale: Locale): Generator<string> {
  const used = VERDICTS.filter((verdict) => rows.some((row) => row.verdict === verdict))
  const heads = [word('theme', locale), ...used.map((v) => codeWord(v, locale)), word('total', locale)]
  yield `| ${[...heads, word('low', locale), word('high', locale)].join(' | ')} |\n`
  yield `|---|${'---:|'.repeat(used.length + 3)}\n`
  const counted = (name: string, c: VerdictCounts) => {
    const { low, high } = interval(c)
    const cells = [...used.map((v) => c[v]), c.TOTAL, percent(low, locale), percent(high, locale)]
    return `| ${[name, ...cells].join(' | ')} |\n`
  }
  for (const { control, counts: c } of countByTheme(snapshot, rows))
    yield counted(`${escaped(control.ref)} ${escaped(titleOf(control, locale))}`, c)
  yield counted(`**${word('overall', locale)}**`, countVerdicts(rows))
}

function* themeSection(
  snapshot: Snapshot,
  assessment: Assessment,
  theme: Control,
  rows: readonly CoverageRow[],
  locale: Locale,
): Generator<string> {
  yield `\n## ${escaped(theme.ref)} ${escaped(titleOf(theme, locale))}\n`
  for (const verdict of VERDICTS) {
    const these = rows.filter((row) => row.verdict === verdict)
    if (these.length === 0) continue
    yield `\n### ${codeWord(verdict, locale)} (${these.length})\n\n${codeMeaning(verdict, locale)}\n\n`
    for (const row of these) {
      const control = snapshot.controls[row.control]!
      const overlaps = overlapsOf(snapshot, assessment, row)
      const with_ = overlaps.length > 0 ? ` (${overlaps.map(escaped).join(', ')})` : ''
      yield `- **${escaped(control.ref)}** ${escaped(titleOf(control, locale))}${with_}\n`
      for (const text of remaining(snapshot, assessment, row, locale)) yield `  - ${escaped(text)}\n`
    }
  }
}

function* pieces(snapshot: Snapshot, selection: CoverageSelection): Generator<string> {
  const { of, by, locale } = selection
  const assessment = assessmentOf(snapshot, selection)
  const { low, high } = interval(countVerdicts(assessment.rows))
  const held = by.map((framework) => framework.shortTitle).join(', ')
  yield `# ${TEXTS.title[locale]} – ${escaped(of.shortTitle)}\n\n`
  yield `${TEXTS.question[locale](escaped(of.shortTitle), escaped(held))}\n\n`
  yield `${TEXTS.interval[locale](percent(low, locale), percent(high, locale))}\n\n`
  const used = snapshot.sets.filter((set) => assessment.active[set.index] === 1)
  yield `- ${label('revision', locale)} \`${snapshot.revision}\`\n`
  yield `- ${label('date', locale)} ${dataDay(snapshot)}\n`
  for (const set of used)
    yield `- ${label('set', locale)} ${escaped(textIn(set.title, locale) ?? set.slug)} – ${escaped(set.publisher)} (${escaped(textIn(set.terms, locale) ?? '')})\n`
  yield `\n## ${word('summary', locale)}\n\n`
  yield* counts(snapshot, assessment.rows, locale)
  for (const { control: theme } of countByTheme(snapshot, assessment.rows)) {
    const rows = assessment.rows.filter((row) => themeOf(snapshot, snapshot.controls[row.control]!) === theme)
    yield* themeSection(snapshot, assessment, theme, rows, locale)
  }
}

export function* gapReport(snapshot: Snapshot, selection: CoverageSelection): Generator<string> {
  for (const piece of pieces(snapshot, selection)) yield frenchSpaces(piece, selection.locale)
}

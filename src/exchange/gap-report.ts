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
import { countByTheme, themeOf } from '../domain/report.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type Locale, textIn } from '../domain/text.ts'
import { assessmentOf, type CoverageSelection, overlapsOf, remaining, titleOf } from './coverage-table.ts'
import { dataDay } from './statements.ts'
import { VERDICT_WORDS, word } from './words.ts'

const TEXTS = {
  title: { en: 'Gap report', fr: 'Rapport d’écarts' },
  question: {
    en: (of: string, by: string) => `What somebody who meets all of ${by} holds of ${of}, and what remains.`,
    fr: (of: string, by: string) =>
      `Ce que détient de ${of} quiconque satisfait tout ${by}, et ce qui reste.`,
  },
  interval: {
    en: (low: string, high: string) =>
      `Between ${low} (certainly met) and ${high} (met at most). A share between the two is not known, and no figure stands for it.`,
    fr: (low: string, high: string) =>
      `Entre ${low} (satisfait à coup sûr) et ${high} (satisfait au plus). La part exacte n’est pas connue, et aucun chiffre ne la remplace.`,
  },
  explanation: {
    FULL: { en: 'Met by what is held.', fr: 'Satisfait par ce qui est détenu.' },
    PARTIAL: {
      en: 'Overlaps with what is held; the rest must be proved.',
      fr: 'Recoupe ce qui est détenu ; le reste est à prouver.',
    },
    POSSIBLE: {
      en: 'An overlap is possible, not certain: somebody must compare.',
      fr: 'Un recoupement est possible sans être certain : il faut comparer.',
    },
    NONE: {
      en: 'Somebody looked and found no counterpart: everything must be proved.',
      fr: 'Quelqu’un a cherché sans trouver de correspondance : tout est à prouver.',
    },
    UNKNOWN: {
      en: 'Nobody has compared yet. This is not “nothing counts”.',
      fr: 'Personne n’a encore comparé. Ce n’est pas « rien ne compte ».',
    },
    CONTRADICTION: {
      en: 'Mappings exclude each other: they must be corrected first.',
      fr: 'Des correspondances s’excluent : elles sont à corriger d’abord.',
    },
  },
} as const

/** Text that is not read as Markdown or HTML. */
const escaped = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#~&]/g, '\\$&')

function percent(value: number, locale: Locale): string {
  const number = (value * 100).toFixed(1)
  return locale === 'fr' ? `${number.replace('.', ',')} %` : `${number}%`
}

function* counts(snapshot: Snapshot, rows: readonly CoverageRow[], locale: Locale): Generator<string> {
  const used = VERDICTS.filter((verdict) => rows.some((row) => row.verdict === verdict))
  const heads = [word('theme', locale), ...used.map((v) => VERDICT_WORDS[v][locale]), word('total', locale)]
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
    yield `\n### ${VERDICT_WORDS[verdict][locale]} (${these.length})\n\n${TEXTS.explanation[verdict][locale]}\n\n`
    for (const row of these) {
      const control = snapshot.controls[row.control]!
      const overlaps = overlapsOf(snapshot, assessment, row)
      const with_ = overlaps.length > 0 ? ` (${overlaps.map(escaped).join(', ')})` : ''
      yield `- **${escaped(control.ref)}** ${escaped(titleOf(control, locale))}${with_}\n`
      for (const text of remaining(snapshot, assessment, row, locale)) yield `  - ${escaped(text)}\n`
    }
  }
}

export function* gapReport(snapshot: Snapshot, selection: CoverageSelection): Generator<string> {
  const { of, by, locale } = selection
  const assessment = assessmentOf(snapshot, selection)
  const { low, high } = interval(countVerdicts(assessment.rows))
  const held = by.map((framework) => framework.shortTitle).join(', ')
  yield `# ${TEXTS.title[locale]} – ${escaped(of.shortTitle)}\n\n`
  yield `${TEXTS.question[locale](escaped(of.shortTitle), escaped(held))}\n\n`
  yield `${TEXTS.interval[locale](percent(low, locale), percent(high, locale))}\n\n`
  const used = snapshot.sets.filter((set) => assessment.active[set.index] === 1)
  yield `- ${word('revision', locale)}: \`${snapshot.revision}\`\n`
  yield `- ${word('date', locale)}: ${dataDay(snapshot)}\n`
  for (const set of used)
    yield `- ${word('set', locale)}: ${escaped(textIn(set.title, locale) ?? set.slug)} – ${escaped(set.publisher)} (${escaped(textIn(set.terms, locale) ?? '')})\n`
  yield `\n## ${word('summary', locale)}\n\n`
  yield* counts(snapshot, assessment.rows, locale)
  for (const { control: theme } of countByTheme(snapshot, assessment.rows)) {
    const rows = assessment.rows.filter((row) => themeOf(snapshot, snapshot.controls[row.control]!) === theme)
    yield* themeSection(snapshot, assessment, theme, rows, locale)
  }
}

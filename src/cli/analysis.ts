// The analyst's commands: coverage, gaps, derive, contradictions. Each asks the domain what the API would, and lays the
// answer out as a table.

import { assess, requireBy } from '../domain/assessment.ts'
import { contradictions } from '../domain/contradictions.ts'
import { countVerdicts, interval } from '../domain/coverage.ts'
import { derivedLinks, pathsOf } from '../domain/derived.ts'
import { remainders } from '../domain/partial.ts'
import { relationsIn } from '../domain/relation.ts'
import { countByTheme } from '../domain/report.ts'
import { allSets } from '../domain/sets.ts'
import { requireFramework, type Snapshot } from '../domain/snapshot.ts'
import { statedReason } from '../domain/stated.ts'
import { type Locale, textIn } from '../domain/text.ts'
import type { Table } from './table.ts'

export interface CoverageOptions {
  readonly of: string
  readonly by: readonly string[]
  readonly sets: readonly string[] | null
  readonly locale: Locale
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

function assessed(snapshot: Snapshot, { of, by, sets }: CoverageOptions) {
  const held = requireBy(snapshot, of, by)
  return assess(snapshot, requireFramework(snapshot, of, 'of').index, held, sets)
}

/** Verdict counts and interval, theme by theme and overall. */
export function coverageTable(snapshot: Snapshot, options: CoverageOptions): Table {
  const { rows } = assessed(snapshot, options)
  const themes = countByTheme(snapshot, rows).map(({ control, counts }) => ({
    name: `${control.ref} ${textIn(control.title, options.locale) ?? ''}`.trim(),
    counts,
  }))
  const all = { name: options.locale === 'fr' ? 'ensemble' : 'overall', counts: countVerdicts(rows) }
  return {
    columns: [
      'theme',
      'full',
      'partial',
      'possible',
      'none',
      'unknown',
      'contradiction',
      'total',
      'low',
      'high',
    ],
    rows: [...themes, all].map(({ name, counts: c }) => [
      name,
      c.FULL,
      c.PARTIAL,
      c.POSSIBLE,
      c.NONE,
      c.UNKNOWN,
      c.CONTRADICTION,
      c.TOTAL,
      percent(interval(c).low),
      percent(interval(c).high),
    ]),
  }
}

/** Every control that is not certainly met, with what is left or why nothing counts. */
export function gapsTable(snapshot: Snapshot, options: CoverageOptions): Table {
  const assessment = assessed(snapshot, options)
  const rows = assessment.rows
    .filter((row) => row.verdict !== 'FULL')
    .map((row) => {
      const control = snapshot.controls[row.control]!
      const texts =
        row.verdict === 'PARTIAL'
          ? remainders(snapshot, assessment, row).map((text) => textIn(text, options.locale))
          : assessment.by.map((f) => statedReason(snapshot, assessment, row.control, f, options.locale))
      return [
        control.ref,
        textIn(control.title, options.locale) ?? '',
        row.verdict,
        texts.filter(Boolean).join('\n'),
      ]
    })
  return { columns: ['ref', 'title', 'verdict', 'still to prove, or why not'], rows }
}

export interface DeriveOptions {
  readonly from: string
  readonly to: string
  readonly sets: readonly string[] | null
  readonly maxHops: number
  readonly candidates: boolean
}

/** Derived links with the shortest path of each. */
export function deriveTable(snapshot: Snapshot, options: DeriveOptions): Table {
  const from = requireFramework(snapshot, options.from, 'from')
  const to = requireFramework(snapshot, options.to, 'to')
  const name = (index: number) => snapshot.controls[index]!.ref
  return {
    columns: ['source', 'target', 'possible relations', 'shortest path'],
    rows: Array.from(derivedLinks(snapshot, { ...options, from, to }), (link) => {
      const [path] = pathsOf(snapshot, link, 1)
      const via = path ? [link.source, ...path.steps.map((step) => step.to)].map(name).join(' > ') : ''
      return [name(link.source), name(link.target), relationsIn(link.mask).join(' | '), via]
    }),
  }
}

export function contradictionsTable(snapshot: Snapshot): Table {
  const name = (index: number) => snapshot.controls[index]!.id
  return {
    columns: ['nature', 'control', 'counterpart'],
    rows: contradictions(snapshot, allSets(snapshot)).map((c) => [
      c.nature,
      name(c.control),
      c.counterpart === null ? snapshot.frameworks[c.framework]!.slug : name(c.counterpart),
    ]),
  }
}

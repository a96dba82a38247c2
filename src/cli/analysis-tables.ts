// What the analyst's commands answer, as tables: each asks the domain what the API would ask.

import { assess, requireBy, requirePair } from '../domain/assessment.ts'
import { contradictions } from '../domain/contradictions.ts'
import { type CoverageRow, VERDICTS, type Verdict } from '../domain/coverage.ts'
import {
  type DerivedLinkWhere,
  derivedLinks,
  derivedLinkTest,
  isMetByTarget,
  pathsOf,
} from '../domain/derived.ts'
import { explain } from '../domain/explanation.ts'
import { explainContradiction } from '../domain/explanation-clash.ts'
import { type ControlWhere, controlTest } from '../domain/filter.ts'
import { impact } from '../domain/impact.ts'
import { isCertain, relationsIn } from '../domain/relation.ts'
import { remaining } from '../domain/remaining.ts'
import { rowOf } from '../domain/report.ts'
import { allSets, namedSets } from '../domain/sets.ts'
import { requireControl, requireFramework, type Snapshot } from '../domain/snapshot.ts'
import { type Share as Counted, tally } from '../domain/tally.ts'
import { type Locale, textIn } from '../domain/text.ts'
import { word } from '../exchange/words.ts'
import type { Cell, Table } from './table.ts'

type InBoth = Readonly<Record<Locale, string>>

const TITLES = {
  theme: { en: 'Theme', fr: 'Thème' },
  total: { en: 'Total', fr: 'Total' },
  low: { en: 'Certainly met', fr: 'Satisfait à coup sûr' },
  high: { en: 'Met at most', fr: 'Satisfait au plus' },
  ref: { en: 'Ref', fr: 'Réf.' },
  title: { en: 'Title', fr: 'Titre' },
  verdict: { en: 'Verdict', fr: 'Verdict' },
  remains: { en: 'Left to prove, or why not', fr: 'Reste à prouver, ou pourquoi pas' },
  source: { en: 'Source', fr: 'Source' },
  target: { en: 'Target', fr: 'Cible' },
  certain: { en: 'Certain', fr: 'Certain' },
  possibleRelations: { en: 'Possible relations', fr: 'Relations possibles' },
  sourceMetByTarget: { en: 'Met by the target', fr: 'Satisfait par la cible' },
  path: { en: 'Shortest path', fr: 'Plus court chemin' },
  chain: { en: 'How it follows', fr: 'Enchaînement' },
  nature: { en: 'Nature', fr: 'Nature' },
  control: { en: 'Control', fr: 'Contrôle' },
  counterpart: { en: 'Counterpart', fr: 'Correspondance' },
  clash: { en: 'What clashes', fr: 'Ce qui se contredit' },
  depth: { en: 'Depth', fr: 'Niveau' },
  text: { en: 'Text', fr: 'Texte' },
  mapping: { en: 'Mapping', fr: 'Correspondance' },
} as const satisfies Record<string, InBoth>

const columns = (locale: Locale, ...keys: (keyof typeof TITLES)[]) =>
  keys.map((key) => ({ key, title: TITLES[key][locale] }))

export interface CoverageOptions {
  readonly of: string
  readonly by: readonly string[]
  readonly sets: readonly string[] | null
  readonly where: ControlWhere
  readonly locale: Locale
}

/** The rows asked for, as `coverage(of, by, sets, where)` of the API has them. */
function assessed(snapshot: Snapshot, { of, by, sets, where }: CoverageOptions) {
  const held = requireBy(snapshot, of, by)
  const assessment = assess(snapshot, requireFramework(snapshot, of, 'of').index, held, sets)
  const test = controlTest(snapshot, { ...where, frameworks: [of] })
  return { assessment, rows: assessment.rows.filter((row) => test(snapshot.controls[row.control]!)) }
}

/** Verdict counts and interval, theme by theme and overall. */
export function coverageTable(snapshot: Snapshot, options: CoverageOptions): Table {
  const { locale } = options
  const { themes, ...all } = tally(snapshot, assessed(snapshot, options).rows)
  const counted = (name: string, { counts, low, high }: Counted): Cell[] => [
    name,
    ...VERDICTS.map((verdict) => counts[verdict]),
    counts.TOTAL,
    { share: low },
    { share: high },
  ]
  return {
    revision: snapshot.revision,
    locale,
    columns: [
      ...columns(locale, 'theme'),
      ...VERDICTS.map((verdict) => ({ key: verdict.toLowerCase(), title: verdict })),
      ...columns(locale, 'total', 'low', 'high'),
    ],
    rows: [
      ...themes.map(({ control, ...counts }) =>
        counted(`${control.ref} ${textIn(control.title, locale) ?? ''}`.trim(), counts),
      ),
      counted(word('overall', locale), all),
    ],
  }
}

export interface GapsOptions extends CoverageOptions {
  /** Only these; null for all but FULL. */
  readonly verdicts: readonly Verdict[] | null
}

/** Every control that is not certainly met, with what is left, or why it is no more. */
export function gapsTable(snapshot: Snapshot, options: GapsOptions): Table {
  const { locale, verdicts } = options
  const { assessment, rows } = assessed(snapshot, options)
  const isWanted = ({ verdict }: CoverageRow) => verdicts?.includes(verdict) ?? verdict !== 'FULL'
  return {
    revision: snapshot.revision,
    locale,
    columns: columns(locale, 'ref', 'title', 'verdict', 'remains'),
    rows: rows.filter(isWanted).map((row) => {
      const { ref, title } = snapshot.controls[row.control]!
      return [ref, textIn(title, locale), row.verdict, remaining(snapshot, assessment, row, locale)]
    }),
  }
}

export interface DeriveOptions extends DerivedLinkWhere {
  readonly from: string
  readonly to: string
  readonly sets: readonly string[] | null
  readonly maxHops: number
  readonly candidates: boolean
  readonly locale: Locale
}

/** Derived links with the shortest path of each. */
export function deriveTable(snapshot: Snapshot, options: DeriveOptions): Table {
  const { locale, certain, authored, relation, group } = options
  const { from, to } = requirePair(snapshot, options.from, options.to)
  const test = derivedLinkTest(snapshot, from, { certain, authored, relation, group })
  const name = (index: number) => snapshot.controls[index]!.ref
  const links = derivedLinks(snapshot, { ...options, from, to }).filter(test)
  return {
    revision: snapshot.revision,
    locale,
    columns: columns(locale, 'source', 'target', 'possibleRelations', 'certain', 'sourceMetByTarget', 'path'),
    rows: links.map((link) => {
      const [path] = pathsOf(snapshot, link, 1)
      const via = path ? [link.source, ...path.steps.map((step) => step.to)].map(name).join(' > ') : null
      const isMet = isMetByTarget(snapshot, link)
      const codes = relationsIn(link.mask)
      return [name(link.source), name(link.target), { codes }, isCertain(link.mask), isMet, via]
    }),
  }
}

export interface ContradictionsOptions {
  readonly sets: readonly string[] | null
  readonly locale: Locale
}

/** Contradictions with the mappings that clash. */
export function contradictionsTable(snapshot: Snapshot, { sets, locale }: ContradictionsOptions): Table {
  const name = (index: number) => snapshot.controls[index]!.id
  return {
    revision: snapshot.revision,
    locale,
    columns: columns(locale, 'nature', 'control', 'counterpart', 'clash'),
    rows: contradictions(snapshot, sets ? namedSets(snapshot, sets) : allSets(snapshot)).map((c) => [
      c.nature,
      name(c.control),
      c.counterpart === null ? snapshot.frameworks[c.framework]!.slug : name(c.counterpart),
      [
        ...new Set(
          explainContradiction(snapshot, c, locale).flatMap(({ mapping }) => (mapping ? [mapping.id] : [])),
        ),
      ],
    ]),
  }
}

export interface ExplainOptions extends Omit<CoverageOptions, 'where'> {
  readonly ref: string
}

/** The derivation of one verdict, line by line. */
export function explainTable(snapshot: Snapshot, { of, by, sets, ref, locale }: ExplainOptions): Table {
  const held = requireBy(snapshot, of, by)
  const framework = requireFramework(snapshot, of, 'of')
  const control = requireControl(snapshot, framework, ref)
  const assessment = assess(snapshot, framework.index, held, sets)
  const steps = explain(snapshot, assessment, rowOf(snapshot, assessment, control), locale)
  return {
    revision: snapshot.revision,
    locale,
    columns: columns(locale, 'depth', 'text', 'control', 'mapping'),
    rows: steps.map((step) => [step.depth, step.text, step.control?.id ?? null, step.mapping?.id ?? null]),
  }
}

export interface ImpactOptions {
  readonly failed: readonly string[]
  readonly in: string
  readonly sets: readonly string[] | null
  readonly locale: Locale
}

/** What is violated when controls fail, each written `framework/ref`. */
export function impactTable(snapshot: Snapshot, { failed, sets, locale, ...rest }: ImpactOptions): Table {
  const named = failed.map((text) => {
    const [framework = '', ...ref] = text.split('/')
    return { framework, ref: ref.join('/') }
  })
  const name = (framework: number, ref: string) => `${snapshot.frameworks[framework]!.slug}/${ref}`
  return {
    revision: snapshot.revision,
    locale,
    columns: columns(locale, 'ref', 'title', 'chain'),
    rows: impact(snapshot, { failed: named, in: rest.in, sets }).map(({ control, path }) => [
      control.ref,
      textIn(control.title, locale),
      [path[0]!.from, ...path.map((step) => step.to)].map((c) => name(c.framework, c.ref)).join(' > '),
    ]),
  }
}

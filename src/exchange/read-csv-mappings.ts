// The list of mappings, in the columns in which we export it (`mappings-table.ts`), English or French.

import {
  type ImportedEnd,
  type ImportedMapping,
  type ImportedSet,
  type ImportedUnmapped,
  slugFrom,
} from '../domain/imported.ts'
import { CONFIDENCES, RATIONALE_KINDS } from '../domain/mapping.ts'
import { type Mask, maskOf, RELATIONS, type Relation } from '../domain/relation.ts'
import type { Locale, LocalizedText } from '../domain/text.ts'
import { readStrength } from './read-cells.ts'
import type { Records, Row } from './read-records.ts'
import type { Report } from './read-report.ts'
import { kindOfAll, oneOf, textIn, UNREASONED, UNSAID_SET } from './read-words.ts'
import { type Word, word } from './words.ts'

const REQUIRED = ['source', 'sources', 'relation', 'target', 'targets'] as const satisfies readonly Word[]

/** The language in which the columns are titled; null when they are not these. */
export function localeOfMappings({ titles }: Pick<Records, 'titles'>): Locale | null {
  const has = (locale: Locale) => REQUIRED.every((name) => titles.includes(word(name, locale)))
  return (['en', 'fr'] as const).find(has) ?? null
}

interface Draft {
  readonly slug: string
  readonly from: string
  readonly to: string[]
  readonly mappings: ImportedMapping[]
  readonly unmapped: ImportedUnmapped[]
  readonly row: Row
}

function positionIn({ to }: Draft, name: string): number {
  const found = to.indexOf(name)
  return found >= 0 ? found : to.push(name) - 1
}

/** `A.5.18, ISO/IEC 27002:2022: 5.18`: refs of the target framework, or of another that stands before a colon. */
function endsOf(draft: Draft | null, cell: string, framework: string): ImportedEnd[] {
  return cell.split(',').map((part) => {
    const text = part.trim()
    const colon = text.lastIndexOf(': ')
    const other = colon < 0 ? framework : text.slice(0, colon)
    const ref = colon < 0 ? text : text.slice(colon + 2)
    return { framework: draft ? positionIn(draft, other) : 0, ids: [ref] }
  })
}

/** The relations of a cell; null when one is none of ours. */
function relationsOf(cell: string): Relation[] | null {
  const found = cell.split('|').map((part) => oneOf(RELATIONS, part.trim()))
  return found.every((relation) => relation !== null) ? found : null
}

/** `A.5.18: access rights are reviewed`, a line each target; a line without a ref goes on with the one before. */
function sharesOf(
  cell: string | null,
  targets: readonly ImportedEnd[],
  locale: Locale,
): (LocalizedText | null)[] {
  const said = new Map<string, string>()
  let last = ''
  for (const line of cell?.split('\n') ?? []) {
    const ref = targets.map(({ ids }) => ids[0]!).find((one) => line.startsWith(`${one}: `))
    if (ref !== undefined) last = ref
    said.set(last, ref === undefined ? `${said.get(last) ?? ''}\n${line}` : line.slice(ref.length + 2))
  }
  return targets.map(({ ids }) => textIn(locale, said.get(ids[0]!) ?? null))
}

function mappingOf(draft: Draft, row: Row, locale: Locale, report: Report): ImportedMapping | null {
  const cell = (name: Word) => row.cell(word(name, locale))
  const [relation, sources, targets, framework] = [
    cell('relation'),
    cell('sources'),
    cell('targets'),
    cell('target'),
  ]
  const relations = relation === null ? null : relationsOf(relation)
  if (relations === null)
    return report.refuse(
      row.place,
      `relation must be one or more of ${RELATIONS.join(', ')}, but got: ${relation ?? 'none'}`,
    )
  if (sources === null || targets === null || framework === null)
    return report.refuse(
      row.place,
      'a mapping must have sources, targets and a target framework, but got: not all',
    )
  const strength = readStrength(cell('strength'), row.place, report)
  if (strength === undefined) return null
  const to = endsOf(draft, targets, framework)
  const text = (name: Word) => textIn(locale, cell(name))
  return {
    sources: endsOf(null, sources, draft.from),
    targets: to,
    mask: relations.reduce((mask: Mask, one) => mask | maskOf(one), 0),
    sameWording: relations.length === 1 && relations[0] === 'EQUAL',
    rationaleKind: oneOf(RATIONALE_KINDS, cell('grounds')) ?? 'SEMANTIC',
    shares: sharesOf(cell('shares'), to, locale),
    rationale: text('rationale'),
    residual: text('residual'),
    surplus: text('surplus'),
    strength,
    confidence: oneOf(CONFIDENCES, cell('confidence')),
    place: row.place,
  }
}

/** A row without relation and targets says that there is no counterpart. */
function unmappedOf(draft: Draft, row: Row, locale: Locale): ImportedUnmapped | null {
  const cell = (name: Word) => row.cell(word(name, locale))
  const [source, framework] = [cell('sources'), cell('target')]
  if (cell('relation') !== null || cell('targets') !== null || source === null || framework === null)
    return null
  return {
    control: { framework: 0, ids: [source] },
    side: 'source',
    framework: positionIn(draft, framework),
    reason: textIn(locale, cell('unmapped')) ?? UNREASONED,
    place: row.place,
  }
}

function setOf({ slug, from, to, mappings, unmapped, row }: Draft, locale: Locale): ImportedSet {
  return {
    ...UNSAID_SET,
    slug,
    title: { [locale]: slug },
    rationaleKind: kindOfAll(mappings),
    from: [from],
    to: to.map((name) => [name]),
    mappings,
    unmapped,
    place: row.place,
  }
}

export function readMappingRows({ rows }: Records, locale: Locale, report: Report): ImportedSet[] {
  const drafts = new Map<string, Draft>()
  for (const row of rows) {
    const [set, from] = [row.cell(word('set', locale)), row.cell(word('source', locale))]
    if (from === null) {
      report.refuse(row.place, `${word('source', locale)} must name a framework, but got: nothing`)
      continue
    }
    const slug = slugFrom(set ?? `${from}-mappings`)
    const draft = drafts.get(slug) ?? { slug, from, to: [], mappings: [], unmapped: [], row }
    drafts.set(slug, draft)
    if (draft.from !== from) {
      report.refuse(
        row.place,
        `the rows of ${slug} must have one source framework, but got: ${draft.from} and ${from}`,
      )
      continue
    }
    const unmapped = unmappedOf(draft, row, locale)
    const mapping = unmapped ? null : mappingOf(draft, row, locale, report)
    if (unmapped) draft.unmapped.push(unmapped)
    if (mapping) draft.mappings.push(mapping)
  }
  return [...drafts.values()].filter(({ to }) => to.length > 0).map((draft) => setOf(draft, locale))
}

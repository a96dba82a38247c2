// OSCAL control-mapping collections (1.2.0 to 1.2.2) as mapping sets. The schema lets pass what this refuses: invented
// relationship tokens, percentages over 1, an empty confidence.

import type {
  FrameworkNames,
  ImportedEnd,
  ImportedMapping,
  ImportedSet,
  ImportedUnmapped,
} from '../domain/imported.ts'
import { slugFrom } from '../domain/imported.ts'
import { CONFIDENCES, type Confidence, RATIONALE_KINDS, type RationaleKind } from '../domain/mapping.ts'
import { maskOf } from '../domain/relation.ts'
import type { LocalizedText } from '../domain/text.ts'
import { readUntold } from './read-oscal-untold.ts'
import {
  dayOf,
  foreignProps,
  idsOf,
  ownProp,
  ownProps,
  ownText,
  publisherOf,
  relationOfToken,
  resourceNames,
  TOKENS,
} from './read-oscal-words.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { localeOfFile, oneOf, textIn, UNREASONED } from './read-words.ts'

const METHODS = ['HUMAN', 'AUTOMATION', 'HYBRID'] as const
const STATUSES = ['COMPLETE', 'NOT_COMPLETE', 'DRAFT', 'DEPRECATED', 'SUPERSEDED'] as const

/** The ends of a map, or null after telling which is none. */
function endsOf(ends: Cursor, framework: number, report: Report): ImportedEnd[] | null {
  const items = ends.items()
  if (items.length === 0)
    return report.refuse(ends.place, 'a map must have sources and targets, but got: none')
  const found = items.flatMap((item): ImportedEnd[] => {
    const id = item.get('id-ref').text()
    if (id !== null) return [{ framework, ids: idsOf(id) }]
    report.refuse(item.place, 'an end of a map must have an id-ref, but got: none')
    return []
  })
  return found.length === items.length ? found : null
}

/** A share, or null for none. Refuses what is no number of 0 to 1. */
function isShare(share: Cursor): boolean {
  const { value } = share
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && number >= 0 && number <= 1
}

/** The level of a confidence-score. `undefined` after refusing it: it is a category or a percentage, not both. */
function confidenceOf(score: Cursor, report: Report): Confidence | null | undefined {
  if (score.isAbsent) return null
  const [category, percentage] = [score.get('category'), score.get('percentage')]
  if (category.isAbsent === percentage.isAbsent) {
    const got = category.isAbsent ? 'neither' : 'both'
    report.refuse(score.place, `confidence-score must be a category or a percentage, but got: ${got}`)
    return undefined
  }
  if (!percentage.isAbsent) {
    if (isShare(percentage)) {
      report.note(
        percentage.place,
        `a percentage of confidence is no level and is not kept: ${percentage.text() ?? percentage.value}`,
      )
      return null
    }
    report.refuse(percentage.place, `percentage must be 0 to 1, but got: ${JSON.stringify(percentage.value)}`)
    return undefined
  }
  const level = oneOf(CONFIDENCES, category.text())
  if (level === null)
    report.note(category.place, `a category other than low, medium, high is not kept: ${category.text()}`)
  return level
}

/** Whether a coverage may stand. It is checked, not kept. */
function hasSoundCoverage(coverage: Cursor, report: Report): boolean {
  if (coverage.isAbsent) return true
  const share = coverage.get('target-coverage')
  if (!isShare(share)) {
    report.refuse(coverage.place, `target-coverage must be 0 to 1, but got: ${JSON.stringify(share.value)}`)
    return false
  }
  report.note(coverage.place, 'a coverage is worked out from mappings here and is not kept')
  return true
}

function strengthOf(map: Cursor, report: Report): number | null | undefined {
  const text = ownProp(map, 'strength')
  if (text === null) return null
  const strength = Number(text)
  if (Number.isInteger(strength) && strength >= 1 && strength <= 10) return strength
  report.refuse(map.place, `strength must be a whole number of 1 to 10, but got: ${text}`)
  return undefined
}

function rationaleOf(map: Cursor): LocalizedText | null {
  const remarks = map.get('remarks').text()
  return ownText(map, 'rationale') ?? (remarks === null ? null : { en: remarks })
}

/** One map as a statement about targets in `to`; null after telling why not. */
function mapping(
  map: Cursor,
  framework: number,
  kind: RationaleKind,
  report: Report,
): ImportedMapping | null {
  const token = map.get('relationship').text()
  const relation = relationOfToken(token)
  if (relation === null) {
    const got = token ?? JSON.stringify(map.get('relationship').value) ?? 'none'
    report.refuse(map.get('relationship').place, `relationship must be one of ${TOKENS}, but got: ${got}`)
  }
  const sources = endsOf(map.get('sources'), 0, report)
  const targets = endsOf(map.get('targets'), framework, report)
  const confidence = confidenceOf(map.get('confidence-score'), report)
  const strength = strengthOf(map, report)
  const isSound = hasSoundCoverage(map.get('coverage'), report)
  if (
    relation === null ||
    !sources ||
    !targets ||
    confidence === undefined ||
    strength === undefined ||
    !isSound
  )
    return null
  if (!map.get('qualifiers').isAbsent)
    report.note(map.get('qualifiers').place, 'qualifiers have no place here and are not kept')
  return {
    sources,
    targets,
    mask: maskOf(relation),
    sameWording: relation === 'EQUAL',
    rationaleKind: oneOf(RATIONALE_KINDS, map.get('matching-rationale').text()) ?? kind,
    shares: map
      .get('targets')
      .items()
      .map((target) => ownText(target, 'shares')),
    rationale: rationaleOf(map),
    residual: ownText(map, 'residual'),
    surplus: ownText(map, 'surplus'),
    strength,
    confidence,
    place: map.place,
  }
}

/** The maps of one pair of frameworks, each uuid once. */
function mapsOf(
  maps: Cursor,
  framework: number,
  kind: RationaleKind,
  seen: Set<string>,
  report: Report,
): ImportedMapping[] {
  return maps.items().flatMap((map): ImportedMapping[] => {
    const uuid = map.get('uuid').text()?.toLowerCase()
    if (uuid !== undefined && seen.has(uuid)) {
      report.refuse(map.place, `the uuid of a map must be unique, but got: ${uuid} a second time`)
      return []
    }
    if (uuid !== undefined) seen.add(uuid)
    const taken = mapping(map, framework, kind, report)
    return taken ? [taken] : []
  })
}

/** What our own exports tell of the reasons, by the id of the control. */
function reasonsOf(entry: Cursor): ReadonlyMap<string, LocalizedText> {
  const reasons = new Map<string, LocalizedText>()
  for (const prop of ownProps(entry, 'gap-reason')) {
    const [id, locale, why] = ['value', 'class', 'remarks'].map((key) => prop.get(key).text())
    if (id && why && (locale === 'en' || locale === 'fr'))
      reasons.set(id, { ...reasons.get(id), [locale]: why })
  }
  return reasons
}

function gapsOf(
  entry: Cursor,
  side: 'source' | 'target',
  framework: number,
  report: Report,
): ImportedUnmapped[] {
  const reasons = reasonsOf(entry)
  return entry
    .get(`${side}-gap-summary`)
    .get('unmapped-controls')
    .items()
    .flatMap((selection) => {
      if (!selection.get('matching').isAbsent)
        report.refuse(
          selection.get('matching').place,
          'controls must be named one by one, but got: a pattern',
        )
      if (selection.get('with-child-controls').text() === 'yes')
        report.note(selection.place, 'the controls below those named are not added')
      return selection
        .get('with-ids')
        .items()
        .flatMap((item): ImportedUnmapped[] => {
          const id = item.text()
          if (id === null) return []
          const control = { framework: side === 'source' ? 0 : framework, ids: idsOf(id) }
          return [{ control, side, framework, reason: reasons.get(id) ?? UNREASONED, place: item.place }]
        })
    })
}

/** A set while the entries and statements that make it are read. */
interface Draft {
  readonly slug: string
  readonly entry: Cursor
  readonly from: FrameworkNames
  readonly to: FrameworkNames[]
  readonly kind: RationaleKind
  readonly mappings: ImportedMapping[]
  readonly unmapped: ImportedUnmapped[]
}

/** Position of a framework among those of the draft, which it joins if it is new. */
function positionIn({ to }: Draft, names: FrameworkNames): number {
  const found = to.findIndex(([surest]) => surest === names[0])
  return found >= 0 ? found : to.push(names) - 1
}

function addEntry(draft: Draft, entry: Cursor, to: FrameworkNames, seen: Set<string>, report: Report): void {
  const framework = positionIn(draft, to)
  const kind = oneOf(RATIONALE_KINDS, entry.get('matching-rationale').text()) ?? draft.kind
  draft.mappings.push(...mapsOf(entry.get('maps'), framework, kind, seen, report))
  const lost = entry
    .get('maps')
    .items()
    .reduce((sum, map) => sum + foreignProps(map), 0)
  if (lost > 0) report.note(entry.place, `${lost} properties of other namespaces are not kept`)
  for (const side of ['source', 'target'] as const)
    draft.unmapped.push(...gapsOf(entry, side, framework, report))
}

function readEntries(collection: Cursor, title: string, kind: RationaleKind, report: Report): Draft[] {
  const resources = collection.get('back-matter').get('resources').items()
  const drafts = new Map<string, Draft>()
  const seen = new Set<string>()
  const entries = collection.get('mappings').items()
  for (const [i, entry] of entries.entries()) {
    const from = resourceNames(entry.get('source-resource'), resources)
    const to = resourceNames(entry.get('target-resource'), resources)
    if (from.length === 0 || to.length === 0) {
      report.refuse(entry.place, 'a mapping must name its source-resource and target-resource by href')
      continue
    }
    const suffix = entries.length > 1 ? `-${i + 1}` : ''
    const slug = slugFrom(ownProp(entry, 'mapping-set') ?? `${title}${suffix}`)
    const draft = drafts.get(slug) ?? { slug, entry, from, to: [], kind, mappings: [], unmapped: [] }
    drafts.set(slug, draft)
    addEntry(draft, entry, to, seen, report)
  }
  for (const statement of readUntold(collection.get('provenance'), report)) {
    const first = drafts.get(statement.set)
    const draft = first ?? {
      ...statement,
      slug: statement.set,
      entry: collection,
      kind,
      to: [],
      mappings: [],
      unmapped: [],
    }
    drafts.set(draft.slug, draft)
    const framework = (names: FrameworkNames) => positionIn(draft, names)
    if (statement.mapping) draft.mappings.push(statement.mapping(framework, draft.kind))
    if (statement.gap) draft.unmapped.push(statement.gap(framework))
  }
  return [...drafts.values()]
}

/** The mapping sets of a collection: one an entry of `mappings`, or as our own exports say that they belong together. */
export function readOscalMappings(collection: Cursor, report: Report): ImportedSet[] {
  const [metadata, provenance] = [collection.get('metadata'), collection.get('provenance')]
  const locale = localeOfFile(metadata.get('language').text(), metadata.get('language').place, report)
  const title = metadata.get('title').text() ?? 'imported'
  const kind = oneOf(RATIONALE_KINDS, provenance.get('matching-rationale').text()) ?? 'SEMANTIC'
  return readEntries(collection, title, kind, report).map((draft): ImportedSet => {
    const { entry, slug, from, to, mappings, unmapped } = draft
    const said = (key: string) => entry.get(key).text() ?? provenance.get(key).text()
    const own = ownProp(entry, 'mapping-set') !== null ? entry : null
    const [description, remarks] = [said('mapping-description'), metadata.get('remarks').text()]
    return {
      slug,
      title: (own && ownText(own, 'title')) ?? ownText(metadata, 'title') ?? { [locale]: title },
      publisher: (own && ownProp(own, 'publisher')) ?? publisherOf(metadata),
      date:
        (own && ownProp(own, 'date')) ??
        dayOf(metadata.get('published').text() ?? metadata.get('last-modified').text()),
      terms: own ? ownText(own, 'terms') : textIn(locale, remarks),
      remarks: own ? ownText(own, 'remarks') : textIn(locale, description),
      url: null,
      method: oneOf(METHODS, said('method')) ?? 'HUMAN',
      status: oneOf(STATUSES, said('status')) ?? 'COMPLETE',
      rationaleKind: oneOf(RATIONALE_KINDS, said('matching-rationale')) ?? kind,
      from,
      to,
      mappings,
      unmapped,
      place: entry.place,
    }
  })
}

// OSCAL control-mapping collections (1.2.0 to 1.2.2) as mapping sets. Their maps are read by `read-oscal-map.ts`, the
// controls without counterpart by `read-oscal-gaps.ts`.

import type { FrameworkNames, ImportedMapping, ImportedSet, ImportedUnmapped } from '../domain/imported.ts'
import { slugFrom } from '../domain/imported.ts'
import { RATIONALE_KINDS, type RationaleKind } from '../domain/mapping.ts'
import { gapsOf } from './read-oscal-gaps.ts'
import { mapsOf } from './read-oscal-map.ts'
import { readUntold } from './read-oscal-untold.ts'
import { dayOf, foreignProps, ownProp, ownText, publisherOf, resourceNames } from './read-oscal-words.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { localeOfFile, oneOf, textIn } from './read-words.ts'

const METHODS = ['HUMAN', 'AUTOMATION', 'HYBRID'] as const
const STATUSES = ['COMPLETE', 'NOT_COMPLETE', 'DRAFT', 'DEPRECATED', 'SUPERSEDED'] as const

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
      report.refuse(
        entry.place,
        'a mapping must name its source-resource and target-resource by href, but got: no such name',
      )
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

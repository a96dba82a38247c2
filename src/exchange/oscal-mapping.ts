// Mapping sets as an OSCAL control-mapping collection. Statements that say less than one relation are not maps: OSCAL
// has no token for them. They are told one by one as properties of the provenance, so that nothing said is lost and
// nothing unsaid is added.

import { DomainError } from '../domain/errors.ts'
import { exportPath, isBetween, isOscalMap } from '../domain/export.ts'
import type { Control, Framework } from '../domain/framework.ts'
import { type Mapping, type MappingSet, relationOfMapping, type Unmapped } from '../domain/mapping.ts'
import { relationsIn } from '../domain/relation.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { textIn } from '../domain/text.ts'
import { json } from './json.ts'
import { line } from './line.ts'
import { metadata, sourceResource } from './oscal-document.ts'
import { catalogHash } from './oscal-hash.ts'
import { controlId, NS, type Property, prop, some, TOKEN, textProps, tokenOf } from './oscal-words.ts'
import { languagesOf, statementsOf } from './statements.ts'
import { uuidOf } from './uuid.ts'

const lower = (word: string) => word.toLowerCase().replaceAll('_', '-')

const resourceOf = (framework: Framework) => ({
  type: 'catalog',
  href: `#${uuidOf(`catalog-resource:${framework.slug}`)}`,
})

export function itemOf(snapshot: Snapshot, control: Control, props: readonly Property[] = []) {
  return {
    type: control.kind === 'ITEM' ? 'statement' : 'control',
    'id-ref': controlId(snapshot, control),
    props: some([...(control.kind === 'GROUP' ? prop('kind', 'group') : []), ...props]),
  }
}

function mapOf(snapshot: Snapshot, set: MappingSet, mapping: Mapping) {
  const { controls } = snapshot
  return {
    uuid: uuidOf(`mapping:${mapping.id}`),
    'matching-rationale':
      mapping.rationaleKind === set.rationaleKind ? undefined : lower(mapping.rationaleKind),
    relationship: tokenOf(mapping),
    sources: mapping.sources.map((c) => itemOf(snapshot, controls[c]!)),
    targets: mapping.targets.map((c, i) =>
      itemOf(snapshot, controls[c]!, textProps('shares', mapping.shares[i])),
    ),
    'confidence-score': mapping.confidence ? { category: lower(mapping.confidence) } : undefined,
    props: some([
      ...prop('strength', mapping.strength),
      ...textProps('residual', mapping.residual),
      ...textProps('surplus', mapping.surplus),
      ...textProps('rationale', mapping.rationale),
    ]),
  }
}

/** A statement that is no map, in full: what may hold, between what, and in properties of its group what else it says. */
function leftOut(snapshot: Snapshot, set: MappingSet, mapping: Mapping): Property[] {
  const id = (c: number) => controlId(snapshot, snapshot.controls[c]!)
  const ids = (list: readonly number[]) => list.map(id).join(' ')
  const relation = relationOfMapping(mapping)
  const possible = (relation ? [relation] : relationsIn(mapping.mask)).map((one) => TOKEN[one])
  const kind = mapping.rationaleKind === set.rationaleKind ? null : lower(mapping.rationaleKind)
  const group = `statement-${mapping.index}`
  const statement = {
    name: 'statement-without-a-relationship',
    ns: NS,
    value: `${ids(mapping.sources)} > ${ids(mapping.targets)}`,
    class: possible.join('.') || 'none',
  }
  const more = [
    ...prop('strength', mapping.strength),
    ...prop('confidence', mapping.confidence && lower(mapping.confidence)),
    ...prop('rationale-kind', kind),
    ...textProps('residual', mapping.residual),
    ...textProps('surplus', mapping.surplus),
    ...textProps('rationale', mapping.rationale),
    ...mapping.targets.flatMap((c, i) =>
      textProps('shares', mapping.shares[i]).map((share) => ({ ...share, remarks: id(c) })),
    ),
  ]
  return more.length === 0 ? [statement] : [statement, ...more].map((one) => ({ ...one, group }))
}

/** Unmapped with a reason is a gap; what nobody decided is in neither list. */
function gaps(snapshot: Snapshot, key: string, unmapped: readonly Unmapped[]) {
  const ids = [...new Set(unmapped.map((u) => controlId(snapshot, snapshot.controls[u.control]!)))]
  return ids.length === 0
    ? undefined
    : { uuid: uuidOf(`gaps:${key}`), 'unmapped-controls': [{ 'with-ids': ids }] }
}

function* mappingsOf(snapshot: Snapshot, sets: readonly MappingSet[]): Generator<unknown> {
  for (const set of sets)
    for (const to of set.to) {
      const { mappings, unmapped } = statementsOf(snapshot, set)
      const holds = (m: Mapping) => tokenOf(m) !== null && isBetween(snapshot, m, set.from, to)
      if (!mappings.some(holds)) continue
      const key = `${set.slug}>${snapshot.frameworks[to]!.slug}`
      const gapsHere = unmapped.filter((u) => u.framework === to)
      const isSource = (u: Unmapped) => snapshot.controls[u.control]!.framework === set.from
      yield {
        uuid: uuidOf(`mappings:${key}`),
        method: lower(set.method),
        'matching-rationale': lower(set.rationaleKind),
        status: lower(set.status),
        'source-resource': resourceOf(snapshot.frameworks[set.from]!),
        'target-resource': resourceOf(snapshot.frameworks[to]!),
        props: [
          ...prop('mapping-set', set.slug),
          ...prop('origin', lower(set.origin)),
          ...prop('date', set.date),
          ...prop('publisher', set.publisher),
          ...textProps('title', set.title),
          ...textProps('terms', set.terms),
          ...textProps('remarks', set.remarks),
          ...gapsHere.flatMap((u) =>
            languagesOf(u.reason).flatMap(([locale, reason]) =>
              prop('gap-reason', controlId(snapshot, snapshot.controls[u.control]!), {
                class: locale,
                remarks: reason,
              }),
            ),
          ),
        ],
        'mapping-description': textIn(set.remarks, 'en') ?? undefined,
        'source-gap-summary': gaps(snapshot, `${key}:source`, gapsHere.filter(isSource)),
        'target-gap-summary': gaps(
          snapshot,
          `${key}:target`,
          gapsHere.filter((u) => !isSource(u)),
        ),
        maps: (function* () {
          for (const mapping of mappings) if (holds(mapping)) yield mapOf(snapshot, set, mapping)
        })(),
      }
    }
}

/** Gaps towards a framework to which no map leads: there is no entry of `mappings` to summarize them. */
function untoldGaps(snapshot: Snapshot, set: MappingSet): Property[] {
  const { mappings, unmapped } = statementsOf(snapshot, set)
  const isTold = (to: number) =>
    mappings.some((m) => tokenOf(m) !== null && isBetween(snapshot, m, set.from, to))
  return unmapped
    .filter(({ framework }) => set.to.includes(framework) && !isTold(framework))
    .flatMap(({ control, framework, reason }) =>
      languagesOf(reason).flatMap(([locale, remarks]) => {
        const id = controlId(snapshot, snapshot.controls[control]!)
        return prop('control-without-counterpart', `${id} > ${snapshot.frameworks[framework]!.slug}`, {
          class: locale,
          remarks,
        })
      }),
    )
}

function* provenanceProps(snapshot: Snapshot, sets: readonly MappingSet[]): Generator<Property> {
  for (const set of sets) {
    const left = statementsOf(snapshot, set).mappings.filter((m) => !isOscalMap(snapshot, set, m))
    yield* prop('statements-without-a-relationship', left.length, { class: set.slug })
    for (const mapping of left) yield* leftOut(snapshot, set, mapping)
    yield* untoldGaps(snapshot, set)
  }
}

/** The catalogs a collection speaks of, by address and hash, and the documents its sets were taken from. */
export function resources(
  snapshot: Snapshot,
  frameworks: readonly number[],
  sources: readonly (string | null)[],
) {
  const documents = [...new Set(sources)].flatMap((id) => (id && snapshot.sourceById.get(id)) || [])
  return [
    ...[...new Set(frameworks)].map((index) => {
      const framework = snapshot.frameworks[index]!
      return {
        uuid: uuidOf(`catalog-resource:${framework.slug}`),
        title: line(textIn(framework.title, 'en') ?? framework.slug),
        props: prop('framework', framework.slug),
        rlinks: [
          {
            href: exportPath('OSCAL', 'catalog', framework.slug)!,
            'media-type': 'application/json',
            hashes: [{ algorithm: 'SHA-256', value: catalogHash(snapshot, framework) }],
          },
        ],
      }
    }),
    ...documents.map(sourceResource),
  ]
}

/** Whether anything that the set states is a map. */
export function isExpressible(snapshot: Snapshot, set: MappingSet): boolean {
  return statementsOf(snapshot, set).mappings.some((mapping) => isOscalMap(snapshot, set, mapping))
}

/** One set, or several in one document. Throws NOT_EXPRESSIBLE when OSCAL has no word for anything they state. */
export function oscalMappings(snapshot: Snapshot, sets: readonly MappingSet[]): Iterable<string> {
  const told = sets.filter((set) => isExpressible(snapshot, set))
  const [only, ...others] = sets.length === 1 ? sets : []
  if (told.length === 0)
    throw new DomainError(
      'NOT_EXPRESSIBLE',
      `a mapping set must state one relation between two frameworks somewhere to be an OSCAL mapping, but got: ${sets.map((s) => s.slug).join(', ')}, whose every statement leaves several possible; CSV, XLSX, SSSOM and STRM can tell that`,
    )
  const one = others.length === 0 ? only : undefined
  const title = one ? (textIn(one.title, 'en') ?? one.slug) : 'All mapping sets'
  return json({
    'mapping-collection': {
      uuid: uuidOf(`mapping-collection:${one?.slug ?? '*'}@${snapshot.revision}`),
      metadata: metadata(snapshot, {
        title,
        publisher: one?.publisher ?? 'SecNumCloud crosswalk',
        remarks: one ? (textIn(one.terms, 'en') ?? '') : 'Each mapping has its own author and terms.',
        props: one && textProps('title', one.title),
      }),
      provenance: {
        method: one ? lower(one.method) : 'hybrid',
        'matching-rationale': one ? lower(one.rationaleKind) : 'semantic',
        status: one ? lower(one.status) : 'draft',
        'mapping-description':
          (one && textIn(one.remarks, 'en')) ??
          `${title}. Statements that say less than one relation are listed as properties, not as maps.`,
        props: provenanceProps(snapshot, sets),
      },
      mappings: mappingsOf(snapshot, told),
      'back-matter': {
        resources: resources(
          snapshot,
          told.flatMap((set) => [set.from, ...set.to]),
          sets.map((set) => set.source),
        ),
      },
    },
  })
}

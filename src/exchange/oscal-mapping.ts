// Mapping sets as an OSCAL control-mapping collection. Statements that say less than one relation are not maps: OSCAL
// has no token for them. They are told one by one as properties of the provenance, so that nothing said is lost and
// nothing unsaid is added.

import { DomainError } from '../domain/errors.ts'
import { isBetween, isOscalMap } from '../domain/export.ts'
import type { Mapping, MappingSet, Unmapped } from '../domain/mapping.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { textIn } from '../domain/text.ts'
import { json } from './json.ts'
import { metadata } from './oscal-document.ts'
import { provenanceProps } from './oscal-left-out.ts'
import { mapOf } from './oscal-map.ts'
import { resourceOf, resources } from './oscal-resources.ts'
import { controlId, lower, prop, textProps, tokenOf } from './oscal-words.ts'
import { languagesOf, statementsOf } from './statements.ts'
import { uuidOf } from './uuid.ts'

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

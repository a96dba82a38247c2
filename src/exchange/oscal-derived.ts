// Derived links as an OSCAL control-mapping collection of their own: automation, draft, never among authored maps.

import { type DerivedLink, derivedLinks, isMetByTarget, pathsOf } from '../domain/derived.ts'
import { DomainError } from '../domain/errors.ts'
import type { Framework } from '../domain/framework.ts'
import { RATIONALE_KINDS } from '../domain/mapping.ts'
import { relationOf } from '../domain/relation.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { json } from './json.ts'
import { metadata } from './oscal-document.ts'
import { itemOf } from './oscal-map.ts'
import { resourceOf, resources } from './oscal-resources.ts'
import { prop, TOKEN } from './oscal-words.ts'
import { uuidOf } from './uuid.ts'

export interface DerivedSelection {
  readonly from: Framework
  readonly to: Framework
  readonly sets: readonly string[] | null
  readonly maxHops: number
}

function mapOf(snapshot: Snapshot, link: DerivedLink) {
  const [source, target] = [snapshot.controls[link.source]!, snapshot.controls[link.target]!]
  const [path] = pathsOf(snapshot, link, 1)
  return {
    uuid: uuidOf(`derived:${source.id}>${target.id}:${link.options.kind}`),
    'matching-rationale': RATIONALE_KINDS[link.options.kind]!.toLowerCase(),
    relationship: TOKEN[relationOf(link.mask)!],
    sources: [itemOf(snapshot, source)],
    targets: [itemOf(snapshot, target)],
    props: [
      ...prop('source-met-by-target', String(isMetByTarget(snapshot, link))),
      ...(path?.steps ?? []).flatMap((step) => prop('through', snapshot.mappings[step.mapping]!.id)),
    ],
  }
}

/**
 * The links of which the mappings leave one relation; the others are counted. Throws NOT_EXPRESSIBLE when there is
 * none, since a collection without maps is not OSCAL.
 */
export function oscalDerived(snapshot: Snapshot, selection: DerivedSelection): Iterable<string> {
  const { from, to } = selection
  const links = derivedLinks(snapshot, { ...selection, candidates: false })
  const definite = links.filter((link) => relationOf(link.mask) !== null)
  if (definite.length === 0)
    throw new DomainError(
      'NOT_EXPRESSIBLE',
      `a derived link must leave one relation to be an OSCAL map, but got: ${links.length} links between ${from.slug} and ${to.slug}, each of which leaves several`,
    )
  const key = JSON.stringify([from.slug, to.slug, selection.sets, selection.maxHops])
  const title = `Derived links from ${from.shortTitle} to ${to.shortTitle}`
  return json({
    'mapping-collection': {
      uuid: uuidOf(`derived-collection:${key}@${snapshot.revision}`),
      metadata: metadata(snapshot, {
        title,
        publisher: 'SecNumCloud crosswalk',
        remarks: 'Computed from mappings, not authored: what follows when every mapping on the way is right.',
      }),
      provenance: {
        method: 'automation',
        'matching-rationale': 'semantic',
        status: 'draft',
        'mapping-description': `Relations composed along chains of at most ${selection.maxHops} mappings and intersected across chains.`,
        props: prop('links-without-a-relationship', links.length - definite.length),
      },
      mappings: [
        {
          uuid: uuidOf(`derived-mapping:${key}`),
          method: 'automation',
          status: 'draft',
          'source-resource': resourceOf(from),
          'target-resource': resourceOf(to),
          maps: (function* () {
            for (const link of definite) yield mapOf(snapshot, link)
          })(),
        },
      ],
      'back-matter': { resources: resources(snapshot, [from.index, to.index], []) },
    },
  })
}

// A mapping set as a CISO Assistant library: pairs, both ways round, as its loader expects them. What the set says of
// several targets together is kept in the annotation of each pair.

import { DomainError } from '../domain/errors.ts'
import type { Framework } from '../domain/framework.ts'
import { type Mapping, type MappingSet, relationOfMapping } from '../domain/mapping.ts'
import { inverse, reduceToPair, relationsIn } from '../domain/relation.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type LocalizedText, textIn } from '../domain/text.ts'
import { frameworkUrn, libraryHead, mappingLibrary, nodeUrn, relationshipOf, urn } from './ciso-words.ts'
import { line } from './line.ts'
import { statementsOf } from './statements.ts'
import { yaml } from './yaml.ts'

/**
 * What the set says of a pair's sources and targets together, a line each, as `read-ciso-mapping.ts` reads it: by the
 * position of the pair's target.
 */
function annotations({ controls }: Snapshot, mapping: Mapping): (target: number) => string {
  const refs = (list: readonly number[]) => list.map((c) => controls[c]!.ref).join(', ')
  const relation = relationOfMapping(mapping)
  const possible = relation ? [relation] : relationsIn(mapping.mask)
  const told = (words: string, text: LocalizedText | null | undefined) => {
    const value = textIn(text, 'en')
    return value === null ? [] : [`${words}: ${line(value)}`]
  }
  const { shares, confidence } = mapping
  const together = `${refs(mapping.sources)} to ${refs(mapping.targets)} together: ${possible.join(' or ')}`
  const more = [
    ...told('Left to prove', mapping.residual),
    ...told('Beyond the sources', mapping.surplus),
    ...told('Reason', mapping.rationale),
    ...(confidence === null ? [] : [`Confidence: ${confidence}`]),
  ]
  return (target) => [together, ...told('Shared', shares[target]), ...more].join('\n')
}

/** The pairs between two frameworks; `back` reads them from the targets. */
function* pairs(snapshot: Snapshot, set: MappingSet, to: number, back: boolean) {
  for (const mapping of statementsOf(snapshot, set).mappings) {
    const { sources, targets, mask } = mapping
    const pair = reduceToPair(mask, sources.length, targets.length)
    const relationship = relationshipOf(back ? inverse(pair) : pair)
    if (relationship === null) continue
    const rationale = mapping.rationaleKind.toLowerCase()
    let annotation: ReturnType<typeof annotations> | null = null
    for (const s of sources)
      for (const [i, t] of targets.entries()) {
        const [source, target] = [snapshot.controls[s]!, snapshot.controls[t]!]
        if (source.framework !== set.from || target.framework !== to) continue
        annotation ??= annotations(snapshot, mapping)
        yield {
          source_requirement_urn: nodeUrn(snapshot, back ? target : source),
          target_requirement_urn: nodeUrn(snapshot, back ? source : target),
          relationship,
          rationale,
          strength_of_relationship: mapping.strength ?? undefined,
          annotation: back ? `Read from the target. ${annotation(i)}` : annotation(i),
        }
      }
  }
}

/** Throws NOT_EXPRESSIBLE for a set without a certain pair: the loader refuses an empty one. */
export function cisoMapping(snapshot: Snapshot, set: MappingSet): Iterable<string> {
  const name = textIn(set.title, 'en') ?? set.slug
  const from = snapshot.frameworks[set.from]!
  const mapped = set.to
    .filter((to) => !pairs(snapshot, set, to, false).next().done)
    .map((to) => snapshot.frameworks[to]!)
  if (mapped.length === 0)
    throw new DomainError(
      'NOT_EXPRESSIBLE',
      `a mapping set must relate some pair with certainty to be a CISO Assistant library, but got: ${set.slug}`,
    )
  const oneWay = (to: Framework, back: boolean) => ({
    urn: urn('req_mapping_set', set.slug, back ? `${to.slug}-to-${from.slug}` : `${from.slug}-to-${to.slug}`),
    ref_id: `${set.slug}-${back ? 'back' : 'forth'}-${to.slug}`,
    name: back ? `${to.shortTitle} -> ${from.shortTitle}` : `${from.shortTitle} -> ${to.shortTitle}`,
    description: name,
    source_framework_urn: frameworkUrn(back ? to : from),
    target_framework_urn: frameworkUrn(back ? from : to),
    requirement_mappings: pairs(snapshot, set, to.index, back),
  })
  const head = libraryHead(snapshot, {
    urn: mappingLibrary(set.slug),
    refId: `mapping-${set.slug}`,
    name,
    description: textIn(set.remarks, 'en') ?? name,
    copyright: textIn(set.terms, 'en') ?? '',
    provider: set.publisher,
  })
  return yaml({
    ...head,
    dependencies: [from, ...mapped].map((framework) => urn('library', framework.slug)),
    objects: { requirement_mapping_sets: mapped.flatMap((to) => [oneWay(to, false), oneWay(to, true)]) },
  })
}

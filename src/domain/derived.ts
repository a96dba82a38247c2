// Derived links between two frameworks: everything that follows from mappings for pairs that nobody compared, found
// per source control, with the paths behind each.

import { LRUCache } from 'lru-cache'
import { kindsIn } from './assessment.ts'
import { derivation } from './derivation.ts'
import { collectLinks, type DerivedLink, type DerivedLinks } from './derived-links.ts'
import { DomainError } from './errors.ts'
import { type ControlWhere, controlTest } from './filter.ts'
import type { Framework } from './framework.ts'
import { type ActiveSets, controlsOf } from './graph.ts'
import { forwardChain, isMet } from './inference.ts'
import { type Path, paths } from './paths.ts'
import { isCertain, maskOf, type Relation } from './relation.ts'
import { defaultSets, namedSets } from './sets.ts'
import { requireControl, type Snapshot } from './snapshot.ts'

export type { DerivedLink } from './derived-links.ts'

export interface DerivedQuestion {
  readonly from: Framework
  readonly to: Framework
  readonly sets: readonly string[] | null
  readonly maxHops: number
  readonly candidates: boolean
}

export const MAX_HOPS = 5

/** How many links the answers that are kept per snapshot may have together, and for how many an answer counts at least. */
const KEPT = { links: 500_000, atLeast: 10_000 }

const caches = new WeakMap<Snapshot, LRUCache<string, DerivedLinks>>()

/** Refuses hops out of 1 to 5: beyond, everything is possible and nothing certain. */
export function requireHops(maxHops: number): number {
  if (Number.isInteger(maxHops) && maxHops >= 1 && maxHops <= MAX_HOPS) return maxHops
  throw new DomainError('BAD_ARGUMENT', `maxHops must be from 1 to ${MAX_HOPS}, but got: ${maxHops}`, {
    argument: 'maxHops',
  })
}

function derive(snapshot: Snapshot, question: DerivedQuestion): DerivedLinks {
  const { from, to, sets, maxHops, candidates } = question
  const { graph } = snapshot
  const active: ActiveSets = sets ? namedSets(snapshot, sets) : defaultSets(snapshot, from.index, [to.index])
  const walks = kindsIn(snapshot, active).map((kind) => ({ active, kind, maxHops, candidates }))
  const { add, close, links } = collectLinks(walks)
  const derivations = walks.map((options) => derivation(graph, options, [to.index], false))
  for (const source of controlsOf(graph, from.index)) {
    for (const [walk, derive] of derivations.entries()) add(walk, derive.found, derive.from(source))
    close(source)
  }
  return links()
}

/** All derived links, by source and target in document order. Kept for a while, since they come in pages. */
export function derivedLinks(snapshot: Snapshot, question: DerivedQuestion): DerivedLinks {
  requireHops(question.maxHops)
  let cache = caches.get(snapshot)
  if (!cache) {
    cache = new LRUCache({
      maxSize: Math.ceil(KEPT.links * snapshot.room),
      sizeCalculation: (links) => Math.max(Math.ceil(KEPT.atLeast * snapshot.room), links.length),
    })
    caches.set(snapshot, cache)
  }
  const { from, to, sets, maxHops, candidates } = question
  const key = JSON.stringify([from.index, to.index, sets && [...sets].sort(), maxHops, candidates])
  const kept = cache.get(key)
  if (kept) return kept
  const links = derive(snapshot, question)
  cache.set(key, links)
  return links
}

export interface DerivedLinkWhere {
  readonly certain?: boolean | null
  /** Whether a mapping joins the two directly. */
  readonly authored?: boolean | null
  /** The only relation that is left possible. */
  readonly relation?: Relation | null
  /** Ref of a group above the source. */
  readonly group?: string | null
  readonly source?: ControlWhere | null
}

export function derivedLinkTest(
  snapshot: Snapshot,
  from: Framework,
  where: DerivedLinkWhere | null | undefined,
): (link: DerivedLink) => boolean {
  if (!where) return () => true
  const isSource = controlTest(snapshot, { ...where.source, frameworks: [from.slug] })
  if (where.group) requireControl(snapshot, from, where.group, 'group')
  const isInGroup = controlTest(snapshot, { frameworks: [from.slug], under: where.group })
  return (link) =>
    (typeof where.certain !== 'boolean' || isCertain(link.mask) === where.certain) &&
    (!where.relation || link.mask === maskOf(where.relation)) &&
    isSource(snapshot.controls[link.source]!) &&
    isInGroup(snapshot.controls[link.source]!) &&
    (typeof where.authored !== 'boolean' || isAuthored(snapshot, link) === where.authored)
}

/** Whether some mapping that the link rests on names both controls, one on each side: the pair is not only derived. */
export function isAuthored({ graph }: Snapshot, { source, target, options }: DerivedLink): boolean {
  const { edges, edgeMapping, kindOf, setOf } = graph
  for (let e = edges.start[source]!; e < edges.start[source + 1]!; e++) {
    const m = edgeMapping[e]!
    if (edges.list[e] === target && kindOf[m] === options.kind && options.active[setOf[m]!] === 1) return true
  }
  return false
}

/** The paths that led to a link, shortest first. */
export function pathsOf(snapshot: Snapshot, link: DerivedLink, limit: number): Path[] {
  return paths(snapshot.graph, link.options, link.source, link.target, limit)
}

/** Whether meeting the target alone meets the source. */
export function isMetByTarget(snapshot: Snapshot, { source, target, options }: DerivedLink): boolean {
  return isMet(forwardChain(snapshot.graph, options.active, options.kind, [target]), source)
}

// The certain overlaps of a control, and the contradictions about it: all that a verdict asks of derivation, at a small part of
// its price. An overlap is certain only along walks that are certain at every step, and those are few.

import { type Derived, exclusions } from './derivation.ts'
import type { Graph } from './graph.ts'
import { CERTAIN, CLASHING, composeSets, intersection, type MaskSet, TELLING } from './mask-set.ts'
import { DIS, INT, inverse, type Mask } from './relation.ts'
import { walker } from './walk.ts'
import { flagsOf, usefulWays, type WalkOptions } from './ways.ts'

/** Whether the edges of a run may be walked. */
function isWalked({ runMask, runKind, runSet }: Graph, { active, kind }: WalkOptions, run: number): boolean {
  return runMask[run] !== DIS && runKind[run] === kind && active[runSet[run]!] === 1
}

/** No uncertain walk excludes an intersection, as the composition table shows: it only clashes with what does. */
const mayClash = (mask: Mask): boolean => mask !== 0 && (mask & INT) === 0

/**
 * As `deriver`, of which it answers what is certain and what is contradicted, with those masks that are not empty narrowed
 * by certain walks alone. That a control contradicts itself is seen at its neighbours: a walk leads back otherwise than it
 * came when it reaches a neighbour with a mask that the mapping between the two excludes.
 */
export function certainDeriver(
  graph: Graph,
  options: WalkOptions,
  towards: readonly number[] | null = null,
): (source: number) => Derived[] {
  const { runs, runMask, edges, frameworkOf } = graph
  const isWanted = flagsOf(graph.frameworks, towards)
  const ways = usefulWays(graph, options, isWanted, true)
  const certain = walker(graph, options.maxHops, CERTAIN)
  const all = walker(graph, options.maxHops, TELLING)
  const excluded = exclusions(graph, options)

  /** The steps from a source: whether one excludes what its end was reached with, and whether one excludes intersections. */
  const lookBack = (source: number, reached: ArrayLike<MaskSet>) => {
    const seen = { clash: false, exact: false }
    for (let r = runs.start[source]!; r < runs.start[source + 1]!; r++) {
      if (!isWalked(graph, options, r)) continue
      const clashing = CLASHING[runMask[r]!]!
      if (mayClash(runMask[r]!)) seen.exact = true
      for (let e = runs.list[r]!; e < runs.list[r + 1]!; e++)
        if ((reached[edges.list[e]!]! & clashing) !== 0) seen.clash = true
    }
    return seen
  }
  /** The mask of a target with all walks there, uncertain ones too: the last hop is looked at from its end. */
  const narrowed = ({ target, mask: known }: Derived): Mask => {
    let mask = known & intersection(all.reached[target]!)
    for (let r = runs.start[target]!; r < runs.start[target + 1]!; r++) {
      if (!isWalked(graph, options, r)) continue
      const step = inverse(runMask[r]!)
      for (let e = runs.list[r]!; e < runs.list[r + 1]!; e++)
        mask &= intersection(composeSets(all.reached[edges.list[e]!]!, step))
    }
    return mask
  }

  return (source) => {
    if (runs.start[source] === runs.start[source + 1]) return []
    const useful = ways.from(frameworkOf[source]!)
    certain.approach(source, useful)
    certain.arrive(ways.wanted)
    const { clash, exact } = lookBack(source, certain.reached)
    let isClash = clash
    excluded.ask(source)
    const out: Derived[] = []
    const found = certain.finish(isWanted)
    for (let i = 0; i < found; i++) {
      const target = certain.found.controls[i]!
      if (target !== source) out.push({ target, mask: excluded.has(target) ? 0 : certain.found.masks[i]! })
    }
    if (exact || out.some(({ mask }) => mayClash(mask))) {
      all.approach(source, useful)
      isClash ||= lookBack(source, all.reached).clash
      for (const [i, link] of out.entries())
        if (mayClash(link.mask) && narrowed(link) === 0) out[i] = { target: link.target, mask: 0 }
      all.finish(isWanted)
    }
    return isClash ? [{ target: source, mask: 0 }, ...out] : out
  }
}

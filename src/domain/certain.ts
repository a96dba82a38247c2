// The certain overlaps of a control, and the contradictions about it: all that a verdict asks of derivation, at a small part of
// its price. An overlap is certain only along walks that are certain at every step, and those are few.

import { type Derived, type DeriveOptions, exclusions } from './derivation.ts'
import type { Graph } from './graph.ts'
import { CERTAIN, CLASHING, composeSets, intersection, TELLING } from './mask-set.ts'
import { DIS, INT, inverse, type Mask } from './relation.ts'
import { flagsOf, usefulIn, type Walker, type WalkOptions, walker } from './walk.ts'

/** Calls for each edge that may be walked from a control. */
function eachStep(
  { runs, runMask, runKind, runSet, edges }: Graph,
  { active, kind }: Pick<DeriveOptions, 'active' | 'kind'>,
  control: number,
  call: (to: number, mask: Mask) => void,
): void {
  for (let r = runs.start[control]!; r < runs.start[control + 1]!; r++)
    if (runMask[r] !== DIS && runKind[r] === kind && active[runSet[r]!] === 1)
      for (let e = runs.list[r]!; e < runs.list[r + 1]!; e++) call(edges.list[e]!, runMask[r]!)
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
  const { runs, frameworkOf } = graph
  const isWanted = flagsOf(graph.frameworks, towards)
  const useful = usefulIn(graph, options, isWanted, true)
  const certain = walker(graph, options, CERTAIN)
  const all = walker(graph, options, TELLING)

  const contradictsItself = (source: number, { approachedWith }: Walker): boolean => {
    let found = false
    eachStep(graph, options, source, (to, mask) => {
      if ((approachedWith(to) & CLASHING[mask]!) !== 0) found = true
    })
    return found
  }
  const hasExactStep = (source: number): boolean => {
    let found = false
    eachStep(graph, options, source, (_, mask) => {
      if (mayClash(mask)) found = true
    })
    return found
  }
  /** The mask of a target with all walks there, uncertain ones too: the last hop is looked at from its end. */
  const narrowed = ({ target, mask: known }: Derived): Mask => {
    let mask = known & intersection(all.approachedWith(target))
    eachStep(graph, options, target, (from, step) => {
      mask &= intersection(composeSets(all.approachedWith(from), inverse(step)))
    })
    return mask
  }

  return (source) => {
    if (runs.start[source] === runs.start[source + 1]) return []
    const usefulLeft = useful(frameworkOf[source]!)
    certain.approach(source, usefulLeft)
    certain.arrive(isWanted)
    let isClash = contradictsItself(source, certain)
    const isExcluded = exclusions(graph, options, source)
    const out: Derived[] = []
    certain.finish((target, mask) => {
      if (target !== source && isWanted[frameworkOf[target]!] === 1)
        out.push({ target, mask: isExcluded(target) ? 0 : mask })
    })
    const isExact = hasExactStep(source)
    if (isExact || out.some(({ mask }) => mayClash(mask))) {
      all.approach(source, usefulLeft)
      isClash ||= isExact && contradictsItself(source, all)
      for (const [i, link] of out.entries())
        if (mayClash(link.mask) && narrowed(link) === 0) out[i] = { target: link.target, mask: 0 }
      all.finish(() => {})
    }
    return isClash ? [{ target: source, mask: 0 }, ...out] : out
  }
}

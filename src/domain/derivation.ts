// What may hold between two controls that no author compared: masks composed along walks of mappings and
// intersected across walks (semantics §4.2). Pure; limited by the number of hops.

import { type Graph, isStatedUnmapped } from './graph.ts'
import { EVERY, TELLING } from './mask-set.ts'
import { ANY, DIS, type Mask } from './relation.ts'
import { flagsOf, usefulIn, type WalkOptions, walker } from './walk.ts'

export interface Derived {
  readonly target: number
  /** The intersection over all walks, and with what was stated outright; 0 is a contradiction. */
  readonly mask: Mask
}

export interface DeriveOptions extends WalkOptions {
  /** Also follow walks that allow everything: their ends are candidates, never links. */
  readonly candidates: boolean
}

/**
 * Builds a function from a control to everything derivable from it within `maxHops`, or only to what is derivable in the
 * frameworks `towards`. The control itself is among it when it contradicts itself; where only `towards` is asked, and not
 * `back`, this is not looked for.
 */
export function deriver(
  graph: Graph,
  options: DeriveOptions,
  towards: readonly number[] | null = null,
  back = true,
): (source: number) => Derived[] {
  const { runs, frameworkOf } = graph
  const isWanted = flagsOf(graph.frameworks, towards)
  const useful = usefulIn(graph, options, isWanted, back)
  const { approach, arrive, finish } = walker(graph, options, options.candidates ? EVERY : TELLING)
  return (source) => {
    if (runs.start[source] === runs.start[source + 1]) return []
    const usefulLeft = useful(frameworkOf[source]!)
    approach(source, usefulLeft)
    arrive(usefulLeft[0]!)
    const isExcluded = exclusions(graph, options, source)
    const out: Derived[] = []
    finish((target, mask) => {
      if (target === source) {
        if (mask === 0) out.push({ target, mask })
      } else if (isWanted[frameworkOf[target]!] === 1)
        out.push({ target, mask: isExcluded(target) ? mask & DIS : mask })
    })
    return out
  }
}

/** As `stated`, for all targets of a source at once. */
export function exclusions(
  graph: Graph,
  { active, kind }: Pick<DeriveOptions, 'active' | 'kind'>,
  source: number,
) {
  const { runs, runSet, runKind, runMask, edges, frameworkOf } = graph
  const apart: number[] = []
  for (let r = runs.start[source]!; r < runs.start[source + 1]!; r++)
    if (runMask[r] === DIS && runKind[r] === kind && active[runSet[r]!] === 1)
      for (let e = runs.list[r]!; e < runs.list[r + 1]!; e++) apart.push(edges.list[e]!)
  const home = frameworkOf[source]!
  return (target: number): boolean =>
    isStatedUnmapped(graph, active, source, frameworkOf[target]!) ||
    isStatedUnmapped(graph, active, target, home) ||
    apart.includes(target)
}

/** What authors excluded outright between two controls: no counterpart in the whole framework, or in the control. */
export function stated(
  graph: Graph,
  options: Pick<DeriveOptions, 'active' | 'kind'>,
  source: number,
  target: number,
): Mask {
  const { active, kind } = options
  if (isStatedUnmapped(graph, active, source, graph.frameworkOf[target]!)) return DIS
  if (isStatedUnmapped(graph, active, target, graph.frameworkOf[source]!)) return DIS
  for (let e = graph.edges.start[source]!; e < graph.edges.start[source + 1]!; e++) {
    if (graph.edgeMask[e] !== DIS || graph.edges.list[e] !== target) continue
    const m = graph.edgeMapping[e]!
    if (graph.kindOf[m] === kind && active[graph.setOf[m]!] === 1) return DIS
  }
  return ANY
}

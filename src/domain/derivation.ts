// What may hold between two controls that no author compared: masks composed along walks of mappings and
// intersected across walks (semantics §4.2). Pure; limited by the number of hops.

import { type Graph, isStatedUnmapped } from './graph.ts'
import { EVERY, TELLING } from './mask-set.ts'
import { nearby } from './nearby.ts'
import { ANY, DIS, type Mask } from './relation.ts'
import { type Found, type Reach, walker } from './walk.ts'
import { flagsOf, usefulWays, type WalkOptions } from './ways.ts'

export interface Derived {
  readonly target: number
  /** The intersection over all walks, and with what was stated outright; 0 is a contradiction. */
  readonly mask: Mask
}

export interface DeriveOptions extends WalkOptions {
  /** Also follow walks that allow everything: their ends are candidates, never links. */
  readonly candidates: boolean
}

function reach(graph: Graph, { maxHops, candidates }: DeriveOptions): Reach {
  if (maxHops <= 2) return nearby(graph, candidates)
  const { approach, arrive, finish, found } = walker(graph, maxHops, candidates ? EVERY : TELLING)
  return {
    found,
    from(source, ways) {
      approach(source, ways)
      arrive(ways[0]!)
      return finish(ways[0]!.isUseful)
    },
  }
}

/**
 * Builds a function that finds everything derivable from a control within `maxHops`, or only what is derivable in the
 * frameworks `towards`, and answers how many there are. The control itself is among them when it contradicts itself; where
 * only `towards` is asked, and not `back`, this is not looked for.
 */
export function derivation(
  graph: Graph,
  options: DeriveOptions,
  towards: readonly number[] | null = null,
  back = true,
): { from(source: number): number; readonly found: Found } {
  const { runs, frameworkOf } = graph
  const isWanted = flagsOf(graph.frameworks, towards)
  const ways = usefulWays(graph, options, isWanted, back)
  const reached = reach(graph, options)
  const excluded = exclusions(graph, options)
  const { controls, masks } = reached.found
  /** What may hold between the two, or null if it is of no interest. */
  const told = (source: number, target: number, mask: Mask): Mask | null => {
    if (target === source) return mask === 0 ? mask : null
    if (back && isWanted[frameworkOf[target]!] === 0) return null
    return excluded.has(target) ? mask & DIS : mask
  }
  return {
    found: reached.found,
    from(source) {
      if (runs.start[source] === runs.start[source + 1]) return 0
      const count = reached.from(source, ways.from(frameworkOf[source]!))
      excluded.ask(source)
      let kept = 0
      for (let i = 0; i < count; i++) {
        const mask = told(source, controls[i]!, masks[i]!)
        if (mask === null) continue
        controls[kept] = controls[i]!
        masks[kept++] = mask
      }
      return kept
    },
  }
}

/** As `derivation`, as a list. */
export function deriver(
  graph: Graph,
  options: DeriveOptions,
  towards: readonly number[] | null = null,
): (source: number) => Derived[] {
  const { from, found } = derivation(graph, options, towards)
  return (source) =>
    Array.from({ length: from(source) }, (_, i) => ({ target: found.controls[i]!, mask: found.masks[i]! }))
}

/** As `stated`, for all targets of the source that was last asked about. */
export function exclusions(graph: Graph, { active, kind }: Pick<DeriveOptions, 'active' | 'kind'>) {
  const { runs, runSet, runKind, runMask, edges, frameworkOf, unmapped } = graph
  const speaks = (control: number) => unmapped.start[control] !== unmapped.start[control + 1]
  let asked = -1
  /** The framework last looked at, and whether the source has no counterpart there. */
  let [framework, isDenied] = [-1, false]
  /** What it is stated to share nothing with; null until somebody wants to know. */
  let apart: readonly number[] | null = null
  const collect = (): readonly number[] => {
    const found: number[] = []
    for (let r = runs.start[asked]!; r < runs.start[asked + 1]!; r++)
      if (runMask[r] === DIS && runKind[r] === kind && active[runSet[r]!] === 1)
        for (let e = runs.list[r]!; e < runs.list[r + 1]!; e++) found.push(edges.list[e]!)
    return found
  }
  return {
    ask(source: number): void {
      asked = source
      framework = -1
      apart = null
    },
    has(target: number): boolean {
      if (frameworkOf[target] !== framework) {
        framework = frameworkOf[target]!
        isDenied = isStatedUnmapped(graph, active, asked, framework)
      }
      if (isDenied) return true
      if (speaks(target) && isStatedUnmapped(graph, active, target, frameworkOf[asked]!)) return true
      apart ??= collect()
      return apart.length > 0 && apart.includes(target)
    },
  }
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

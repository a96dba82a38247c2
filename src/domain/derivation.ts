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
 * Builds a function that tells of everything derivable from a control within `maxHops`, or only of what is derivable in the
 * frameworks `towards`. The control itself is among it when it contradicts itself; where only `towards` is asked, and not
 * `back`, this is not looked for.
 */
export function derivation(
  graph: Graph,
  options: DeriveOptions,
  towards: readonly number[] | null = null,
  back = true,
): (source: number, tell: (target: number, mask: Mask) => void) => void {
  const { runs, frameworkOf } = graph
  const isWanted = flagsOf(graph.frameworks, towards)
  const useful = usefulIn(graph, options, isWanted, back)
  const { approach, arrive, finish } = walker(graph, options, options.candidates ? EVERY : TELLING)
  const excluded = exclusions(graph, options)
  let from = -1
  let told: (target: number, mask: Mask) => void
  const pass = (target: number, mask: Mask) => {
    if (target !== from) {
      if (isWanted[frameworkOf[target]!] === 1) told(target, excluded.has(target) ? mask & DIS : mask)
    } else if (mask === 0) told(target, mask)
  }
  return (source, tell) => {
    if (runs.start[source] === runs.start[source + 1]) return
    const usefulLeft = useful(frameworkOf[source]!)
    approach(source, usefulLeft)
    arrive(usefulLeft[0]!)
    excluded.ask(source)
    from = source
    told = tell
    finish(usefulLeft[0]!, pass)
  }
}

/** As `derivation`, as a list. */
export function deriver(
  graph: Graph,
  options: DeriveOptions,
  towards: readonly number[] | null = null,
): (source: number) => Derived[] {
  const derive = derivation(graph, options, towards)
  return (source) => {
    const out: Derived[] = []
    derive(source, (target, mask) => out.push({ target, mask }))
    return out
  }
}

/** As `stated`, for all targets of the source that was last asked about. */
export function exclusions(graph: Graph, { active, kind }: Pick<DeriveOptions, 'active' | 'kind'>) {
  const { runs, runSet, runKind, runMask, edges, frameworkOf, unmapped } = graph
  const speaks = (control: number) => unmapped.start[control] !== unmapped.start[control + 1]
  let asked = -1
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
      apart = null
    },
    has(target: number): boolean {
      if (speaks(asked) && isStatedUnmapped(graph, active, asked, frameworkOf[target]!)) return true
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

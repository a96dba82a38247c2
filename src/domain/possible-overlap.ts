// Whether an overlap with something held is possible: some walk of mappings leads there, whatever it leaves open, and
// nobody excluded it outright.

import { type DeriveOptions, deriver, stated } from './derivation.ts'
import { type ActiveSets, type Graph, isStatedUnmapped } from './graph.ts'
import { DIS, OVERLAP } from './relation.ts'
import { scratchOf } from './scratch.ts'

/**
 * Builds the test for one rationale kind: a walk leads to a held control from the control, or from a group above it, and
 * the control and the held one are not stated to share nothing, nor excepted by the caller. One search from all that is held answers for nearly all
 * controls; where single pairs were excluded, the control's own walks are looked at.
 */
export function overlapTest(
  graph: Graph,
  options: DeriveOptions,
  held: readonly number[],
  isHeld: Uint8Array,
): (control: number, except?: readonly number[]) => boolean {
  const frameworks = [...new Set(held.map((control) => graph.frameworkOf[control]!))]
  let candidates: ReturnType<typeof deriver> | null = null
  const reaches = new Map<number, Int32Array>()
  const reachTowards = (framework: number): Int32Array => {
    const reach = reaches.get(framework) ?? reachable(graph, options, held, frameworks, framework)
    reaches.set(framework, reach)
    return reach
  }
  return (control, except = []) => {
    const open = (target: number) =>
      isHeld[target] === 1 && !except.includes(target) && stated(graph, options, control, target) !== DIS
    const denied = deniedBits(graph, options.active, control, frameworks)
    for (let at = control; at >= 0; at = graph.parentOf[at]!) {
      if (!isHeld[at] && !hasSteps(graph, options, at)) continue
      if ((reachTowards(graph.frameworkOf[control]!)[at]! & ~denied) === 0) continue
      if (at === control && except.length === 0 && !hasExclusions(graph, control)) return true
      if (open(at)) return true
      candidates ??= deriver(graph, { ...options, candidates: true }, frameworks)
      if (candidates(at).some(({ target, mask }) => (mask & OVERLAP) !== 0 && open(target))) return true
    }
    return false
  }
}

/** Whether anything may be walked from a control at all. */
function hasSteps(
  { runs, runSet, runKind, runMask }: Graph,
  options: DeriveOptions,
  control: number,
): boolean {
  for (let r = runs.start[control]!; r < runs.start[control + 1]!; r++)
    if (runMask[r] !== DIS && runKind[r] === options.kind && options.active[runSet[r]!] === 1) return true
  return false
}

/** The bit of a held framework; from the 31st on they share one, which then says less and is looked at more closely. */
const bitOf = (position: number) => 1 << Math.min(position, MANY)
const MANY = 30

/** The bits of the held frameworks in which somebody stated that the control has no counterpart. */
function deniedBits(
  graph: Graph,
  active: ActiveSets,
  control: number,
  frameworks: readonly number[],
): number {
  let bits = 0
  for (const [i, framework] of frameworks.entries())
    if (i < MANY && isStatedUnmapped(graph, active, control, framework)) bits |= bitOf(i)
  return bits
}

/** Whether anything was excluded of single pairs that the control is in, so that a bit per framework is not enough. */
function hasExclusions(graph: Graph, control: number): boolean {
  for (let e = graph.edges.start[control]!; e < graph.edges.start[control + 1]!; e++)
    if (graph.edgeMask[e] === DIS) return true
  return false
}

/**
 * Per control, a bit for each held framework from which a walk leads to it within the hops; from held controls that
 * were stated to have no counterpart in `towards` none counts.
 */
function reachable(
  graph: Graph,
  options: DeriveOptions,
  held: readonly number[],
  frameworks: readonly number[],
  towards: number,
): Int32Array {
  const { runs, runKind, runSet, runMask, edges, frameworkOf } = graph
  const reach = new Int32Array(graph.controls)
  const { a: pending } = scratchOf(graph)
  const bits = new Int32Array(graph.frameworks)
  for (const [i, framework] of frameworks.entries()) bits[framework] = bitOf(i)
  let frontier = held.filter((control) => !isStatedUnmapped(graph, options.active, control, towards))
  for (const control of frontier) reach[control]! |= bits[frameworkOf[control]!]!
  let added = frontier.map((control) => reach[control]!)
  for (let hop = 0; hop < options.maxHops && frontier.length > 0; hop++) {
    const touched: number[] = []
    for (let f = 0; f < frontier.length; f++) {
      const at = frontier[f]!
      for (let r = runs.start[at]!; r < runs.start[at + 1]!; r++) {
        if (runMask[r] === DIS || runKind[r] !== options.kind || options.active[runSet[r]!] !== 1) continue
        for (let e = runs.list[r]!; e < runs.list[r + 1]!; e++) {
          const to = edges.list[e]!
          const fresh = added[f]! & ~reach[to]!
          if (fresh === 0) continue
          if (pending[to] === 0) touched.push(to)
          pending[to]! |= fresh
        }
      }
    }
    added = touched.map((to) => pending[to]!)
    for (const to of touched) {
      reach[to]! |= pending[to]!
      pending[to] = 0
    }
    frontier = touched
  }
  return reach
}

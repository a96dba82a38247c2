// What may hold between two controls that no author compared: masks composed along walks of mappings and
// intersected across walks (semantics §4.2). Pure; limited by the number of hops.

import { type ActiveSets, type Graph, isStatedUnmapped } from './graph.ts'
import { ANY, COMPOSED, DIS, EQ, type Mask } from './relation.ts'

/** A set of masks, one bit per mask value (5-bit masks fit 32 bits). */
type MaskSet = number

export interface Derived {
  readonly target: number
  /** The intersection over all walks, and with what was stated outright; 0 is a contradiction. */
  readonly mask: Mask
}

export interface DeriveOptions {
  readonly active: ActiveSets
  readonly kind: number
  readonly maxHops: number
  /** Also follow walks that allow everything: their ends are candidates, never links. */
  readonly candidates: boolean
}

export interface Step {
  readonly mapping: number
  readonly from: number
  readonly to: number
  readonly mask: Mask
}

export interface Path {
  readonly steps: readonly Step[]
  readonly mask: Mask
}

function composeSets(masks: MaskSet, edge: Mask): MaskSet {
  let out = 0
  for (let rest = masks; rest !== 0; rest &= rest - 1) {
    const mask = 31 - Math.clz32(rest & -rest)
    out |= 1 << COMPOSED[(mask << 5) | edge]!
  }
  return out
}

function intersection(masks: MaskSet): Mask {
  let out = ANY
  for (let rest = masks; rest !== 0; rest &= rest - 1) out &= 31 - Math.clz32(rest & -rest)
  return out
}

/** Whether an edge may be walked: an active set, the asked kind, and not a statement of "nothing in common". */
export function isWalkable(
  graph: Graph,
  options: Pick<DeriveOptions, 'active' | 'kind'>,
  edge: number,
): boolean {
  const m = graph.edgeMapping[edge]!
  return (
    graph.edgeMask[edge] !== DIS && graph.kindOf[m] === options.kind && options.active[graph.setOf[m]!] === 1
  )
}

/**
 * Builds a function from a control to everything derivable from it within `maxHops`. Scratch space is shared between
 * calls, so that a whole framework costs no more than what it reaches. Each (control, mask) is expanded once:
 * walking on from it later, with fewer hops left, could say nothing new.
 */
export function deriver(graph: Graph, options: DeriveOptions): (source: number) => Derived[] {
  const reached = new Int32Array(graph.controls)
  const pending = new Int32Array(graph.controls)
  return (source) => {
    const touched: number[] = [source]
    let frontier: number[] = [source]
    let added: MaskSet[] = [1 << EQ]
    reached[source] = 1 << EQ
    for (let hop = 0; hop < options.maxHops && frontier.length > 0; hop++) {
      const next: number[] = []
      for (let f = 0; f < frontier.length; f++) {
        const at = frontier[f]!
        for (let e = graph.edges.start[at]!; e < graph.edges.start[at + 1]!; e++) {
          if (!isWalkable(graph, options, e)) continue
          let masks = composeSets(added[f]!, graph.edgeMask[e]!)
          if (!options.candidates) masks &= ~(1 << ANY)
          const to = graph.edges.list[e]!
          if (masks === 0) continue
          if (pending[to] === 0) next.push(to)
          pending[to]! |= masks
        }
      }
      frontier = []
      added = []
      for (const to of next) {
        const fresh = pending[to]! & ~reached[to]!
        pending[to] = 0
        if (fresh === 0) continue
        if (reached[to] === 0) touched.push(to)
        reached[to]! |= fresh
        frontier.push(to)
        added.push(fresh)
      }
    }
    const out: Derived[] = []
    for (const target of touched) {
      const mask = intersection(reached[target]!)
      reached[target] = 0
      if (target !== source) out.push({ target, mask: mask & stated(graph, options, source, target) })
      else if (mask === 0) out.push({ target, mask })
    }
    return out
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

/**
 * The simple paths between two controls, shortest first, at most `limit`. Paths that allow everything are left out
 * unless candidates are asked for.
 */
export function paths(
  graph: Graph,
  options: DeriveOptions,
  source: number,
  target: number,
  limit: number,
): Path[] {
  return pathsToAny(graph, options, source, [target], limit)
}

/** As `paths`, to whichever of the targets; a path ends at the first target it meets. */
export function pathsToAny(
  graph: Graph,
  options: DeriveOptions,
  source: number,
  targets: readonly number[],
  limit: number,
): Path[] {
  const hopsLeft = distances(graph, options, targets)
  const found: Path[] = []
  const onPath = new Set([source])
  const steps: Step[] = []
  const visit = (at: number, mask: Mask, left: number) => {
    if (found.length >= limit) return
    if (left === 0) {
      found.push({ steps: [...steps], mask })
      return
    }
    for (let e = graph.edges.start[at]!; e < graph.edges.start[at + 1]!; e++) {
      const to = graph.edges.list[e]!
      const far = hopsLeft.get(to)
      if (far === undefined || far > left - 1 || onPath.has(to) || !isWalkable(graph, options, e)) continue
      if ((far === 0) !== (left === 1)) continue
      const composed = COMPOSED[(mask << 5) | graph.edgeMask[e]!]!
      // What allows everything goes on allowing everything: nothing further along this path would count.
      if (composed === ANY && !options.candidates) continue
      onPath.add(to)
      steps.push({ mapping: graph.edgeMapping[e]!, from: at, to, mask: graph.edgeMask[e]! })
      visit(to, composed, left - 1)
      steps.pop()
      onPath.delete(to)
    }
  }
  for (let length = 1; length <= options.maxHops && found.length < limit; length++) visit(source, EQ, length)
  return found
}

/** How many hops each control is from the nearest target, as far as `maxHops`. */
function distances(graph: Graph, options: DeriveOptions, targets: readonly number[]): Map<number, number> {
  const far = new Map(targets.map((target) => [target, 0]))
  let frontier = [...targets]
  for (let hop = 1; hop <= options.maxHops && frontier.length > 0; hop++) {
    const next: number[] = []
    for (const at of frontier)
      for (let e = graph.edges.start[at]!; e < graph.edges.start[at + 1]!; e++) {
        const to = graph.edges.list[e]!
        if (far.has(to) || !isWalkable(graph, options, e)) continue
        far.set(to, hop)
        next.push(to)
      }
    frontier = next
  }
  return far
}

// The paths of mappings between two controls, one by one: what a derived link, a contradiction or a verdict rests on.

import type { DeriveOptions } from './derivation.ts'
import type { Graph } from './graph.ts'
import { ANY, COMPOSED, DIS, EQ, type Mask } from './relation.ts'

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

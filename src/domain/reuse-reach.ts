// How far a piece of evidence may be of use: the controls to which some way leads from what it shows, whatever the sets and
// kinds of the mappings. Seen from above and cheaply, so that verdicts are worked out for these alone.

import { DEFAULT_HOPS } from './coverage.ts'
import type { Csr } from './csr.ts'
import type { Facts } from './facts.ts'
import type { Graph } from './graph.ts'
import { withParts } from './posture.ts'

const each = ({ start, list }: Csr, key: number) => list.subarray(start[key], start[key + 1])

/** What may be proven from `shown`: as `forwardChain`, as if the other premises of every rule were met. */
function provable(graph: Graph, shown: readonly number[]): Set<number> {
  const { sources, targets, children, ruleMapping, ruleByTargets, rulesOf, parentOf } = graph
  const met = new Set(shown)
  /** Met by their children, of which nothing new follows then. */
  const wholes = new Set<number>()
  const open = [...met]
  const add = (control: number) => {
    if (met.has(control)) return
    met.add(control)
    open.push(control)
  }
  for (let control = open.pop(); control !== undefined; control = open.pop()) {
    for (const rule of each(rulesOf, control))
      each(ruleByTargets[rule] === 1 ? sources : targets, ruleMapping[rule]!).forEach(add)
    if (graph.meetsChildren[control] === 1 && met.has(control)) each(children, control).forEach(add)
    const parent = parentOf[control]!
    if (parent < 0 || graph.metByChildren[parent] === 0 || met.has(parent) || wholes.has(parent)) continue
    wholes.add(parent)
    open.push(parent)
  }
  return new Set([...met, ...wholes])
}

/** What mappings lead to from `shown`, as far as they are followed. */
function walked({ edges }: Graph, shown: readonly number[]): Set<number> {
  const found = new Set(shown)
  let frontier: readonly number[] = shown
  for (let hop = 0; hop < DEFAULT_HOPS; hop++) {
    const next = frontier.flatMap((control) => [...each(edges, control)]).filter((to) => !found.has(to))
    for (const control of next) found.add(control)
    frontier = [...new Set(next)]
  }
  return found
}

/** Whether a way may lead to a control from what a piece shows; where none does, the piece is of no use for it. */
export function reachOf(graph: Graph, { proven, supported }: Facts): (control: number) => boolean {
  const shown = withParts(graph, [...proven, ...supported])
  const reached = walked(graph, shown)
  // A group that is reached may be of use for all that is in it, and a part for all that it is part of.
  for (const control of reached) for (const child of each(graph.children, control)) reached.add(child)
  for (const control of provable(graph, shown))
    for (let at = control; at >= 0; at = graph.parentOf[at]!) reached.add(at)
  return (control) => reached.has(control)
}

// Room to work in, one number per control or rule: made once per graph and handed out again and again, since making it
// would cost more than many an answer. Whoever takes it gives it back as it was: all zero.

import type { Graph } from './graph.ts'

export interface Scratch {
  /** Per control. */
  readonly a: Int32Array
  readonly b: Int32Array
  /** Lists of controls, each as long as there are controls; what they hold need not be given back. */
  readonly queues: readonly [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array]
  /** Per Horn rule. */
  readonly rules: Int32Array
}

const kept = new WeakMap<Graph, Scratch>()

/** Only for work that is done before anybody else gets a turn. */
export function scratchOf(graph: Graph): Scratch {
  const known = kept.get(graph)
  if (known) return known
  const list = () => new Int32Array(graph.controls)
  const made: Scratch = {
    a: list(),
    b: list(),
    queues: [list(), list(), list(), list(), list()],
    rules: new Int32Array(graph.ruleMapping.length),
  }
  kept.set(graph, made)
  return made
}

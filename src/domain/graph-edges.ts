// What the mapping graph knows of pairs of controls: an edge for each, both ways, and the runs of edges that are alike.

import { type Csr, column, sortedBy } from './csr.ts'
import type { MappingColumns } from './graph.ts'
import { inverse, type Mask, reduceToPair } from './relation.ts'

export interface Edges {
  /** Pairwise edges, both ways: from a control to another, with what the pair may be and the mapping behind it. */
  readonly edges: Csr
  readonly edgeMask: Uint8Array
  readonly edgeMapping: Int32Array
  /**
   * Runs of edges of a control that are alike: of one mapping set and rationale kind, to one framework, and with one
   * mask. Whether a walk takes them, and what they tell it, is settled once for all. The values are the first edges of
   * the runs, and one past the last.
   */
  readonly runs: Csr
  readonly runSet: Uint16Array
  readonly runKind: Uint8Array
  readonly runFramework: Uint16Array
  readonly runMask: Uint8Array
  /** Which frameworks the mappings of a set and kind join, each pair once either way. */
  readonly joins: readonly Join[]
}

export interface Join {
  readonly set: number
  readonly kind: number
  readonly from: number
  readonly to: number
}

/** What the edges need to know beside the mappings. */
interface Ends {
  readonly frameworkOf: Int32Array
  readonly sets: number
  readonly frameworks: number
}

/** The mappings so that those whose edges are alike stand together. */
function alike({ setOf, kindOf, maskOf, targets }: MappingColumns, ends: Ends): Int32Array {
  const target = (m: number) => targets.list[targets.start[m]!] ?? 0
  let order: Int32Array = new Int32Array(setOf.length)
  for (let m = 0; m < order.length; m++) order[m] = m
  order = sortedBy(order, (m) => (kindOf[m]! << 5) | maskOf[m]!, 256 << 5)
  order = sortedBy(order, (m) => ends.frameworkOf[target(m)]!, ends.frameworks)
  return sortedBy(order, (m) => setOf[m]!, ends.sets)
}

/** Where the edges of each control begin. */
function places({ sources, targets }: MappingColumns, controls: number): Int32Array {
  const start = new Int32Array(controls + 1)
  const count = (side: Csr, other: Csr) => {
    for (let m = 0; m + 1 < side.start.length; m++)
      for (let i = side.start[m]!; i < side.start[m + 1]!; i++)
        start[side.list[i]! + 1]! += other.start[m + 1]! - other.start[m]!
  }
  count(sources, targets)
  count(targets, sources)
  for (let c = 0; c < controls; c++) start[c + 1]! += start[c]!
  return start
}

/** So many mapping sets, or frameworks, can be told apart in two bytes. */
const MOST = 1 << 16

export function buildEdges(mappings: MappingColumns, ends: Ends): Edges {
  if (Math.max(ends.sets, ends.frameworks) > MOST)
    throw new RangeError(
      `a graph must have at most ${MOST} mapping sets and frameworks, but got: ${ends.sets} and ${ends.frameworks}`,
    )
  const { sources, targets, maskOf } = mappings
  const start = places(mappings, ends.frameworkOf.length)
  const next = start.slice()
  const list = new Int32Array(start.at(-1)!)
  const edgeMask = new Uint8Array(list.length)
  const edgeMapping = new Int32Array(list.length)
  const add = (from: number, to: number, mask: Mask, mapping: number) => {
    const e = next[from]!++
    list[e] = to
    edgeMask[e] = mask
    edgeMapping[e] = mapping
  }
  for (const m of alike(mappings, ends)) {
    const [s0, s1, t0, t1] = [
      sources.start[m]!,
      sources.start[m + 1]!,
      targets.start[m]!,
      targets.start[m + 1]!,
    ]
    const pair = reduceToPair(maskOf[m]!, s1 - s0, t1 - t0)
    const back = inverse(pair)
    for (let s = s0; s < s1; s++)
      for (let t = t0; t < t1; t++) {
        add(sources.list[s]!, targets.list[t]!, pair, m)
        add(targets.list[t]!, sources.list[s]!, back, m)
      }
  }
  const edges = { start, list }
  const runs = buildRuns(edges, edgeMask, edgeMapping, mappings, ends.frameworkOf)
  return { edges, edgeMask, edgeMapping, ...runs, joins: joinsIn(runs, ends) }
}

function joinsIn(
  { runs, runSet, runKind, runFramework }: ReturnType<typeof buildRuns>,
  { frameworkOf, frameworks, sets }: Ends,
): Join[] {
  const found = new Map<number, Join>()
  for (let c = 0; c < frameworkOf.length; c++)
    for (let r = runs.start[c]!; r < runs.start[c + 1]!; r++) {
      const join = { set: runSet[r]!, kind: runKind[r]!, from: frameworkOf[c]!, to: runFramework[r]! }
      const key = ((join.kind * sets + join.set) * frameworks + join.from) * frameworks + join.to
      if (!found.has(key)) found.set(key, join)
    }
  return [...found.values()]
}

function buildRuns(
  edges: Csr,
  edgeMask: Uint8Array,
  edgeMapping: Int32Array,
  { setOf, kindOf }: MappingColumns,
  frameworkOf: Int32Array,
) {
  const isLike = (a: number, b: number) =>
    edgeMask[a] === edgeMask[b] &&
    setOf[edgeMapping[a]!] === setOf[edgeMapping[b]!] &&
    kindOf[edgeMapping[a]!] === kindOf[edgeMapping[b]!] &&
    frameworkOf[edges.list[a]!] === frameworkOf[edges.list[b]!]
  const start = new Int32Array(edges.start.length)
  const first = new Int32Array(edges.list.length + 1)
  let runs = 0
  for (let c = 0; c + 1 < edges.start.length; c++) {
    for (let e = edges.start[c]!; e < edges.start[c + 1]!; e++)
      if (e === edges.start[c] || !isLike(e, e - 1)) first[runs++] = e
    start[c + 1] = runs
  }
  first[runs] = edges.list.length
  const firsts = first.subarray(0, runs)
  return {
    runs: { start, list: first.slice(0, runs + 1) },
    runSet: new Uint16Array(column(firsts, (e) => setOf[edgeMapping[e]!]!)),
    runKind: new Uint8Array(column(firsts, (e) => kindOf[edgeMapping[e]!]!)),
    runFramework: new Uint16Array(column(firsts, (e) => frameworkOf[edges.list[e]!]!)),
    runMask: new Uint8Array(column(firsts, (e) => edgeMask[e]!)),
  }
}

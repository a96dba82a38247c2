// What the mapping graph knows of pairs of controls: an edge for each, both ways, and the runs of edges that are alike.

import { type Csr, grouped, sortedBy } from './csr.ts'
import type { GraphMapping } from './graph.ts'
import { inverse, reduceToPair } from './relation.ts'

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
  readonly runSet: Int32Array
  readonly runKind: Uint8Array
  readonly runFramework: Int32Array
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

/** What the edges of a mapping have in common. */
interface Shared {
  readonly frameworkOf: Int32Array
  readonly setOf: Int32Array
  readonly kindOf: Uint8Array
  readonly sets: number
  readonly frameworks: number
}

/** The mappings so that those whose edges are alike stand together. */
function alike(mappings: readonly GraphMapping[], shared: Shared): Int32Array {
  const { frameworkOf, setOf, kindOf } = shared
  let order: Int32Array = Int32Array.from(mappings.keys())
  order = sortedBy(order, (m) => (kindOf[m]! << 5) | mappings[m]!.mask, 256 << 5)
  order = sortedBy(order, (m) => frameworkOf[mappings[m]!.targets[0] ?? 0]!, shared.frameworks)
  return sortedBy(order, (m) => setOf[m]!, shared.sets)
}

export function buildEdges(controls: number, mappings: readonly GraphMapping[], shared: Shared): Edges {
  let pairs = 0
  for (const m of mappings) pairs += m.sources.length * m.targets.length
  const from = new Int32Array(pairs * 2)
  const to = new Int32Array(pairs * 2)
  const mask = new Uint8Array(pairs * 2)
  const mapping = new Int32Array(pairs * 2)
  let at = 0
  for (const m of alike(mappings, shared)) {
    const { sources, targets, mask: whole } = mappings[m]!
    const pair = reduceToPair(whole, sources.length, targets.length)
    const back = inverse(pair)
    for (const s of sources)
      for (const t of targets) {
        from[at] = s
        to[at] = t
        mask[at] = pair
        mapping[at++] = m
        from[at] = t
        to[at] = s
        mask[at] = back
        mapping[at++] = m
      }
  }
  const { start, list } = grouped(controls, from)
  const edges = { start, list: list.map((i) => to[i]!) }
  const edgeMask = Uint8Array.from(list, (i) => mask[i]!)
  const edgeMapping = list.map((i) => mapping[i]!)
  const runs = buildRuns(edges, edgeMask, edgeMapping, shared)
  return { edges, edgeMask, edgeMapping, ...runs, joins: joinsIn(runs, shared) }
}

function joinsIn(
  { runs, runSet, runKind, runFramework }: ReturnType<typeof buildRuns>,
  { frameworkOf }: Shared,
): Join[] {
  const found = new Map<string, Join>()
  for (let c = 0; c < frameworkOf.length; c++)
    for (let r = runs.start[c]!; r < runs.start[c + 1]!; r++) {
      const join = { set: runSet[r]!, kind: runKind[r]!, from: frameworkOf[c]!, to: runFramework[r]! }
      found.set(Object.values(join).join(), join)
    }
  return [...found.values()]
}

function buildRuns(
  edges: Csr,
  edgeMask: Uint8Array,
  edgeMapping: Int32Array,
  { frameworkOf, setOf, kindOf }: Shared,
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
    runSet: firsts.map((e) => setOf[edgeMapping[e]!]!),
    runKind: Uint8Array.from(firsts, (e) => kindOf[edgeMapping[e]!]!),
    runFramework: firsts.map((e) => frameworkOf[edges.list[e]!]!),
    runMask: Uint8Array.from(firsts, (e) => edgeMask[e]!),
  }
}

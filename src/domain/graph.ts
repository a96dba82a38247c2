// The mapping graph: controls and mappings as typed arrays, immutable once built. Everything that infers reads
// it; it knows numbers only (the catalogue knows what they are called).

import { inverse, type Mask, MEETS, MET_BY, reduceToPair } from './relation.ts'

/** How the items below a control relate to it: `seeds/README.md`, "items". */
export type ItemsRule = 'COMPLETE' | 'PARTIAL' | 'ALTERNATIVES' | 'ILLUSTRATIONS'

export interface GraphControl {
  readonly framework: number
  /** Index of the parent control, -1 at the top. */
  readonly parent: number
  /** Whether meeting this control meets its children, and the other way round. */
  readonly meetsChildren: boolean
  readonly metByChildren: boolean
}

export interface GraphMapping {
  readonly set: number
  /** Rationale kind: nothing is composed across kinds. */
  readonly kind: number
  /** Between the union of the sources and the union of the targets. */
  readonly mask: Mask
  readonly sources: readonly number[]
  readonly targets: readonly number[]
}

/** Somebody looked, and the control has no counterpart in the whole framework. */
export interface GraphUnmapped {
  readonly set: number
  readonly control: number
  readonly framework: number
}

/** Lists of numbers by key: the values of key k are `list[start[k]] … list[start[k + 1] - 1]`. */
export interface Csr {
  readonly start: Int32Array
  readonly list: Int32Array
}

export interface Graph {
  readonly controls: number
  readonly frameworks: number
  readonly mappings: number
  readonly frameworkOf: Int32Array
  readonly parentOf: Int32Array
  readonly meetsChildren: Uint8Array
  readonly metByChildren: Uint8Array
  readonly children: Csr
  readonly byFramework: Csr
  readonly setOf: Int32Array
  readonly kindOf: Uint8Array
  readonly maskOf: Uint8Array
  /** Per set, the rationale kinds of its mappings, one bit each. */
  readonly kindsOfSet: Uint8Array
  readonly sources: Csr
  readonly targets: Csr
  /** Mappings in which a control is a source, or a target. */
  readonly asSource: Csr
  readonly asTarget: Csr
  /**
   * Rules "all of these met, so those are met": one for each side of a mapping that suffices for the other, and by control
   * the rules it is a premise of.
   */
  readonly ruleMapping: Int32Array
  /** Whether the targets are the premises; else the sources are. */
  readonly ruleByTargets: Uint8Array
  readonly rulesOf: Csr
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
  /**
   * By control, the statements that it has no counterpart in a framework: its own, and those of what demands it, since a
   * part shares nothing that the whole does not share.
   */
  readonly unmapped: Csr
  readonly unmappedSet: Int32Array
  readonly unmappedFramework: Int32Array
}

/** Groups `count` values under `keys` keys, keeping their order; `key` and `value` are asked for each index. */
function csr(keys: number, count: number, key: (i: number) => number, value: (i: number) => number): Csr {
  const start = new Int32Array(keys + 1)
  for (let i = 0; i < count; i++) {
    const k = key(i)
    if (k >= 0) start[k + 1]!++
  }
  for (let k = 0; k < keys; k++) start[k + 1]! += start[k]!
  const next = start.slice(0, keys)
  const list = new Int32Array(start[keys]!)
  for (let i = 0; i < count; i++) {
    const k = key(i)
    if (k >= 0) list[next[k]!++] = value(i)
  }
  return { start, list }
}

function flatten(mappings: readonly GraphMapping[], side: 'sources' | 'targets'): Csr {
  const start = new Int32Array(mappings.length + 1)
  for (let m = 0; m < mappings.length; m++) start[m + 1] = start[m]! + mappings[m]![side].length
  const list = new Int32Array(start[mappings.length]!)
  for (let m = 0, at = 0; m < mappings.length; m++) for (const c of mappings[m]![side]) list[at++] = c
  return { start, list }
}

/** The other way round: for each value, the keys that list it. */
function transpose(of: Csr, values: number): Csr {
  const keyAt = new Int32Array(of.list.length)
  for (let k = 0; k + 1 < of.start.length; k++) keyAt.fill(k, of.start[k], of.start[k + 1])
  return csr(
    values,
    of.list.length,
    (i) => of.list[i]!,
    (i) => keyAt[i]!,
  )
}

function buildRules(controls: number, mappings: readonly GraphMapping[]) {
  const ruleMapping: number[] = []
  const byTargets: number[] = []
  const premise: number[] = []
  const rule: number[] = []
  const add = (m: number, premises: readonly number[], targets: number) => {
    for (const control of premises) {
      premise.push(control)
      rule.push(ruleMapping.length)
    }
    ruleMapping.push(m)
    byTargets.push(targets)
  }
  for (let m = 0; m < mappings.length; m++) {
    const { mask, sources, targets } = mappings[m]!
    if ((mask & ~MET_BY) === 0) add(m, targets, 1)
    if ((mask & ~MEETS) === 0) add(m, sources, 0)
  }
  return {
    ruleMapping: Int32Array.from(ruleMapping),
    ruleByTargets: Uint8Array.from(byTargets),
    rulesOf: csr(
      controls,
      premise.length,
      (i) => premise[i]!,
      (i) => rule[i]!,
    ),
  }
}

/** Positions 0 to count - 1 in the order of several keys, the last of them first; each is a function and its range. */
function arranged(count: number, keys: readonly (readonly [(i: number) => number, number])[]): Csr {
  let order: Csr = { start: new Int32Array(), list: Int32Array.from({ length: count }, (_, i) => i) }
  for (const [key, range] of keys) {
    const { list } = order
    order = csr(
      range,
      count,
      (i) => key(list[i]!),
      (i) => list[i]!,
    )
  }
  return order
}

function kindsBySet(mappings: readonly GraphMapping[]): Uint8Array {
  let sets = 0
  for (const { set } of mappings) sets = Math.max(sets, set + 1)
  const kinds = new Uint8Array(sets)
  for (const { set, kind } of mappings) kinds[set]! |= 1 << kind
  return kinds
}

function buildEdges(
  controls: readonly GraphControl[],
  frameworks: number,
  sets: number,
  mappings: readonly GraphMapping[],
) {
  let pairs = 0
  for (const m of mappings) pairs += m.sources.length * m.targets.length
  const from = new Int32Array(pairs * 2)
  const to = new Int32Array(pairs * 2)
  const mask = new Uint8Array(pairs * 2)
  const mapping = new Int32Array(pairs * 2)
  let at = 0
  const add = (f: number, t: number, k: Mask, m: number) => {
    from[at] = f
    to[at] = t
    mask[at] = k
    mapping[at++] = m
  }
  for (let m = 0; m < mappings.length; m++) {
    const { sources, targets, mask: whole } = mappings[m]!
    const pair = reduceToPair(whole, sources.length, targets.length)
    const back = inverse(pair)
    for (const s of sources)
      for (const t of targets) {
        add(s, t, pair, m)
        add(t, s, back, m)
      }
  }
  const kindOf = (i: number) => mappings[mapping[i]!]!.kind
  const order = arranged(at, [
    [(i) => (kindOf(i) << 5) | mask[i]!, KINDS << 5],
    [(i) => controls[to[i]!]!.framework, frameworks],
    [(i) => mappings[mapping[i]!]!.set, sets],
    [(i) => from[i]!, controls.length],
  ])
  return {
    edges: { start: order.start, list: order.list.map((i) => to[i]!) },
    edgeMask: Uint8Array.from(order.list, (i) => mask[i]!),
    edgeMapping: order.list.map((i) => mapping[i]!),
  }
}

/** At most this many rationale kinds. */
const KINDS = 8

type Edges = Pick<Graph, 'frameworkOf' | 'setOf' | 'kindOf' | 'edges' | 'edgeMask' | 'edgeMapping'>

function buildRuns({ frameworkOf, setOf, kindOf, edges, edgeMask, edgeMapping }: Edges) {
  const start = new Int32Array(edges.start.length)
  const first = new Int32Array(edges.list.length)
  const isLike = (a: number, b: number) =>
    edgeMask[a] === edgeMask[b] &&
    setOf[edgeMapping[a]!] === setOf[edgeMapping[b]!] &&
    kindOf[edgeMapping[a]!] === kindOf[edgeMapping[b]!] &&
    frameworkOf[edges.list[a]!] === frameworkOf[edges.list[b]!]
  let runs = 0
  for (let c = 0; c + 1 < edges.start.length; c++) {
    for (let e = edges.start[c]!; e < edges.start[c + 1]!; e++)
      if (e === edges.start[c] || !isLike(e, e - 1)) first[runs++] = e
    start[c + 1] = runs
  }
  const list = Int32Array.from({ length: runs + 1 }, (_, run) =>
    run < runs ? first[run]! : edges.list.length,
  )
  const firsts = list.subarray(0, runs)
  return {
    runs: { start, list },
    runSet: firsts.map((e) => setOf[edgeMapping[e]!]!),
    runKind: Uint8Array.from(firsts, (e) => kindOf[edgeMapping[e]!]!),
    runFramework: firsts.map((e) => frameworkOf[edges.list[e]!]!),
    runMask: Uint8Array.from(firsts, (e) => edgeMask[e]!),
  }
}

/** The statements about each control and about what demands it, nearest first. */
function inherited(controls: readonly GraphControl[], own: Csr): Csr {
  const start = new Int32Array(controls.length + 1)
  const list: number[] = []
  for (let c = 0; c < controls.length; c++) {
    for (let at = c, demanded = true; at >= 0 && demanded; at = controls[at]!.parent) {
      for (let i = own.start[at]!; i < own.start[at + 1]!; i++) list.push(own.list[i]!)
      demanded = controls[controls[at]!.parent]?.meetsChildren ?? false
    }
    start[c + 1] = list.length
  }
  return { start, list: Int32Array.from(list) }
}

/** Builds the graph from rows already read; the indexes in the rows are positions in the given arrays. */
export function buildGraph(
  controls: readonly GraphControl[],
  frameworks: number,
  mappings: readonly GraphMapping[],
  unmapped: readonly GraphUnmapped[] = [],
): Graph {
  const n = controls.length
  const sources = flatten(mappings, 'sources')
  const targets = flatten(mappings, 'targets')
  const stated = csr(
    n,
    unmapped.length,
    (i) => unmapped[i]!.control,
    (i) => i,
  )
  const kindsOfSet = kindsBySet(mappings)
  const edges = {
    frameworkOf: Int32Array.from(controls, (c) => c.framework),
    setOf: Int32Array.from(mappings, (m) => m.set),
    kindOf: Uint8Array.from(mappings, (m) => m.kind),
    ...buildEdges(controls, frameworks, kindsOfSet.length, mappings),
  }
  return {
    controls: n,
    frameworks,
    mappings: mappings.length,
    ...edges,
    ...buildRuns(edges),
    ...buildRules(n, mappings),
    parentOf: Int32Array.from(controls, (c) => c.parent),
    meetsChildren: Uint8Array.from(controls, (c) => Number(c.meetsChildren)),
    metByChildren: Uint8Array.from(controls, (c) => Number(c.metByChildren)),
    children: csr(
      n,
      n,
      (i) => controls[i]!.parent,
      (i) => i,
    ),
    byFramework: csr(
      frameworks,
      n,
      (i) => controls[i]!.framework,
      (i) => i,
    ),
    kindsOfSet,
    maskOf: Uint8Array.from(mappings, (m) => m.mask),
    sources,
    targets,
    asSource: transpose(sources, n),
    asTarget: transpose(targets, n),
    unmapped: inherited(controls, stated),
    unmappedSet: Int32Array.from(unmapped, (u) => u.set),
    unmappedFramework: Int32Array.from(unmapped, (u) => u.framework),
  }
}

/** Which mapping sets take part in an inference, one flag per set. */
export type ActiveSets = Uint8Array

export function controlsOf(graph: Graph, framework: number): Int32Array {
  return graph.byFramework.list.subarray(
    graph.byFramework.start[framework],
    graph.byFramework.start[framework + 1],
  )
}

/** The statements of active sets that the control has no counterpart in the framework: positions in the rows given. */
export function unmappedIn(graph: Graph, active: ActiveSets, control: number, framework: number): number[] {
  const { start, list } = graph.unmapped
  return [...list.subarray(start[control], start[control + 1])].filter(
    (u) => graph.unmappedFramework[u] === framework && active[graph.unmappedSet[u]!] === 1,
  )
}

/** Whether an active set states that the control has no counterpart in the framework. */
export function isStatedUnmapped(
  graph: Graph,
  active: ActiveSets,
  control: number,
  framework: number,
): boolean {
  const { start, list } = graph.unmapped
  for (let i = start[control]!; i < start[control + 1]!; i++) {
    const u = list[i]!
    if (graph.unmappedFramework[u] === framework && active[graph.unmappedSet[u]!] === 1) return true
  }
  return false
}

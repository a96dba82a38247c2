// The mapping graph: controls and mappings as typed arrays, immutable once built. Everything that infers reads
// it; it knows numbers only (the catalogue knows what they are called).

import { inverse, type Mask, reduceToPair } from './relation.ts'

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
  readonly sources: Csr
  readonly targets: Csr
  /** Mappings in which a control is a source, or a target. */
  readonly asSource: Csr
  readonly asTarget: Csr
  /** Pairwise edges, both ways: from a control to `edgeTo`, with what the pair may be and the mapping behind it. */
  readonly edges: Csr
  readonly edgeMask: Uint8Array
  readonly edgeMapping: Int32Array
  readonly unmapped: ReadonlyMap<number, readonly GraphUnmapped[]>
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

function buildEdges(controls: number, mappings: readonly GraphMapping[]) {
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
  const order = csr(
    controls,
    at,
    (i) => from[i]!,
    (i) => i,
  )
  return {
    edges: { start: order.start, list: order.list.map((i) => to[i]!) },
    edgeMask: Uint8Array.from(order.list, (i) => mask[i]!),
    edgeMapping: order.list.map((i) => mapping[i]!),
  }
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
  const byControl = new Map<number, GraphUnmapped[]>()
  for (const u of unmapped) byControl.set(u.control, [...(byControl.get(u.control) ?? []), u])
  return {
    controls: n,
    mappings: mappings.length,
    frameworkOf: Int32Array.from(controls, (c) => c.framework),
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
    setOf: Int32Array.from(mappings, (m) => m.set),
    kindOf: Uint8Array.from(mappings, (m) => m.kind),
    maskOf: Uint8Array.from(mappings, (m) => m.mask),
    sources,
    targets,
    asSource: transpose(sources, n),
    asTarget: transpose(targets, n),
    ...buildEdges(n, mappings),
    unmapped: byControl,
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

/** Whether an active set states that the control has no counterpart in the framework. */
export function isStatedUnmapped(
  graph: Graph,
  active: ActiveSets,
  control: number,
  framework: number,
): boolean {
  const stated = graph.unmapped.get(control)
  return stated?.some((u) => u.framework === framework && active[u.set] === 1) ?? false
}

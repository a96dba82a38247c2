// The mapping graph: controls and mappings as typed arrays, immutable once built. Everything that infers reads
// it; it knows numbers only (the catalogue knows what they are called).

import { type Csr, column, flattened, grouped, transposed } from './csr.ts'
import { buildEdges, type Edges } from './graph-edges.ts'
import { buildRules, type Rules } from './graph-rules.ts'
import type { Mask } from './relation.ts'

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

/** Mappings in columns, by position. */
export interface MappingColumns {
  readonly setOf: Int32Array
  readonly kindOf: Uint8Array
  readonly maskOf: Uint8Array
  readonly sources: Csr
  readonly targets: Csr
}

/** Which controls belong together. */
export interface Outline {
  /** The parts of each control. */
  readonly children: Csr
  readonly byFramework: Csr
}

export interface Graph extends MappingColumns, Outline, Edges, Rules {
  readonly controls: number
  readonly frameworks: number
  readonly mappings: number
  readonly frameworkOf: Int32Array
  readonly parentOf: Int32Array
  readonly meetsChildren: Uint8Array
  readonly metByChildren: Uint8Array
  /** Per set, the rationale kinds of its mappings, one bit each. */
  readonly kindsOfSet: Uint8Array
  /** Mappings in which a control is a source, or a target. */
  readonly asSource: Csr
  readonly asTarget: Csr
  /**
   * By control, the statements that it has no counterpart in a framework: its own, and those of what demands it, since a
   * part shares nothing that the whole does not share.
   */
  readonly unmapped: Csr
  readonly unmappedSet: Int32Array
  readonly unmappedFramework: Int32Array
}

export function columnsOf<T extends Omit<GraphMapping, 'kind'>>(
  mappings: readonly T[],
  kind: (mapping: T) => number,
): MappingColumns {
  const setOf = new Int32Array(mappings.length)
  const kindOf = new Uint8Array(mappings.length)
  const maskOf = new Uint8Array(mappings.length)
  for (let m = 0; m < mappings.length; m++) {
    const mapping = mappings[m]!
    setOf[m] = mapping.set
    kindOf[m] = kind(mapping)
    maskOf[m] = mapping.mask
  }
  const sources = flattened(mappings, (m) => m.sources)
  const targets = flattened(mappings, (m) => m.targets)
  return { setOf, kindOf, maskOf, sources, targets }
}

function kindsBySet({ setOf, kindOf }: MappingColumns): Uint8Array {
  let sets = 0
  for (const set of setOf) sets = Math.max(sets, set + 1)
  const kinds = new Uint8Array(sets)
  for (let m = 0; m < setOf.length; m++) kinds[setOf[m]!]! |= 1 << kindOf[m]!
  return kinds
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
  return { start, list: new Int32Array(list) }
}

export function outlineOf(
  controls: readonly Pick<GraphControl, 'framework' | 'parent'>[],
  frameworks: number,
): Outline {
  return {
    children: grouped(
      controls.length,
      column(controls, (c) => c.parent),
    ),
    byFramework: grouped(
      frameworks,
      column(controls, (c) => c.framework),
    ),
  }
}

/** Builds the graph; the indexes in rows and columns are positions in the given arrays. */
export function buildGraph(
  controls: readonly GraphControl[],
  frameworks: number,
  mappings: MappingColumns,
  unmapped: readonly GraphUnmapped[] = [],
  outline: Outline = outlineOf(controls, frameworks),
): Graph {
  const n = controls.length
  const frameworkOf = column(controls, (c) => c.framework)
  const kindsOfSet = kindsBySet(mappings)
  const stated = grouped(
    n,
    column(unmapped, (u) => u.control),
  )
  return {
    controls: n,
    frameworks,
    mappings: mappings.setOf.length,
    frameworkOf,
    parentOf: column(controls, (c) => c.parent),
    meetsChildren: new Uint8Array(column(controls, (c) => Number(c.meetsChildren))),
    metByChildren: new Uint8Array(column(controls, (c) => Number(c.metByChildren))),
    ...outline,
    ...mappings,
    kindsOfSet,
    asSource: transposed(mappings.sources, n),
    asTarget: transposed(mappings.targets, n),
    ...buildEdges(mappings, { frameworkOf, frameworks, sets: kindsOfSet.length }),
    ...buildRules(n, mappings),
    unmapped: inherited(controls, stated),
    unmappedSet: column(unmapped, (u) => u.set),
    unmappedFramework: column(unmapped, (u) => u.framework),
  }
}

/** Which mapping sets take part in an inference, one flag per set. */
export type ActiveSets = Uint8Array

export function controlsOf({ byFramework }: Pick<Outline, 'byFramework'>, framework: number): Int32Array {
  return byFramework.list.subarray(byFramework.start[framework], byFramework.start[framework + 1])
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

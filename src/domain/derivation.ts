// What may hold between two controls that no author compared: masks composed along walks of mappings and
// intersected across walks (semantics §4.2). Pure; limited by the number of hops.

import { type ActiveSets, type Graph, isStatedUnmapped } from './graph.ts'
import { ANY, COMPOSED, DIS, EQ, type Mask } from './relation.ts'
import { scratchOf } from './scratch.ts'

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

const lowest = (masks: MaskSet): Mask => 31 - Math.clz32(masks & -masks)

function composeSets(masks: MaskSet, edge: Mask): MaskSet {
  let out = 0
  for (let rest = masks; rest !== 0; rest &= rest - 1) out |= 1 << COMPOSED[(lowest(rest) << 5) | edge]!
  return out
}

/** All masks that allow at least as much as this one: beside it they say nothing new. */
function weaker(mask: Mask): MaskSet {
  let set = 0
  for (let other = 0; other < 32; other++) if ((mask & ~other) === 0) set |= 1 << other
  return set
}

/** What a set of masks gives, from tables of what each of its four bytes gives: bits in the sets 0 to 255 << 8 * byte. */
function byBytes(
  of: (mask: Mask) => number,
  join: (a: number, b: number) => number,
  none: number,
): Int32Array {
  return Int32Array.from({ length: 4 * 256 }, (_, i) => {
    let out = none
    for (let bit = 0; bit < 8; bit++) if (i & (1 << bit)) out = join(out, of(((i >> 8) << 3) | bit))
    return out
  })
}

const WEAKER = byBytes(weaker, (a, b) => a | b, 0)
const TOGETHER = byBytes(
  (mask) => mask,
  (a, b) => a & b,
  ANY,
)

/** With everything that is weaker than something among them. */
function weakened(m: MaskSet): MaskSet {
  return (
    WEAKER[m & 255]! |
    WEAKER[256 | ((m >>> 8) & 255)]! |
    WEAKER[512 | ((m >>> 16) & 255)]! |
    WEAKER[768 | (m >>> 24)]!
  )
}

function intersection(m: MaskSet): Mask {
  return (
    TOGETHER[m & 255]! &
    TOGETHER[256 | ((m >>> 8) & 255)]! &
    TOGETHER[512 | ((m >>> 16) & 255)]! &
    TOGETHER[768 | (m >>> 24)]!
  )
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
 * Builds a function from a control to everything derivable from it within `maxHops`, or only to what is derivable in the
 * frameworks `towards`. The control itself is among it when it contradicts itself; where only `towards` is asked, and not
 * `back`, this is not looked for. A control is walked on from with a mask once, and never with one that says no more than
 * another it was reached with before: what follows would say no more either.
 */
export function deriver(
  graph: Graph,
  options: DeriveOptions,
  towards: readonly number[] | null = null,
  back = true,
): (source: number) => Derived[] {
  const { runs, runSet, runKind, runFramework, runMask, edges, frameworkOf } = graph
  const { active, kind, maxHops } = options
  const isWanted = flagsOf(graph.frameworks, towards)
  const useful = usefulIn(graph, options, isWanted, back)
  const useless = options.candidates ? 0 : 1 << ANY
  /** The masks each control was reached with, and all weaker ones; and those it is reached with in the running hop. */
  const { a: reached, b: pending } = scratchOf(graph)

  const hop = (frontier: readonly number[], added: readonly MaskSet[], isUseful: Uint8Array): number[] => {
    const next: number[] = []
    for (let f = 0; f < frontier.length; f++) {
      const at = frontier[f]!
      for (let r = runs.start[at]!; r < runs.start[at + 1]!; r++) {
        if (isUseful[runFramework[r]!] === 0 || runMask[r] === DIS) continue
        if (runKind[r] !== kind || active[runSet[r]!] !== 1) continue
        const masks = composeSets(added[f]!, runMask[r]!) & ~useless
        if (masks === 0) continue
        for (let e = runs.list[r]!; e < runs.list[r + 1]!; e++) {
          const to = edges.list[e]!
          const fresh = masks & ~reached[to]!
          if (fresh === 0) continue
          if (pending[to] === 0) next.push(to)
          pending[to]! |= fresh
        }
      }
    }
    return next
  }

  const itself = weaker(EQ)
  return (source) => {
    if (runs.start[source] === runs.start[source + 1]) return []
    const usefulLeft = useful(frameworkOf[source]!)
    const touched: number[] = [source]
    let frontier: readonly number[] = touched
    let added: readonly MaskSet[] = [1 << EQ]
    reached[source] = itself
    for (let left = maxHops; left > 0 && frontier.length > 0; left--) {
      frontier = hop(frontier, added, usefulLeft[left - 1]!)
      added = frontier.map((to) => pending[to]!)
      for (const to of frontier) {
        if (reached[to] === 0) touched.push(to)
        reached[to]! |= weakened(pending[to]!)
        pending[to] = 0
      }
    }
    const isExcluded = exclusions(graph, active, kind, source)
    const out: Derived[] = []
    for (const target of touched) {
      const mask = intersection(reached[target]!)
      reached[target] = 0
      if (target === source) {
        if (mask === 0) out.push({ target, mask })
      } else if (isWanted[frameworkOf[target]!] === 1)
        out.push({ target, mask: isExcluded(target) ? mask & DIS : mask })
    }
    return out
  }
}

/** One flag per framework; all of them for null. */
function flagsOf(frameworks: number, wanted: readonly number[] | null): Uint8Array {
  const flags = new Uint8Array(frameworks).fill(wanted === null ? 1 : 0)
  for (const framework of wanted ?? []) flags[framework] = 1
  return flags
}

/**
 * Per framework of a source, in which frameworks it is of use to arrive with 0, 1, … hops left: those from which a wanted
 * one, or the source's own for walks that lead back, can still be reached.
 */
function usefulIn(
  graph: Graph,
  { active, kind, maxHops }: DeriveOptions,
  isWanted: Uint8Array,
  back: boolean,
) {
  const joins = graph.joins.filter((join) => join.kind === kind && active[join.set] === 1)
  const known: Uint8Array[][] = []
  return (home: number): readonly Uint8Array[] => {
    const kept = known[back ? home : 0]
    if (kept) return kept
    const first = isWanted.slice()
    if (back) first[home] = 1
    const flags = [first]
    while (flags.length < maxHops) {
      const before = flags.at(-1)!
      const next = before.slice()
      for (const { from, to } of joins) if (before[to] === 1) next[from] = 1
      flags.push(next)
    }
    known[back ? home : 0] = flags
    return flags
  }
}

/** As `stated`, for all targets of a source at once. */
function exclusions(graph: Graph, active: ActiveSets, kind: number, source: number) {
  const { runs, runSet, runKind, runMask, edges, frameworkOf } = graph
  const apart: number[] = []
  for (let r = runs.start[source]!; r < runs.start[source + 1]!; r++)
    if (runMask[r] === DIS && runKind[r] === kind && active[runSet[r]!] === 1)
      for (let e = runs.list[r]!; e < runs.list[r + 1]!; e++) apart.push(edges.list[e]!)
  const home = frameworkOf[source]!
  return (target: number): boolean =>
    isStatedUnmapped(graph, active, source, frameworkOf[target]!) ||
    isStatedUnmapped(graph, active, target, home) ||
    apart.includes(target)
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

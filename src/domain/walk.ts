// Walks of mappings from one control, to all sides at once and hop by hop, with the masks that each control is reached with
// (semantics §4.2). What the masks mean for a link is `derivation.ts` and `certain.ts`.

import type { ActiveSets, Graph } from './graph.ts'
import { composeSets, intersection, type MaskSet, weakened, weaker } from './mask-set.ts'
import { ANY, DIS, EQ, type Mask } from './relation.ts'
import { scratchOf } from './scratch.ts'

export interface WalkOptions {
  readonly active: ActiveSets
  readonly kind: number
  readonly maxHops: number
}

export interface Walker {
  /** All hops but the last from a source, to the frameworks of use with so many hops left. */
  approach(source: number, useful: readonly Uint8Array[]): void
  /** By control, the masks that it was approached with, and all weaker ones. */
  readonly reached: ArrayLike<MaskSet>
  /** The last hop, to the wanted frameworks: nobody walks on from there, so that masks are intersected at once. */
  arrive(isWanted: Uint8Array): void
  /** Tells of every control reached in the wanted frameworks, nearest first and the source before them; forgets it all. */
  finish(isWanted: Uint8Array, tell: (control: number, mask: Mask) => void): void
}

/** What a control is to itself. */
const ITSELF = weaker(EQ)

/** Marks in what is lost that a control was arrived at. */
const ARRIVED = ANY + 1

/**
 * Walks that keep only the masks `kept`. A control is walked on from with a mask once, and never with one that says no more
 * than another it was reached with before: what follows would say no more either. One source at a time: the room is shared.
 */
export function walker(graph: Graph, { active, kind, maxHops }: WalkOptions, kept: MaskSet): Walker {
  const { runSet, runKind, runFramework, runMask, frameworkOf } = graph
  const [runsOf, edgesOf, ends] = [graph.runs.start, graph.runs.list, graph.edges.list]
  const { a: reached, b: pending, queues } = scratchOf(graph)
  const [touched, arrived, added] = [queues[0], queues[1], queues[2]]
  let [frontier, next] = [queues[3], queues[4]]
  const lost = pending
  /** How many are in `touched`, `arrived`, and `frontier` with `added`. */
  let [touches, arrivals, width] = [0, 0, 0]

  /** The masks that go along a run of alike edges; none if it is not walked. */
  const along = (run: number, masks: MaskSet, isUseful: Uint8Array): MaskSet => {
    if (isUseful[runFramework[run]!] === 0) return 0
    const further = composeSets(masks, runMask[run]!) & kept
    if (further === 0 || runMask[run] === DIS || runKind[run] !== kind) return 0
    return active[runSet[run]!] === 1 ? further : 0
  }

  const hop = (isUseful: Uint8Array): number => {
    let found = 0
    for (let f = 0; f < width; f++)
      for (let r = runsOf[frontier[f]!]!; r < runsOf[frontier[f]! + 1]!; r++) {
        const masks = along(r, added[f]!, isUseful)
        if (masks === 0) continue
        for (let e = edgesOf[r]!; e < edgesOf[r + 1]!; e++) {
          const to = ends[e]!
          const fresh = masks & ~reached[to]!
          if (fresh === 0) continue
          if (pending[to] === 0) next[found++] = to
          pending[to]! |= fresh
        }
      }
    return found
  }

  return {
    reached,
    approach(source, useful) {
      touches = width = 1
      arrivals = 0
      touched[0] = frontier[0] = source
      added[0] = 1 << EQ
      reached[source] = ITSELF
      for (let left = maxHops - 1; left > 0 && width > 0; left--) {
        width = hop(useful[left]!)
        for (let i = 0; i < width; i++) {
          const to = next[i]!
          if (reached[to] === 0) touched[touches++] = to
          added[i] = pending[to]!
          reached[to]! |= weakened(pending[to]!)
          pending[to] = 0
        }
        ;[frontier, next] = [next, frontier]
      }
    },
    arrive(isWanted) {
      for (let f = 0; f < width; f++)
        for (let r = runsOf[frontier[f]!]!; r < runsOf[frontier[f]! + 1]!; r++) {
          const masks = along(r, added[f]!, isWanted)
          if (masks === 0) continue
          const loses = ARRIVED | (ANY & ~intersection(masks))
          for (let e = edgesOf[r]!; e < edgesOf[r + 1]!; e++) {
            const to = ends[e]!
            if (lost[to] === 0 && reached[to] === 0) arrived[arrivals++] = to
            lost[to]! |= loses
          }
        }
    },
    finish(isWanted, tell) {
      for (let i = 0; i < touches; i++) {
        const control = touched[i]!
        const [masks, loses] = [reached[control]!, lost[control]!]
        reached[control] = 0
        lost[control] = 0
        if (isWanted[frameworkOf[control]!] === 1) tell(control, intersection(masks) & ~loses)
      }
      for (let i = 0; i < arrivals; i++) {
        const control = arrived[i]!
        const mask = ANY & ~lost[control]!
        lost[control] = 0
        if (isWanted[frameworkOf[control]!] === 1) tell(control, mask)
      }
    },
  }
}

/** One flag per framework; all of them for null. */
export function flagsOf(frameworks: number, wanted: readonly number[] | null): Uint8Array {
  const flags = new Uint8Array(frameworks).fill(wanted === null ? 1 : 0)
  for (const framework of wanted ?? []) flags[framework] = 1
  return flags
}

/**
 * Per framework of a source, in which frameworks it is of use to arrive with 0, 1, … hops left: those from which a wanted
 * one, or the source's own for walks that lead back, can still be reached.
 */
export function usefulIn(
  graph: Graph,
  { active, kind, maxHops }: WalkOptions,
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

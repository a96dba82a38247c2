// Walks of mappings from one control, to all sides at once and hop by hop, with the masks that each control is reached with
// (semantics §4.2). What the masks mean for a link is `derivation.ts` and `certain.ts`.

import type { Graph } from './graph.ts'
import { composeSets, intersection, type MaskSet, weakened, weaker } from './mask-set.ts'
import { ANY, EQ } from './relation.ts'
import { scratchOf } from './scratch.ts'
import { RUN, type Ways } from './ways.ts'

/** Controls, and what may hold between the source and each: written over when another source is asked about. */
export interface Found {
  readonly controls: Int32Array
  readonly masks: Int32Array
}

/** Walks from one source at a time, to their end. */
export interface Reach {
  /** How many controls are reached; `ways` are those with 0, 1, … hops left at the arrival. */
  from(source: number, ways: readonly Ways[]): number
  readonly found: Found
}

export interface Walker {
  /** All hops but the last from a source. */
  approach(source: number, ways: readonly Ways[]): void
  /** By control, the masks that it was approached with, and all weaker ones. */
  readonly reached: ArrayLike<MaskSet>
  /** The last hop: nobody walks on from there, so that masks are intersected at once. */
  arrive(ways: Ways): void
  /** Lists what was reached in the wanted frameworks, nearest first and the source before all; how many. Forgets the rest. */
  finish(isWanted: Uint8Array): number
  readonly found: Found
}

/** What a control is to itself. */
const ITSELF = weaker(EQ)

/** Marks in what is lost that a control was arrived at. */
export const ARRIVED = ANY + 1

/**
 * Walks that keep only the masks `kept`. A control is walked on from with a mask once, and never with one that says no more
 * than another it was reached with before: what follows would say no more either. One source at a time: the room is shared.
 */
export function walker(graph: Graph, maxHops: number, kept: MaskSet): Walker {
  const { frameworkOf } = graph
  const ends = graph.edges.list
  const { a: reached, b: pending, queues } = scratchOf(graph)
  const [touched, masks, added] = [queues[0], queues[1], queues[2]]
  let [frontier, next] = [queues[3], queues[4]]
  const lost = pending
  /** How many are in `touched`, and in `frontier` with `added`. */
  let [touches, width] = [0, 0]

  const hop = (ways: Ways): number => {
    let found = 0
    for (let f = 0; f < width; f++) {
      const place = ways.placeOf(frontier[f]!)
      const { list } = ways
      for (let way = place + 1; way < place + list[place]!; way += RUN) {
        const masks = composeSets(added[f]!, list[way]!) & kept
        if (masks === 0) continue
        for (let e = list[way + 1]!; e < list[way + 2]!; e++) {
          const to = ends[e]!
          const fresh = masks & ~reached[to]!
          if (fresh === 0) continue
          if (pending[to] === 0) next[found++] = to
          pending[to]! |= fresh
        }
      }
    }
    return found
  }

  return {
    reached,
    found: { controls: touched, masks },
    approach(source, ways) {
      touches = width = 1
      touched[0] = frontier[0] = source
      added[0] = 1 << EQ
      reached[source] = ITSELF
      for (let left = maxHops - 1; left > 0 && width > 0; left--) {
        width = hop(ways[left]!)
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
    arrive(ways) {
      for (let f = 0; f < width; f++) {
        const place = ways.placeOf(frontier[f]!)
        const { list } = ways
        for (let way = place + 1; way < place + list[place]!; way += RUN) {
          const masks = composeSets(added[f]!, list[way]!) & kept
          if (masks === 0) continue
          const loses = ARRIVED | (ANY & ~intersection(masks))
          for (let e = list[way + 1]!; e < list[way + 2]!; e++) {
            const to = ends[e]!
            if (lost[to] === 0 && reached[to] === 0) touched[touches++] = to
            lost[to]! |= loses
          }
        }
      }
    },
    finish(isWanted) {
      let found = 0
      for (let i = 0; i < touches; i++) {
        const control = touched[i]!
        const mask = intersection(reached[control]!) & ~lost[control]!
        reached[control] = 0
        lost[control] = 0
        if (isWanted[frameworkOf[control]!] === 0) continue
        touched[found] = control
        masks[found++] = mask
      }
      return found
    },
  }
}

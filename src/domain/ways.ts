// Which mappings a walk takes from a control: those of active sets and of one rationale kind, into frameworks where it is of
// use to arrive. Looked up when a control is first come to and kept for the next time: in large data walks come to the same
// controls again and again.

import type { ActiveSets, Graph } from './graph.ts'
import { DIS } from './relation.ts'

export interface WalkOptions {
  readonly active: ActiveSets
  readonly kind: number
  readonly maxHops: number
}

/** Of a run of alike edges, `list` has its mask, its first edge, and one past its last. */
export const RUN = 3

const NONE = new Int32Array(0)
/** Room for the ways of some controls. */
const FIRST = 256

export class Ways {
  /** Per framework, whether it is of use to arrive there. */
  readonly isUseful: Uint8Array
  /** For each control come to: how many numbers stand here for it, this one too, and then the runs that are walked. */
  list = NONE
  private used = 1
  /** By control, where in the list; 0 if nobody came to it. */
  private places = NONE
  private readonly graph: Graph
  private readonly options: WalkOptions

  constructor(graph: Graph, options: WalkOptions, isUseful: Uint8Array) {
    this.graph = graph
    this.options = options
    this.isUseful = isUseful
  }

  /** Where in the list the ways from a control are. */
  placeOf(control: number): number {
    return this.places[control] || this.look(control)
  }

  private look(control: number): number {
    const { start, list: firsts } = this.graph.runs
    if (this.places === NONE) this.places = new Int32Array(this.graph.controls)
    const place = this.used
    const runs = start[control + 1]! - start[control]!
    if (place + 1 + RUN * runs > this.list.length) this.grow(RUN * runs)
    const { list } = this
    let at = place + 1
    for (let run = start[control]!; run < start[control + 1]!; run++) {
      if (!this.isWalked(run)) continue
      list[at] = this.graph.runMask[run]!
      list[at + 1] = firsts[run]!
      list[at + 2] = firsts[run + 1]!
      at += RUN
    }
    list[place] = at - place
    this.used = at
    this.places[control] = place
    return place
  }

  isWalked(run: number): boolean {
    const { runFramework, runMask, runKind, runSet } = this.graph
    const { active, kind } = this.options
    return (
      this.isUseful[runFramework[run]!] === 1 &&
      runMask[run] !== DIS &&
      runKind[run] === kind &&
      active[runSet[run]!] === 1
    )
  }

  private grow(least: number): void {
    const longer = new Int32Array(this.list.length * 2 + least + FIRST)
    longer.set(this.list)
    this.list = longer
  }
}

/** One flag per framework; all of them for null. */
export function flagsOf(frameworks: number, wanted: readonly number[] | null): Uint8Array {
  const flags = new Uint8Array(frameworks).fill(wanted === null ? 1 : 0)
  for (const framework of wanted ?? []) flags[framework] = 1
  return flags
}

/**
 * From a framework, the ways for walks with 0, 1, … hops left when they arrive: into those frameworks from which a wanted
 * one, or the first one itself for walks that lead back, can still be reached. And those into the wanted ones alone.
 */
export function usefulWays(graph: Graph, options: WalkOptions, isWanted: Uint8Array, back: boolean) {
  const { active, kind, maxHops } = options
  const joins = graph.joins.filter((join) => join.kind === kind && active[join.set] === 1)
  const made = new Map<string, Ways>()
  const into = (flags: Uint8Array): Ways => {
    const key = flags.join('')
    const ways = made.get(key) ?? new Ways(graph, options, flags)
    made.set(key, ways)
    return ways
  }
  const known: Ways[][] = []
  const from = (home: number): readonly Ways[] => {
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
    const ways = flags.map(into)
    known[back ? home : 0] = ways
    return ways
  }
  return { from, wanted: into(isWanted) }
}

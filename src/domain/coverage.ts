// How much of one framework is met by somebody who meets others: a verdict per control with what it rests on
// (semantics §4.3). Counting and grouping only; what may be concluded is `inference.ts` and `derivation.ts`.

import { type DeriveOptions, deriver } from './derivation.ts'
import { type ActiveSets, controlsOf, type Graph, isStatedUnmapped } from './graph.ts'
import { type Closure, forwardChain, isMet } from './inference.ts'
import { INT, isCertain, SUP } from './relation.ts'

export const VERDICTS = ['FULL', 'PARTIAL', 'POSSIBLE', 'NONE', 'UNKNOWN', 'CONTRADICTION'] as const
export type Verdict = (typeof VERDICTS)[number]

/** How far mappings are followed when nothing else is said. */
export const DEFAULT_HOPS = 3

export interface CoverageQuestion {
  /** The controls held: met in full. */
  readonly held: readonly number[]
  readonly active: ActiveSets
  /** Rationale kinds to reason in, one after the other. */
  readonly kinds: readonly number[]
  readonly maxHops: number
}

export interface CoverageRow {
  readonly control: number
  readonly verdict: Verdict
  /** Held controls with a certain overlap (PARTIAL), or with a mask that became empty (CONTRADICTION). */
  readonly overlaps: readonly number[]
  /** The rationale kind in which FULL was concluded, else -1. */
  readonly kind: number
}

export type VerdictCounts = Readonly<Record<Verdict | 'TOTAL', number>>

export interface CoverageAnswer {
  readonly rows: readonly CoverageRow[]
  /** One closure per rationale kind, in the order of `kinds`: the proofs of every FULL. */
  readonly closures: ReadonlyMap<number, Closure>
}

/** A verdict for each of `subjects`, in their order. */
export function cover(graph: Graph, subjects: ArrayLike<number>, question: CoverageQuestion): CoverageAnswer {
  const { active, kinds, maxHops } = question
  const closures = new Map(kinds.map((kind) => [kind, forwardChain(graph, active, kind, question.held)]))
  const isHeld = new Uint8Array(graph.controls)
  for (const control of question.held) isHeld[control] = 1
  const heldFrameworks = [...new Set(question.held.map((control) => graph.frameworkOf[control]!))]
  const walks = kinds.map((kind) => {
    const options = { active, kind, maxHops, candidates: false }
    return {
      kind,
      derive: deriver(graph, options),
      reach: reachable(graph, options, question.held, heldFrameworks),
    }
  })

  const decide = (control: number): CoverageRow => {
    const certain: number[] = []
    const clashing: number[] = []
    for (const { derive } of walks)
      for (const { target, mask } of derive(control)) {
        if (mask === 0 && (isHeld[target] || target === control)) clashing.push(target)
        else if (isHeld[target] && isCertain(mask)) certain.push(target)
      }
    const proofKind = kinds.find((kind) => isMet(closures.get(kind)!, control)) ?? -1
    const row = (verdict: Verdict, overlaps: number[] = []): CoverageRow => ({
      control,
      verdict,
      overlaps,
      kind: verdict === 'FULL' ? proofKind : -1,
    })
    const denied = heldFrameworks.filter((f) => isStatedUnmapped(graph, active, control, f))
    if (clashing.length > 0) return row('CONTRADICTION', clashing)
    if (proofKind >= 0) {
      const contradicted =
        !isHeld[control] &&
        heldFrameworks.length === 1 &&
        deniesSufficiency(graph, active, control, heldFrameworks[0]!)
      return row(contradicted ? 'CONTRADICTION' : 'FULL')
    }
    if (certain.length > 0) return row('PARTIAL', certain)
    const open = heldFrameworks.some(
      (f, i) =>
        !denied.includes(f) && walks.some(({ reach }) => reachesFrom(graph, reach, control) & (1 << i)),
    )
    if (open) return row('POSSIBLE')
    return row(denied.length > 0 && denied.length === heldFrameworks.length ? 'NONE' : 'UNKNOWN')
  }
  return { rows: Array.from(subjects, decide), closures }
}

/**
 * Whether an author stated that meeting the whole framework does not meet the control: a residual, or no counterpart
 * at all. The question of a mapping is asked of the whole framework (`seeds/README.md`), so its answer is too.
 */
export function deniesSufficiency(
  graph: Graph,
  active: ActiveSets,
  control: number,
  framework: number,
): boolean {
  if (isStatedUnmapped(graph, active, control, framework)) return true
  for (let i = graph.asSource.start[control]!; i < graph.asSource.start[control + 1]!; i++) {
    const m = graph.asSource.list[i]!
    if (active[graph.setOf[m]!] !== 1 || (graph.maskOf[m]! & ~(SUP | INT)) !== 0) continue
    if (graph.sources.start[m + 1]! - graph.sources.start[m]! !== 1) continue
    if (targetFrameworks(graph, m).every((f) => f === framework)) return true
  }
  return false
}

function targetFrameworks(graph: Graph, mapping: number): number[] {
  const targets = graph.targets.list.subarray(graph.targets.start[mapping], graph.targets.start[mapping + 1])
  return Array.from(targets, (t) => graph.frameworkOf[t]!)
}

/** Per control, one bit per held framework from which a walk of overlaps leads to it within the hops. */
function reachable(
  graph: Graph,
  options: DeriveOptions,
  held: readonly number[],
  frameworks: readonly number[],
): Int32Array {
  const reach = new Int32Array(graph.controls)
  const bitOf = new Map(frameworks.map((f, i) => [f, 1 << i]))
  for (const control of held) reach[control]! |= bitOf.get(graph.frameworkOf[control]!)!
  let frontier: number[] = [...held]
  let added = frontier.map((control) => reach[control]!)
  const pending = new Int32Array(graph.controls)
  for (let hop = 0; hop < options.maxHops && frontier.length > 0; hop++) {
    const touched: number[] = []
    for (let f = 0; f < frontier.length; f++) {
      const at = frontier[f]!
      for (let e = graph.edges.start[at]!; e < graph.edges.start[at + 1]!; e++) {
        const to = graph.edges.list[e]!
        const fresh = added[f]! & ~reach[to]!
        const m = graph.edgeMapping[e]!
        if (fresh === 0 || graph.edgeMask[e] === 16 || graph.kindOf[m] !== options.kind) continue
        if (options.active[graph.setOf[m]!] !== 1) continue
        if (pending[to] === 0) touched.push(to)
        pending[to]! |= fresh
      }
    }
    added = touched.map((to) => pending[to]!)
    for (const to of touched) {
      reach[to]! |= pending[to]!
      pending[to] = 0
    }
    frontier = touched
  }
  return reach
}

/** What reaches a control or a group above it: a statement about a whole section may concern each of its parts. */
function reachesFrom(graph: Graph, reach: Int32Array, control: number): number {
  let bits = 0
  for (let at = control; at >= 0; at = graph.parentOf[at]!) bits |= reach[at]!
  return bits
}

/**
 * The verdict of an item, from its own conclusion and its criterion's: it is part of what the criterion demands, so it
 * shares nothing with what the criterion shares nothing with, and may share what the criterion shares.
 */
export function verdictOfItem(own: CoverageRow, criterion: Verdict): Verdict {
  if (own.verdict !== 'UNKNOWN' && own.verdict !== 'POSSIBLE') return own.verdict
  if (criterion === 'NONE' || criterion === 'CONTRADICTION') return criterion
  return criterion === 'UNKNOWN' ? own.verdict : 'POSSIBLE'
}

export function countVerdicts(rows: Iterable<Pick<CoverageRow, 'verdict'>>): VerdictCounts {
  const counts = { FULL: 0, PARTIAL: 0, POSSIBLE: 0, NONE: 0, UNKNOWN: 0, CONTRADICTION: 0, TOTAL: 0 }
  for (const { verdict } of rows) {
    counts[verdict]++
    counts.TOTAL++
  }
  return counts
}

/** The interval of the share that is met: certainly so, and at most. Zero for nothing to meet. */
export function interval(counts: VerdictCounts): { low: number; high: number } {
  if (counts.TOTAL === 0) return { low: 0, high: 0 }
  return {
    low: counts.FULL / counts.TOTAL,
    high: (counts.FULL + counts.PARTIAL + counts.POSSIBLE) / counts.TOTAL,
  }
}

/** All controls of some frameworks: what somebody holds who meets them entirely. */
export function heldBy(graph: Graph, frameworks: readonly number[]): number[] {
  return frameworks.flatMap((f) => [...controlsOf(graph, f)])
}

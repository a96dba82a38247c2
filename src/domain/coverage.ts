// How much of one framework is met by somebody who meets others: a verdict per control with what it rests on
// (semantics §4.3). Counting and grouping only; what may be concluded is `inference.ts` and `derivation.ts`.

import { certainDeriver } from './certain.ts'
import type { Derived } from './derivation.ts'
import { deniesSufficiency, disproved } from './disproof.ts'
import { type ActiveSets, controlsOf, type Graph, isStatedUnmapped } from './graph.ts'
import { type Closure, forwardChain, isMet } from './inference.ts'
import { overlapTest } from './possible-overlap.ts'
import { isCertain } from './relation.ts'

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
  /** Of CONTRADICTION: what is concluded without what is held of which the mappings clash. */
  readonly besides?: CoverageRow
}

export type VerdictCounts = Readonly<Record<Verdict | 'TOTAL', number>>

export interface CoverageAnswer {
  readonly rows: readonly CoverageRow[]
  /** One closure per rationale kind, in the order of `kinds`: the proofs of every FULL. */
  readonly closures: ReadonlyMap<number, Closure>
}

/** What is certain, and what is contradicted, of a control, in one rationale kind. */
export type Derive = (control: number) => readonly Derived[]

/**
 * A verdict for each of `subjects`, in their order. What is derivable does not depend on what is held: `deriveIn` hands
 * in, per kind, a derivation that somebody kept.
 */
export function cover(
  graph: Graph,
  subjects: ArrayLike<number>,
  question: CoverageQuestion,
  deriveIn?: (kind: number) => Derive,
): CoverageAnswer {
  const { active, kinds, maxHops } = question
  const closures = new Map(kinds.map((kind) => [kind, forwardChain(graph, active, kind, question.held)]))
  const isHeld = new Uint8Array(graph.controls)
  for (const control of question.held) isHeld[control] = 1
  const heldFrameworks = frameworksOf(graph, question.held)
  const walks = kinds.map((kind) => {
    const options = { active, kind, maxHops, candidates: false }
    const derive = deriveIn ? deriveIn(kind) : certainDeriver(graph, options, heldFrameworks)
    return { derive, mayOverlap: overlapTest(graph, options, question.held, isHeld) }
  })

  const kindMeeting = (control: number) => kinds.find((kind) => isMet(closures.get(kind)!, control)) ?? -1
  const proven = Array.from(subjects).filter((control) => isHeld[control] === 0 && kindMeeting(control) >= 0)
  const isDisproved = disproved(graph, { ...question, heldFrameworks }, proven)

  const decide = (control: number): CoverageRow => {
    const certain: number[] = []
    const clashing: number[] = []
    for (const { derive } of walks)
      for (const { target, mask } of derive(control)) {
        if (mask === 0 && (isHeld[target] || target === control)) clashing.push(target)
        else if (isHeld[target] && isCertain(mask)) certain.push(target)
      }
    if (clashing.length > 0 || isDisproved.has(control)) {
      const besides = setAside(control, clashing, certain)
      return { control, verdict: 'CONTRADICTION', overlaps: clashing, kind: -1, besides }
    }
    const kind = kindMeeting(control)
    return kind < 0 ? lessThanFull(control, certain) : { control, verdict: 'FULL', overlaps: [], kind }
  }

  const lessThanFull = (control: number, certain: number[], except: readonly number[] = []): CoverageRow => {
    const row = (verdict: Verdict, overlaps: number[] = []) => ({ control, verdict, overlaps, kind: -1 })
    if (certain.length > 0) return row('PARTIAL', certain)
    if (walks.some(({ mayOverlap }) => mayOverlap(control, except))) return row('POSSIBLE')
    const denied = heldFrameworks.filter((f) => isStatedUnmapped(graph, active, control, f))
    return row(denied.length > 0 && denied.length === heldFrameworks.length ? 'NONE' : 'UNKNOWN')
  }

  /** The verdict from what is held without that whose mappings to the control clash, or are said not to be enough. */
  const setAside = (control: number, clashing: readonly number[], certain: number[]): CoverageRow => {
    if (clashing.includes(control)) return { control, verdict: 'UNKNOWN', overlaps: [], kind: -1 }
    const counts = (held: number, kind: number) =>
      !clashing.includes(held) && !deniesSufficiency(graph, active, control, graph.frameworkOf[held]!, kind)
    const isStillMet = (kind: number) => {
      const some = question.held.filter((held) => counts(held, kind))
      return isMet(forwardChain(graph, active, kind, some), control)
    }
    const kind = kinds.find((k) => isMet(closures.get(k)!, control) && isStillMet(k))
    if (kind !== undefined) return { control, verdict: 'FULL', overlaps: [], kind }
    return lessThanFull(control, certain, clashing)
  }

  return { rows: Array.from(subjects, decide), closures }
}

/**
 * The verdict of an item, from its own conclusion and its criterion's: it is part of what the criterion demands, so it
 * shares nothing with what the criterion shares nothing with, and may share what the criterion shares. An alternative or
 * an illustration is no such part: of it nothing follows from the criterion.
 */
export function verdictOfItem(own: CoverageRow, criterion: Verdict, isDemanded: boolean): Verdict {
  if (!isDemanded) return own.verdict
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

/** The frameworks of some controls, each once. */
export function frameworksOf(graph: Graph, controls: readonly number[]): number[] {
  const seen = new Uint8Array(graph.frameworks)
  for (const control of controls) seen[graph.frameworkOf[control]!] = 1
  return [...seen.keys()].filter((framework) => seen[framework] === 1)
}

/** All controls of some frameworks: what somebody holds who meets them entirely. */
export function heldBy(graph: Graph, frameworks: readonly number[]): number[] {
  const held: number[] = []
  for (const framework of frameworks) for (const control of controlsOf(graph, framework)) held.push(control)
  return held
}

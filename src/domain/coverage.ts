// How much of one framework is met by somebody who meets others: a verdict per control with what it rests on
// (semantics §4.3). Counting and grouping only; what may be concluded is `inference.ts` and `derivation.ts`.

import { certainDeriver } from './certain.ts'
import type { Derived } from './derivation.ts'
import { type ActiveSets, controlsOf, type Graph, isStatedUnmapped } from './graph.ts'
import { type Closure, forwardChain, isMet, isMetBy } from './inference.ts'
import { overlapTest } from './possible-overlap.ts'
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

  /** What is met by what is held of some frameworks only. The combinations asked for are few. */
  const metFrom = remembered((kind: number, frameworks: readonly number[]) => {
    const isAmong = new Uint8Array(graph.frameworks)
    for (const framework of frameworks) isAmong[framework] = 1
    const its = question.held.filter((control) => isAmong[graph.frameworkOf[control]!] === 1)
    return isMetBy(graph, active, kind, its)
  })

  /**
   * Mappings prove the control from frameworks that, an author states, do not show it: from those without a counterpart
   * of it, or from one that leaves a residual of it, to which those without a counterpart add nothing.
   */
  const isDisproved = (control: number, denied: readonly number[]): boolean =>
    kinds.some((kind) => {
      const lacking = heldFrameworks.filter(
        (f) => !denied.includes(f) && deniesSufficiency(graph, active, control, f, kind),
      )
      const isMetFrom = (frameworks: readonly number[]) =>
        frameworks.length > 0 && metFrom(kind, frameworks)(control)
      // Without one that nobody says is not enough, nothing is met nearly always: then it is what proves.
      const sound = heldFrameworks.find((f) => !denied.includes(f) && !lacking.includes(f))
      if (sound !== undefined && !isMetFrom(heldFrameworks.filter((f) => f !== sound))) return false
      return isMetFrom(denied) || lacking.some((f) => isMetFrom([f, ...denied]))
    })

  const deniedOf = (control: number) =>
    heldFrameworks.filter((f) => isStatedUnmapped(graph, active, control, f))

  const decide = (control: number): CoverageRow => {
    const certain: number[] = []
    const clashing: number[] = []
    for (const { derive } of walks)
      for (const { target, mask } of derive(control)) {
        if (mask === 0 && (isHeld[target] || target === control)) clashing.push(target)
        else if (isHeld[target] && isCertain(mask)) certain.push(target)
      }
    const kind = kinds.find((k) => isMet(closures.get(k)!, control)) ?? -1
    if (clashing.length === 0 && kind < 0) return lessThanFull(control, certain)
    if (clashing.length > 0 || (!isHeld[control] && isDisproved(control, deniedOf(control)))) {
      const besides = setAside(control, clashing, certain)
      return { control, verdict: 'CONTRADICTION', overlaps: clashing, kind: -1, besides }
    }
    return { control, verdict: 'FULL', overlaps: [], kind }
  }

  const lessThanFull = (control: number, certain: number[], except: readonly number[] = []): CoverageRow => {
    const row = (verdict: Verdict, overlaps: number[] = []) => ({ control, verdict, overlaps, kind: -1 })
    if (certain.length > 0) return row('PARTIAL', certain)
    if (walks.some(({ mayOverlap }) => mayOverlap(control, except))) return row('POSSIBLE')
    const denied = deniedOf(control)
    return row(denied.length > 0 && denied.length === heldFrameworks.length ? 'NONE' : 'UNKNOWN')
  }

  /** The verdict from what is held without that whose mappings to the control clash, or are said not to be enough. */
  const setAside = (control: number, clashing: readonly number[], certain: number[]): CoverageRow => {
    if (clashing.includes(control)) return { control, verdict: 'UNKNOWN', overlaps: [], kind: -1 }
    const counts = (held: number, kind: number) =>
      !clashing.includes(held) && !deniesSufficiency(graph, active, control, graph.frameworkOf[held]!, kind)
    const isStillMet = (kind: number) => {
      const some = question.held.filter((held) => counts(held, kind))
      return isMetBy(graph, active, kind, some)(control)
    }
    const kind = kinds.find((k) => isMet(closures.get(k)!, control) && isStillMet(k))
    if (kind !== undefined) return { control, verdict: 'FULL', overlaps: [], kind }
    return lessThanFull(control, certain, clashing)
  }
  return { rows: Array.from(subjects, decide), closures }
}

function remembered<T>(work: (kind: number, frameworks: readonly number[]) => T) {
  const known = new Map<string, T>()
  return (kind: number, frameworks: readonly number[]): T => {
    const key = `${kind}:${frameworks.toSorted((a, b) => a - b).join()}`
    const found = known.get(key) ?? work(kind, frameworks)
    known.set(key, found)
    return found
  }
}

/**
 * Whether an author stated that meeting the whole framework does not meet the control: a residual, or no counterpart
 * at all. The question of a mapping is asked of the whole framework (`seeds/README.md`), so its answer is too. Asked
 * of one rationale `kind`, or of all.
 */
export function deniesSufficiency(
  graph: Graph,
  active: ActiveSets,
  control: number,
  framework: number,
  kind?: number,
): boolean {
  if (isStatedUnmapped(graph, active, control, framework)) return true
  for (let i = graph.asSource.start[control]!; i < graph.asSource.start[control + 1]!; i++) {
    const m = graph.asSource.list[i]!
    if (active[graph.setOf[m]!] !== 1 || (kind !== undefined && graph.kindOf[m] !== kind)) continue
    if ((graph.maskOf[m]! & ~(SUP | INT)) !== 0) continue
    if (graph.sources.start[m + 1]! - graph.sources.start[m]! !== 1) continue
    if (areTargetsIn(graph, m, framework)) return true
  }
  return false
}

function areTargetsIn({ targets, frameworkOf }: Graph, mapping: number, framework: number): boolean {
  for (let i = targets.start[mapping]!; i < targets.start[mapping + 1]!; i++)
    if (frameworkOf[targets.list[i]!] !== framework) return false
  return true
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

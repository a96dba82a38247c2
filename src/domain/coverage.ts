// How much of one framework is met by somebody who meets others: a verdict per control with what it rests on
// (semantics §4.3). Counting and grouping only; what may be concluded is `inference.ts` and `derivation.ts`.

import { type Derived, deriver } from './derivation.ts'
import { type ActiveSets, controlsOf, type Graph, isStatedUnmapped } from './graph.ts'
import { type Closure, forwardChain, isMet } from './inference.ts'
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
}

export type VerdictCounts = Readonly<Record<Verdict | 'TOTAL', number>>

export interface CoverageAnswer {
  readonly rows: readonly CoverageRow[]
  /** One closure per rationale kind, in the order of `kinds`: the proofs of every FULL. */
  readonly closures: ReadonlyMap<number, Closure>
}

/** What is derivable from a control, in one rationale kind. */
export type Derive = (control: number) => readonly Derived[]

/**
 * A verdict for each of `subjects`, in their order. What is derivable does not depend on what is held: `deriveIn` hands
 * in, per kind, a derivation that somebody kept.
 */
export function cover(
  graph: Graph,
  subjects: ArrayLike<number>,
  question: CoverageQuestion,
  deriveIn: (kind: number) => Derive = (kind) =>
    deriver(graph, { active: question.active, kind, maxHops: question.maxHops, candidates: false }),
): CoverageAnswer {
  const { active, kinds, maxHops } = question
  const closures = new Map(kinds.map((kind) => [kind, forwardChain(graph, active, kind, question.held)]))
  const isHeld = new Uint8Array(graph.controls)
  for (const control of question.held) isHeld[control] = 1
  const heldFrameworks = [...new Set(question.held.map((control) => graph.frameworkOf[control]!))]
  const walks = kinds.map((kind) => {
    const options = { active, kind, maxHops, candidates: false }
    return { derive: deriveIn(kind), mayOverlap: overlapTest(graph, options, question.held) }
  })
  const metFrom = closuresOfParts(graph, active, question.held)

  /**
   * Mappings prove the control from frameworks that, an author states, do not show it: from those without a
   * counterpart of it together, or from one that leaves a residual of it.
   */
  const isDisproved = (control: number, denied: readonly number[]): boolean =>
    kinds.some(
      (kind) =>
        (denied.length > 0 && isMet(metFrom(kind, denied), control)) ||
        heldFrameworks.some(
          (f) => deniesSufficiency(graph, active, control, f, kind) && isMet(metFrom(kind, [f]), control),
        ),
    )

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
    if (proofKind >= 0)
      return row(!isHeld[control] && isDisproved(control, denied) ? 'CONTRADICTION' : 'FULL')
    if (certain.length > 0) return row('PARTIAL', certain)
    if (walks.some(({ mayOverlap }) => mayOverlap(control))) return row('POSSIBLE')
    return row(denied.length > 0 && denied.length === heldFrameworks.length ? 'NONE' : 'UNKNOWN')
  }
  return { rows: Array.from(subjects, decide), closures }
}

/** What is met from the held controls of some frameworks only, worked out once for each choice of them. */
function closuresOfParts(graph: Graph, active: ActiveSets, held: readonly number[]) {
  const known = new Map<string, Closure>()
  return (kind: number, frameworks: readonly number[]): Closure => {
    const key = `${kind} ${frameworks.join()}`
    const closure =
      known.get(key) ??
      forwardChain(
        graph,
        active,
        kind,
        held.filter((control) => frameworks.includes(graph.frameworkOf[control]!)),
      )
    known.set(key, closure)
    return closure
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
    if (targetFrameworks(graph, m).every((f) => f === framework)) return true
  }
  return false
}

function targetFrameworks(graph: Graph, mapping: number): number[] {
  const targets = graph.targets.list.subarray(graph.targets.start[mapping], graph.targets.start[mapping + 1])
  return Array.from(targets, (t) => graph.frameworkOf[t]!)
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

/** All controls of some frameworks: what somebody holds who meets them entirely. */
export function heldBy(graph: Graph, frameworks: readonly number[]): number[] {
  return frameworks.flatMap((f) => [...controlsOf(graph, f)])
}

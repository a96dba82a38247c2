// Which evidence to collect next: the type that gains most, then the one that gains most on top of it, until nothing
// gains (semantics §6).

import type { Verdict } from './coverage.ts'
import type { EvidenceType } from './evidence-type.ts'
import { type Facts, factsIn, join } from './facts.ts'
import { certainVerdicts } from './posture.ts'
import type { Snapshot } from './snapshot.ts'
import { type Change, isRaised, whatIf } from './whatif.ts'

export interface Goal {
  readonly framework: number
  /** How much one control of this framework counts against one of another; positive. */
  readonly weight: number
}

export interface Gain {
  readonly framework: number
  readonly newlyFull: readonly Change[]
  readonly newlyPartial: readonly Change[]
}

export interface PlanStep {
  readonly type: EvidenceType
  /** Weighted sums over the frameworks. */
  readonly full: number
  readonly partial: number
  /** Per goal, in the order asked. */
  readonly gains: readonly Gain[]
}

type Certain = ReadonlyMap<number, Verdict>

/** Weighted counts of what becomes FULL, and of what becomes PARTIAL, from one state of the goals to another. */
function weigh(goals: readonly Goal[], before: readonly Certain[], after: readonly Certain[]) {
  let full = 0
  let partial = 0
  for (const [i, { weight }] of goals.entries())
    for (const [control, verdict] of after[i]!) {
      const had = before[i]!.get(control)
      if (verdict === 'FULL' && had !== 'FULL') full += weight
      else if (verdict === 'PARTIAL' && had === undefined) partial += weight
    }
  return { full, partial }
}

function gainIn(snapshot: Snapshot, framework: number, held: Facts, then: Facts): Gain {
  const raised = whatIf(snapshot, framework, held, then).changes.filter(isRaised)
  return {
    framework,
    newlyFull: raised.filter(({ to }) => to === 'FULL'),
    newlyPartial: raised.filter(({ to }) => to === 'PARTIAL'),
  }
}

/** Whether everything the type would show is shown: then it gains nothing, and need not be tried. */
function isIdle(held: Facts, shows: Facts): boolean {
  const proven = new Set(held.proven)
  const either = new Set([...held.proven, ...held.supported])
  return shows.proven.every((c) => proven.has(c)) && shows.supported.every((c) => either.has(c))
}

/**
 * The steps of the plan, each worked out when it is asked for. Every type is weighed anew after each pick: two artefacts
 * can be worth more together than alone, so what one gained before bounds nothing. Ties go to the catalogue's order.
 */
export function* plan(
  snapshot: Snapshot,
  goals: readonly Goal[],
  start: Facts,
  types: readonly EvidenceType[] = snapshot.evidenceTypes,
): Generator<PlanStep> {
  const shown = types.map((type) => ({
    type,
    shows: factsIn(snapshot.graph, [{ claims: type.links, certificates: [] }]),
  }))
  const verdicts = (held: Facts) => goals.map(({ framework }) => certainVerdicts(snapshot, framework, held))
  for (let held = start; ; ) {
    const before = verdicts(held)
    let best: { type: EvidenceType; then: Facts; full: number; partial: number } | null = null
    for (const { type, shows } of shown) {
      if (isIdle(held, shows)) continue
      const then = join(held, shows)
      const { full, partial } = weigh(goals, before, verdicts(then))
      if (full === 0 && partial === 0) continue
      if (!best || full > best.full || (full === best.full && partial > best.partial))
        best = { type, then, full, partial }
    }
    if (!best) return
    const { type, then, full, partial } = best
    const gains = goals.map(({ framework }) => gainIn(snapshot, framework, held, then))
    yield { type, full, partial, gains }
    held = then
  }
}

// What is certainly violated when some controls are: for every rationale kind in use, with the way it came about.

import { kindsIn } from './assessment.ts'
import type { Control } from './framework.ts'
import type { ActiveSets } from './graph.ts'
import { propagateFailure, REASON } from './inference.ts'
import type { Mapping } from './mapping.ts'
import type { Snapshot } from './snapshot.ts'

export interface ImpactStep {
  readonly from: Control
  readonly to: Control
  /** The mapping by which `to` demands all of `from`; null when `from` is part of `to` in the tree. */
  readonly mapping: Mapping | null
}

export interface Impact {
  readonly control: Control
  readonly path: readonly ImpactStep[]
}

/** The violated controls of one framework, in document order. Those that failed to begin with are not among them. */
export function impactOf(
  snapshot: Snapshot,
  active: ActiveSets,
  failed: readonly Control[],
  framework: number,
): Impact[] {
  const found = new Map<number, Impact>()
  const start = failed.map((c) => c.index)
  for (const kind of kindsIn(snapshot, active)) {
    const spread = propagateFailure(snapshot.graph, active, kind, start)
    for (const index of spread.order) {
      if (spread.reason[index] === REASON.HELD || snapshot.controls[index]!.framework !== framework) continue
      if (found.has(index)) continue
      const path: ImpactStep[] = []
      for (let at = index; spread.from[at]! >= 0; at = spread.from[at]!) {
        const mapping = spread.reason[at] === REASON.CHILDREN ? null : snapshot.mappings[spread.because[at]!]!
        path.unshift({ from: snapshot.controls[spread.from[at]!]!, to: snapshot.controls[at]!, mapping })
      }
      found.set(index, { control: snapshot.controls[index]!, path })
    }
  }
  return [...found.values()].sort((a, b) => a.control.index - b.control.index)
}

// What is certainly violated when some controls are: for every rationale kind in use, with the way it came about.

import { kindsIn } from './assessment.ts'
import { DomainError } from './errors.ts'
import type { Control } from './framework.ts'
import type { ActiveSets } from './graph.ts'
import { propagateFailure, REASON } from './inference.ts'
import type { Mapping } from './mapping.ts'
import { defaultSets, namedSets } from './sets.ts'
import { requireControl, requireFramework, type Snapshot } from './snapshot.ts'

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

export interface ImpactQuestion {
  readonly failed: readonly { readonly framework: string; readonly ref: string }[]
  /** Slug of the framework to look at. */
  readonly in: string
  readonly sets: readonly string[] | null
}

/** Controls that fail at once. */
const MAX_FAILED = 100

/** As `impactOf`, of names. Throws BAD_ARGUMENT, UNKNOWN_FRAMEWORK, UNKNOWN_REF and UNKNOWN_MAPPING_SET. */
export function impact(snapshot: Snapshot, question: ImpactQuestion): Impact[] {
  const { failed, sets } = question
  if (failed.length < 1 || failed.length > MAX_FAILED)
    throw new DomainError(
      'BAD_ARGUMENT',
      `failed must be 1 to ${MAX_FAILED} controls, but got: ${failed.length}`,
      { argument: 'failed' },
    )
  const controls = failed.map(({ framework, ref }) =>
    requireControl(snapshot, requireFramework(snapshot, framework), ref),
  )
  const target = requireFramework(snapshot, question.in, 'in').index
  const from = [...new Set(controls.map((control) => control.framework))]
  const active = sets ? namedSets(snapshot, sets) : defaultSets(snapshot, target, from)
  return impactOf(snapshot, active, controls, target)
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

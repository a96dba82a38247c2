// Where authored and published mappings exclude each other: an error in the data that no chaining of untyped links
// would ever show.

import { kindsIn } from './assessment.ts'
import { deniesSufficiency } from './coverage.ts'
import { type DeriveOptions, deriver } from './derivation.ts'
import { type ActiveSets, controlsOf } from './graph.ts'
import { forwardChain, isMet } from './inference.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * OVERLAP: no relation between two controls is left possible. SUFFICIENCY: mappings prove a control from a framework,
 * though an author states that this framework leaves something of it to prove, or has no counterpart at all.
 */
export interface Contradiction {
  readonly nature: 'OVERLAP' | 'SUFFICIENCY'
  readonly control: number
  /** OVERLAP: the other control. */
  readonly counterpart: number | null
  /** The framework that the statements are about. */
  readonly framework: number
  readonly options: DeriveOptions
}

const HOPS = 3

function overlaps(snapshot: Snapshot, options: DeriveOptions): Contradiction[] {
  const { graph } = snapshot
  const walk = deriver(graph, options)
  const found: Contradiction[] = []
  for (let control = 0; control < graph.controls; control++)
    for (const { target, mask } of walk(control))
      if (mask === 0 && target >= control)
        found.push({
          nature: 'OVERLAP',
          control,
          counterpart: target,
          framework: graph.frameworkOf[target]!,
          options,
        })
  return found
}

function sufficiencies(snapshot: Snapshot, options: DeriveOptions): Contradiction[] {
  const { graph } = snapshot
  return snapshot.frameworks.flatMap(({ index }) => {
    const closure = forwardChain(graph, options.active, options.kind, controlsOf(graph, index))
    return closure.order
      .filter(
        (c) =>
          graph.frameworkOf[c] !== index &&
          isMet(closure, c) &&
          deniesSufficiency(graph, options.active, c, index, options.kind),
      )
      .map((control) => ({
        nature: 'SUFFICIENCY' as const,
        control,
        counterpart: null,
        framework: index,
        options,
      }))
  })
}

/** Every contradiction among the active sets, in document order. */
export function contradictions(snapshot: Snapshot, active: ActiveSets): Contradiction[] {
  return kindsIn(snapshot, active).flatMap((kind) => {
    const options = { active, kind, maxHops: HOPS, candidates: false }
    return [...overlaps(snapshot, options), ...sufficiencies(snapshot, options)]
  })
}

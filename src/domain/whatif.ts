// Two postures of one framework side by side: what a change of evidence raises and lowers. Nothing is stored.

import type { Verdict } from './coverage.ts'
import type { Facts } from './facts.ts'
import { type Posture, posture, RANK } from './posture.ts'
import type { Snapshot } from './snapshot.ts'

export interface Change {
  readonly control: number
  readonly from: Verdict
  readonly to: Verdict
}

/** Every control whose verdict differs, in document order. */
export function changes(before: Posture, after: Posture): Change[] {
  return after.rows
    .map(({ control, verdict }) => ({ control, from: before.verdictOf.get(control)!, to: verdict }))
    .filter(({ from, to }) => from !== to)
}

export const isRaised = ({ from, to }: Change) => RANK[to] > RANK[from]
export const isLowered = ({ from, to }: Change) => RANK[to] < RANK[from]

export interface WhatIf {
  readonly before: Posture
  readonly after: Posture
  readonly changes: readonly Change[]
}

/** The posture with one state of the evidence and with another. */
export function whatIf(snapshot: Snapshot, of: number, before: Facts, after: Facts): WhatIf {
  const now = posture(snapshot, of, before)
  const then = posture(snapshot, of, after)
  return { before: now, after: then, changes: changes(now, then) }
}

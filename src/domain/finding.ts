// A recorded failure of a control, and what it certainly violates elsewhere (semantics §4.4).

import type { DateText } from './calendar.ts'
import { DomainError } from './errors.ts'
import { type Impact, impactOf } from './impact.ts'
import { defaultSets } from './sets.ts'
import type { Snapshot } from './snapshot.ts'

/** Refuses that a failure was put right before it was found. Throws BAD_ARGUMENT. */
export function requireOrder(openedAt: DateText, closedAt: DateText): void {
  if (openedAt <= closedAt) return
  throw new DomainError('BAD_ARGUMENT', `closedAt must not be before ${openedAt}, but got: ${closedAt}`, {
    argument: 'closedAt',
  })
}

/** Everything that the failure certainly violates in the given frameworks, in document order. */
export function violations(snapshot: Snapshot, control: number, frameworks: readonly number[]): Impact[] {
  const failed = snapshot.controls[control]!
  return [...new Set(frameworks)]
    .sort((a, b) => a - b)
    .flatMap((framework) =>
      impactOf(snapshot, defaultSets(snapshot, framework, [failed.framework]), [failed], framework),
    )
}

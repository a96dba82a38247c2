// A recorded failure of a control, and what it certainly violates elsewhere (semantics §4.4).

import type { DateText } from './calendar.ts'
import { type Impact, impactOf } from './impact.ts'
import { defaultSets } from './sets.ts'
import type { Snapshot } from './snapshot.ts'

/** The days on which a failure stands. */
export interface FindingPeriod {
  readonly openedAt: DateText
  /** The day it was put right; null while it is open. */
  readonly closedAt: DateText | null
}

/** Whether the failure stands on a day. */
export function isOpen({ openedAt, closedAt }: FindingPeriod, asOf: DateText): boolean {
  return openedAt <= asOf && (closedAt === null || asOf < closedAt)
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

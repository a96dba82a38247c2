// What falls when evidence expires: the posture on the last day of each piece against that of the day after.

import { type DateText, plusDays } from './calendar.ts'
import { counting, type Evidence, lastDay, type Moment } from './evidence.ts'
import { type Facts, isSame } from './facts.ts'
import type { Snapshot } from './snapshot.ts'
import { type Change, isLowered, whatIf } from './whatif.ts'

/** The evidence that counts now and of which the last day is within so many days, by that day, soonest first. */
export function expiringBy<E extends Evidence>(
  evidence: readonly E[],
  moment: Moment,
  days: number,
): ReadonlyMap<DateText, readonly E[]> {
  const end = plusDays(moment.asOf, days)
  const byDay = new Map<DateText, E[]>()
  for (const piece of counting(evidence, moment)) {
    const last = lastDay(piece)
    if (last === null || last > end) continue
    byDay.set(last, [...(byDay.get(last) ?? []), piece])
  }
  return new Map([...byDay].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * The controls of framework `of` that fall from one day to the next. Two pieces that stand in for each other and expire
 * on one day fall together, so this is asked of days, not of pieces; what takes effect that day is counted.
 */
export function falls(snapshot: Snapshot, of: number, lastDayFacts: Facts, nextDayFacts: Facts): Change[] {
  if (isSame(lastDayFacts, nextDayFacts)) return []
  return whatIf(snapshot, of, lastDayFacts, nextDayFacts).changes.filter(isLowered)
}

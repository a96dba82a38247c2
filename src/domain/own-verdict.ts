// A person's own verdict on a control: kept apart from what is derived, shown beside it, and winning over it.

import type { Verdict } from './coverage.ts'

export const OWN_VERDICTS = ['MET', 'PARTLY', 'NOT_MET', 'NOT_APPLICABLE'] as const
export type OwnVerdictValue = (typeof OWN_VERDICTS)[number]

export interface OwnVerdict {
  readonly control: number
  readonly verdict: OwnVerdictValue
  /** Why; never empty for NOT_APPLICABLE, which takes the control out of the count. */
  readonly reason: string | null
}

/** What stands in the end: a derived verdict, or what a person said that nothing derives. */
export const STANDINGS = [
  'FULL',
  'PARTIAL',
  'POSSIBLE',
  'NONE',
  'UNKNOWN',
  'CONTRADICTION',
  'NOT_MET',
  'NOT_APPLICABLE',
] as const satisfies readonly (Verdict | OwnVerdictValue)[]
export type Standing = (typeof STANDINGS)[number]

const SAID: Readonly<Record<OwnVerdictValue, Standing>> = {
  MET: 'FULL',
  PARTLY: 'PARTIAL',
  NOT_MET: 'NOT_MET',
  NOT_APPLICABLE: 'NOT_APPLICABLE',
}

export function standing(derived: Verdict, own: OwnVerdict | null | undefined): Standing {
  return own ? SAID[own.verdict] : derived
}

export type StandingCounts = Readonly<Record<Standing | 'TOTAL', number>>

export function countStandings(standings: Iterable<Standing>): StandingCounts {
  const counts = Object.fromEntries([...STANDINGS, 'TOTAL'].map((name) => [name, 0])) as Record<
    Standing | 'TOTAL',
    number
  >
  for (const one of standings) {
    counts[one]++
    counts.TOTAL++
  }
  return counts
}

/** The interval of the share that is met, of what applies: certainly so, and at most. Zero when nothing applies. */
export function standingInterval(counts: StandingCounts): { low: number; high: number } {
  const applicable = counts.TOTAL - counts.NOT_APPLICABLE
  if (applicable === 0) return { low: 0, high: 0 }
  return {
    low: counts.FULL / applicable,
    high: (counts.FULL + counts.PARTIAL + counts.POSSIBLE) / applicable,
  }
}

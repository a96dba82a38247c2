// Rows of a coverage, counted: overall and by theme, with the interval of each. Counted once, since rows do not change
// and the same ones are asked for again and again.

import { type CoverageRow, countVerdicts, interval, type VerdictCounts } from './coverage.ts'
import type { Control } from './framework.ts'
import { countByTheme } from './report.ts'
import type { Snapshot } from './snapshot.ts'

export interface Share {
  readonly counts: VerdictCounts
  /** Share certainly met. */
  readonly low: number
  /** Share met at most. */
  readonly high: number
}

export interface Tally extends Share {
  readonly themes: readonly (Share & { readonly control: Control })[]
}

export const shareOf = (counts: VerdictCounts): Share => ({ counts, ...interval(counts) })

/** They live as long as their rows. */
const kept = new WeakMap<readonly CoverageRow[], Tally>()

/** `rows` are of that snapshot. */
export function tally(snapshot: Snapshot, rows: readonly CoverageRow[]): Tally {
  const known = kept.get(rows)
  if (known) return known
  const themes = countByTheme(snapshot, rows).map(({ control, counts }) => ({ control, ...shareOf(counts) }))
  const made = { ...shareOf(countVerdicts(rows)), themes }
  kept.set(rows, made)
  return made
}

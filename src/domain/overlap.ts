// The overlap matrix: how much of each framework somebody meets who meets one other. What is kept of a pair is its
// counts: a matrix has more pairs than whole answers are kept of.

import { LRUCache } from 'lru-cache'
import { assess } from './assessment.ts'
import { countVerdicts } from './coverage.ts'
import type { Framework } from './framework.ts'
import type { Snapshot } from './snapshot.ts'
import { type Share, shareOf } from './tally.ts'

export interface OverlapCell extends Share {
  readonly of: Framework
  readonly by: Framework
}

/** Pairs kept per snapshot: two matrices of the largest kind, and more. */
const KEPT = 1000

const caches = new WeakMap<Snapshot, LRUCache<string, OverlapCell>>()

function cacheOf(snapshot: Snapshot): LRUCache<string, OverlapCell> {
  const known = caches.get(snapshot)
  if (known) return known
  const made = new LRUCache<string, OverlapCell>({ max: Math.ceil(KEPT * snapshot.room) })
  caches.set(snapshot, made)
  return made
}

/** Every ordered pair, row by row, without the diagonal; `sets` are slugs, null for the default. */
export function overlap(
  snapshot: Snapshot,
  frameworks: readonly Framework[],
  sets: readonly string[] | null,
): OverlapCell[] {
  const cache = cacheOf(snapshot)
  const chosen = sets ? JSON.stringify([...new Set(sets)].sort()) : ''
  const cell = (of: Framework, by: Framework): OverlapCell => {
    const key = `${of.index} ${by.index} ${chosen}`
    const known = cache.get(key)
    if (known) return known
    const { rows } = assess(snapshot, of.index, [by.index], sets)
    const made = { of, by, ...shareOf(countVerdicts(rows)) }
    cache.set(key, made)
    return made
  }
  return frameworks.flatMap((of) => frameworks.filter((by) => by !== of).map((by) => cell(of, by)))
}

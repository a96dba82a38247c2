// Coverage of one framework by others on a snapshot, worked out once per question and kept for a while: the questions
// that front ends ask are few, and the snapshot does not change.

import { LRUCache } from 'lru-cache'
import { type CoverageAnswer, cover, DEFAULT_HOPS, heldBy, type Verdict } from './coverage.ts'
import { type ActiveSets, controlsOf } from './graph.ts'
import { RATIONALE_KINDS } from './mapping.ts'
import { defaultSets, namedSets } from './sets.ts'
import type { Snapshot } from './snapshot.ts'

export interface Assessment extends CoverageAnswer {
  readonly of: number
  readonly by: readonly number[]
  readonly active: ActiveSets
  readonly kinds: readonly number[]
  readonly maxHops: number
  /** Verdict by control index, of the controls (not groups, not items) of the framework. */
  readonly verdictOf: ReadonlyMap<number, Verdict>
}

/** How many answers are kept per snapshot. */
const KEPT = 200

const caches = new WeakMap<Snapshot, LRUCache<string, Assessment>>()

/** The rationale kinds that the active sets use: to reason in one that nobody used would be idle. */
export function kindsIn(snapshot: Snapshot, active: ActiveSets): number[] {
  const used = new Set(snapshot.sets.filter((set) => active[set.index]).map((set) => set.rationaleKind))
  for (const m of snapshot.mappings) if (active[m.set]) used.add(m.rationaleKind)
  return RATIONALE_KINDS.map((_, kind) => kind).filter((kind) => used.has(RATIONALE_KINDS[kind]!))
}

/** Coverage of all controls of `of` by somebody who meets all of `by`; `sets` are slugs, null for the default. */
export function assess(
  snapshot: Snapshot,
  of: number,
  by: readonly number[],
  sets: readonly string[] | null,
): Assessment {
  let cache = caches.get(snapshot)
  if (!cache) {
    cache = new LRUCache({ max: KEPT })
    caches.set(snapshot, cache)
  }
  const sorted = [...new Set(by)].sort((a, b) => a - b)
  const key = JSON.stringify([of, sorted, sets && [...new Set(sets)].sort()])
  const kept = cache.get(key)
  if (kept) return kept
  const active = sets ? namedSets(snapshot, sets) : defaultSets(snapshot, of, sorted)
  const kinds = kindsIn(snapshot, active)
  const subjects = controlsOf(snapshot.graph, of).filter((c) => snapshot.controls[c]!.kind === 'CONTROL')
  const answer = cover(snapshot.graph, subjects, {
    held: heldBy(snapshot.graph, sorted),
    active,
    kinds,
    maxHops: DEFAULT_HOPS,
  })
  const verdictOf = new Map(answer.rows.map((row) => [row.control, row.verdict]))
  const assessment = { ...answer, of, by: sorted, active, kinds, maxHops: DEFAULT_HOPS, verdictOf }
  cache.set(key, assessment)
  return assessment
}

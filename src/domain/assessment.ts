// Coverage of one framework by others on a snapshot, worked out once per question and kept for a while: the questions
// that front ends ask are few, and the snapshot does not change.

import { LRUCache } from 'lru-cache'
import { type CoverageAnswer, cover, DEFAULT_HOPS, heldBy, type Verdict } from './coverage.ts'
import { DomainError } from './errors.ts'
import type { Framework } from './framework.ts'
import { type ActiveSets, controlsOf } from './graph.ts'
import { RATIONALE_KINDS } from './mapping.ts'
import { type RowByParts, raisedByParts } from './parts.ts'
import { defaultSets, namedSets } from './sets.ts'
import { requireFramework, type Snapshot } from './snapshot.ts'

export interface Assessment extends CoverageAnswer {
  readonly rows: readonly RowByParts[]
  readonly of: number
  readonly by: readonly number[]
  readonly active: ActiveSets
  readonly kinds: readonly number[]
  readonly maxHops: number
  /** Verdict by control index, of the controls (not groups, not items) of the framework. */
  readonly verdictOf: ReadonlyMap<number, Verdict>
}

/** What is kept per snapshot: at most this many answers, and this many bytes of proofs and rows together. */
const KEPT = { max: 200, maxSize: 64_000_000 }
const ROW_BYTES = 120
const PROOF_BYTES = 5

function sizeOf(assessment: Assessment): number {
  let bytes = 1 + assessment.rows.length * ROW_BYTES
  for (const { reason, order } of assessment.closures.values())
    bytes += reason.length * PROOF_BYTES + order.length * 8
  return bytes
}

const caches = new WeakMap<Snapshot, LRUCache<string, Assessment>>()

/** The rationale kinds that the active sets use: to reason in one that nobody used would be idle. */
export function kindsIn({ sets, graph }: Snapshot, active: ActiveSets): number[] {
  let used = 0
  for (const { index, rationaleKind } of sets)
    if (active[index]) used |= (graph.kindsOfSet[index] ?? 0) | (1 << RATIONALE_KINDS.indexOf(rationaleKind))
  return [...RATIONALE_KINDS.keys()].filter((kind) => used & (1 << kind))
}

/** At most this many frameworks held at once. */
const MAX_BY = 20

/** Refuses a question that has no answer: nothing held, too much of it, or the framework itself among it. */
export function requireBy(snapshot: Snapshot, of: string, by: readonly string[]): number[] {
  const subject = requireFramework(snapshot, of, 'of')
  const slugs = [...new Set(by)]
  if (slugs.length === 0 || slugs.length > MAX_BY)
    throw new DomainError('BAD_ARGUMENT', `by must be 1 to ${MAX_BY} frameworks, but got: ${slugs.length}`, {
      argument: 'by',
    })
  const held = slugs.map((slug) => requireFramework(snapshot, slug, 'by'))
  if (held.includes(subject))
    throw new DomainError('BAD_ARGUMENT', `by must not contain \`of\` itself, but got: ${of}`, {
      argument: 'by',
    })
  return held.map((framework) => framework.index)
}

/** The two ends of derived links: what a framework has to do with itself is not derived. */
export function requirePair(
  snapshot: Snapshot,
  from: string,
  to: string,
): { from: Framework; to: Framework } {
  const ends = { from: requireFramework(snapshot, from, 'from'), to: requireFramework(snapshot, to, 'to') }
  if (ends.from !== ends.to) return ends
  throw new DomainError('BAD_ARGUMENT', `to must be another framework than from, but got: ${ends.to.slug}`, {
    argument: 'to',
  })
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
    cache = new LRUCache({
      max: KEPT.max,
      maxSize: Math.ceil(KEPT.maxSize * snapshot.room),
      sizeCalculation: sizeOf,
    })
    caches.set(snapshot, cache)
  }
  const sorted = [...new Set(by)].sort((a, b) => a - b)
  const key = JSON.stringify([of, sorted, sets && [...new Set(sets)].sort()])
  const kept = cache.get(key)
  if (kept) return kept
  const active = sets ? namedSets(snapshot, sets) : defaultSets(snapshot, of, sorted)
  const kinds = kindsIn(snapshot, active)
  const subjects: number[] = []
  for (const c of controlsOf(snapshot.graph, of))
    if (snapshot.controls[c]!.kind === 'CONTROL') subjects.push(c)
  const question = { held: heldBy(snapshot.graph, sorted), active, kinds, maxHops: DEFAULT_HOPS }
  const { rows: alone, closures } = cover(snapshot.graph, subjects, question)
  const rows = raisedByParts(snapshot.graph, question, alone)
  const verdictOf = new Map(rows.map((row) => [row.control, row.verdict]))
  const assessment = { rows, closures, of, by: sorted, active, kinds, maxHops: DEFAULT_HOPS, verdictOf }
  cache.set(key, assessment)
  return assessment
}

// Evidence of an organization: what it claims, of which system, and when it counts (semantics §6). What follows from the
// evidence that counts is `posture.ts`; evidence types, which belong to nobody, are `evidence-type.ts`.

import { type DateText, plusDays, plusDuration } from './calendar.ts'
import type { EvidenceRole } from './evidence-type.ts'

export const EVIDENCE_STATUSES = ['DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED'] as const
export type EvidenceStatus = (typeof EVIDENCE_STATUSES)[number]

export const FRESHNESSES = ['FRESH', 'EXPIRING', 'EXPIRED', 'NOT_YET_EFFECTIVE'] as const
export type Freshness = (typeof FRESHNESSES)[number]

/** The dates of a piece of evidence, both ends included. */
export interface Period {
  readonly collectedAt: DateText
  /** The period it speaks of: that of a SOC 2 Type II report, say. */
  readonly effectiveFrom: DateText | null
  readonly effectiveTo: DateText | null
  /** The last day on which it may be relied on. */
  readonly validUntil: DateText | null
}

/** The dates that bound when it counts. */
export interface Lifetime extends Period {
  /**
   * The first day of an accepted version that supersedes it, directly or through others, of several the earliest; null
   * while there is none. From that day on only the version speaks, even when it has expired: what it left out is not proven
   * any more, and its expiry must raise no verdict.
   */
  readonly replacedFrom: DateText | null
}

/** What it says of one control. */
export interface Claim {
  readonly control: number
  readonly role: EvidenceRole
}

/** What it says of a whole framework: all of it is met, but for the controls in `except`. */
export interface Certificate {
  readonly framework: number
  readonly except: readonly number[]
}

export interface Evidence extends Lifetime {
  readonly id: string
  readonly status: EvidenceStatus
  /** The system boundaries it covers; none: the organization as a whole, so every one of them. */
  readonly scopes: readonly string[]
  readonly claims: readonly Claim[]
  readonly certificates: readonly Certificate[]
}

/** As of when, and for which system, evidence is looked at. */
export interface Moment {
  readonly asOf: DateText
  /** One system boundary; null for the organization as a whole, for which evidence of one system proves nothing. */
  readonly scope: string | null
  /** The caller says that evidence of any scope counts. */
  readonly anyScope: boolean
}

/** Why a piece of evidence does not count. */
export const BLOCKERS = ['NOT_ACCEPTED', 'OTHER_SCOPE', 'EXPIRED', 'NOT_YET_EFFECTIVE'] as const
export type Blocker = (typeof BLOCKERS)[number]

/** The days of warning when nothing else is said. */
export const DEFAULT_WARNING_DAYS = 30

export function firstDay({ effectiveFrom, collectedAt }: Period): DateText {
  return effectiveFrom ?? collectedAt
}

/**
 * The last day it counts; null while it counts for good. The end of its period stands in for a validity not given, and
 * none of them outlasts the eve of its replacement.
 */
export function lastDay({ validUntil, effectiveTo, replacedFrom }: Lifetime): DateText | null {
  const own = validUntil ?? effectiveTo
  const eve = replacedFrom && plusDays(replacedFrom, -1)
  return own === null || (eve !== null && eve < own) ? eve : own
}

/** The validity that the catalogue gives an artefact: `stale` after its period, or after it was collected. */
export function usualValidity(
  { collectedAt, effectiveTo }: Pick<Period, 'collectedAt' | 'effectiveTo'>,
  stale: string | null,
): DateText | null {
  return stale === null ? null : plusDuration(effectiveTo ?? collectedAt, stale)
}

/** EXPIRING when the last day is at most `warningDays` away. */
export function freshness(
  period: Lifetime,
  asOf: DateText,
  warningDays: number = DEFAULT_WARNING_DAYS,
): Freshness {
  const last = lastDay(period)
  if (last !== null && last < asOf) return 'EXPIRED'
  if (firstDay(period) > asOf) return 'NOT_YET_EFFECTIVE'
  return last !== null && last <= plusDays(asOf, warningDays) ? 'EXPIRING' : 'FRESH'
}

export function inScope({ scopes }: Pick<Evidence, 'scopes'>, { scope, anyScope }: Moment): boolean {
  return anyScope || scopes.length === 0 || (scope !== null && scopes.includes(scope))
}

/** Everything that keeps a piece of evidence from counting; empty when it counts. */
export function blockers(
  evidence: Pick<Evidence, 'status' | 'scopes'> & Lifetime,
  moment: Moment,
): Blocker[] {
  const found: Blocker[] = []
  if (evidence.status !== 'ACCEPTED') found.push('NOT_ACCEPTED')
  if (!inScope(evidence, moment)) found.push('OTHER_SCOPE')
  const state = freshness(evidence, moment.asOf)
  if (state === 'EXPIRED' || state === 'NOT_YET_EFFECTIVE') found.push(state)
  return found
}

/** The evidence that supports verdicts: accepted, valid on that day, of that scope. */
export function counting<E extends Evidence>(evidence: readonly E[], moment: Moment): E[] {
  return evidence.filter((piece) => blockers(piece, moment).length === 0)
}

/** Accepted evidence that this keeps from counting, whatever else does: listed, not dropped. */
export function blockedBy<E extends Evidence>(evidence: readonly E[], moment: Moment, blocker: Blocker): E[] {
  return evidence.filter((piece) => piece.status === 'ACCEPTED' && blockers(piece, moment).includes(blocker))
}

// What is said of a piece of evidence: what of it is refused, and what is usual where nothing is given.

import { type DateText, requireDate } from './calendar.ts'
import { canBeKept, MAX_TEXT } from './checks.ts'
import { DomainError } from './errors.ts'
import { type Period, usualValidity } from './evidence.ts'
import type { Snapshot } from './snapshot.ts'

/** What a person says of a piece of evidence. */
export interface EvidenceFields extends Period {
  readonly title: string
  readonly type: string | null
  readonly description: string | null
  readonly scopes: readonly string[]
  readonly owner: string | null
  readonly sourceUri: string | null
  readonly sha256: string | null
  readonly size: number | null
  readonly mediaType: string | null
}

/** The same, as it is given: what is left out says nothing, null empties it. */
export type GivenFields = { readonly [Name in keyof EvidenceFields]?: EvidenceFields[Name] | null }

/** Throws BAD_ARGUMENT. */
export function refuse(argument: string, expected: string, got: unknown): never {
  throw new DomainError('BAD_ARGUMENT', `${argument} must be ${expected}, but got: ${JSON.stringify(got)}`, {
    argument,
  })
}

/** What was given, checked; what was not is left out. */
export function checked(given: GivenFields, { evidenceTypeBySlug }: Snapshot): Partial<EvidenceFields> {
  for (const name of ['collectedAt', 'effectiveFrom', 'effectiveTo', 'validUntil'] as const)
    if (typeof given[name] === 'string') requireDate(given[name], name)
  for (const [name, value] of Object.entries(given))
    if (typeof value === 'string' && value.length > MAX_TEXT)
      refuse(name, `at most ${MAX_TEXT} characters`, `${value.length}`)
    else if (typeof value === 'string' && !canBeKept(value))
      refuse(name, 'a text without NUL and halves of characters', value.slice(0, 60))
  if (given.title !== undefined && !given.title?.trim()) refuse('title', 'a text', given.title)
  if (given.collectedAt === null) refuse('collectedAt', 'a date', null)
  if (typeof given.type === 'string' && !evidenceTypeBySlug.has(given.type))
    refuse('type', 'of the catalogue', given.type)
  if (typeof given.sha256 === 'string' && !/^[0-9a-f]{64}$/i.test(given.sha256))
    refuse('sha256', '64 hexadecimal digits', given.sha256)
  if (typeof given.size === 'number' && !(Number.isSafeInteger(given.size) && given.size >= 0))
    refuse('size', 'a whole number of bytes', given.size)
  const { scopes, title, collectedAt, sha256, ...rest } = given
  return {
    ...rest,
    ...(scopes === undefined ? {} : { scopes: [...new Set(scopes ?? [])].sort() }),
    ...(sha256 === undefined ? {} : { sha256: sha256?.toLowerCase() ?? null }),
    ...(title ? { title: title.trim() } : {}),
    ...(collectedAt ? { collectedAt } : {}),
  }
}

/** Refuses a period that ends before it begins. Throws BAD_ARGUMENT. */
export function requirePeriod<P extends Period>(period: P): P {
  const { effectiveFrom, effectiveTo } = period
  if (effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom)
    refuse('effectiveTo', `on or after ${effectiveFrom}`, effectiveTo)
  return period
}

/**
 * What a new version of a piece says. Where it is of another day and nothing is said of its validity, that is what its type
 * usually has, as of a piece recorded anew: the old one's would be over. Nor does it speak of what was before that day unless
 * it says so: from the old one's first day on it would replace all that this one ever showed.
 */
export function renewed(
  before: EvidenceFields,
  patch: Partial<EvidenceFields>,
  { evidenceTypeBySlug }: Snapshot,
): EvidenceFields {
  const from = patch.collectedAt === undefined ? before.effectiveFrom : null
  const next = requirePeriod({ ...before, effectiveFrom: from, ...patch })
  const isDated = patch.collectedAt !== undefined || patch.effectiveTo !== undefined
  if (!isDated || patch.validUntil !== undefined) return next
  const type = next.type === null ? undefined : evidenceTypeBySlug.get(next.type)
  return { ...next, validUntil: usualValidity(next, type?.stale ?? null) }
}

/** What is recorded when nothing was before: what is not given is empty, or what is usual. */
export function complete(given: GivenFields, snapshot: Snapshot, today: DateText): EvidenceFields {
  const known = checked(given, snapshot)
  const collectedAt = known.collectedAt ?? today
  const effectiveTo = known.effectiveTo ?? null
  const type = known.type ? snapshot.evidenceTypeBySlug.get(known.type)! : null
  const usual = usualValidity({ collectedAt, effectiveTo }, type?.stale ?? null)
  return requirePeriod({
    title: known.title ?? refuse('title', 'given', null),
    type: type?.slug ?? null,
    description: known.description ?? null,
    scopes: known.scopes ?? [],
    collectedAt,
    effectiveFrom: known.effectiveFrom ?? null,
    effectiveTo,
    validUntil: known.validUntil === undefined ? usual : known.validUntil,
    owner: known.owner ?? null,
    sourceUri: known.sourceUri ?? null,
    sha256: known.sha256 ?? null,
    size: known.size ?? null,
    mediaType: known.mediaType ?? null,
  })
}

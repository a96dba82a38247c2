// What a client may say of a piece of evidence, and what of it is refused.

import { requireDate } from '../../domain/calendar.ts'
import { DomainError } from '../../domain/errors.ts'
import { usualValidity } from '../../domain/evidence.ts'
import type { EvidenceFields } from '../../store/evidence.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'

const MAX_TEXT = 10_000

export const FieldsInput = builder.inputType('EvidenceFields', {
  description:
    'What is said of a piece of evidence. Of an update: only what is given changes; null empties it.',
  fields: (t) => ({
    title: t.string({ description: 'Title; needed when it is created.' }),
    type: t.string({ description: 'Slug of its type in the evidence catalogue.' }),
    description: t.string({ description: 'What it is.' }),
    scopes: t.stringList({
      description: 'Slugs of scopes of the organization; none: the organization as a whole.',
    }),
    collectedAt: t.string({ description: 'The day it was collected; default: today in UTC.' }),
    effectiveFrom: t.string({ description: 'First day it speaks of.' }),
    effectiveTo: t.string({ description: 'Last day it speaks of.' }),
    validUntil: t.string({
      description: 'Last day it may be relied on; default: what its type usually has.',
    }),
    owner: t.string({ description: 'Who answers for it.' }),
    sourceUri: t.string({ description: 'Where the artefact is.' }),
    sha256: t.string({ description: 'SHA-256 of its bytes: 64 hexadecimal digits.' }),
    size: t.float({ description: 'Its size in bytes.' }),
    mediaType: t.string({ description: 'Its media type.' }),
  }),
})

type Given = typeof FieldsInput.$inferInput

/** Throws BAD_ARGUMENT. */
export function refuse(argument: string, expected: string, got: unknown): never {
  throw new DomainError('BAD_ARGUMENT', `${argument} must be ${expected}, but got: ${JSON.stringify(got)}`, {
    argument,
  })
}

/** What was given, checked; what was not is left out. */
export function checked(given: Given, { snapshot }: Context): Partial<EvidenceFields> {
  for (const name of ['collectedAt', 'effectiveFrom', 'effectiveTo', 'validUntil'] as const)
    if (given[name]) requireDate(given[name], name)
  for (const [name, value] of Object.entries(given))
    if (typeof value === 'string' && value.length > MAX_TEXT)
      refuse(name, `at most ${MAX_TEXT} characters`, `${value.length}`)
  if (given.title !== undefined && !given.title?.trim()) refuse('title', 'a text', given.title)
  if (given.collectedAt === null) refuse('collectedAt', 'a date', null)
  if (given.type && !snapshot.evidenceTypeBySlug.has(given.type))
    refuse('type', 'of the catalogue', given.type)
  if (given.sha256 && !/^[0-9a-f]{64}$/i.test(given.sha256))
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

/** What is recorded when nothing was before: what is not given is empty, or what is usual. */
export function complete(given: Given, context: Context): EvidenceFields {
  const known = checked(given, context)
  const collectedAt = known.collectedAt ?? context.today
  const effectiveTo = known.effectiveTo ?? null
  const type = known.type ? context.snapshot.evidenceTypeBySlug.get(known.type)! : null
  const usual = usualValidity({ collectedAt, effectiveTo }, type?.stale ?? null)
  return {
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
  }
}

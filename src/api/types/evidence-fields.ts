// What a client may say of a piece of evidence. What of it is refused is the domain's.

import type { GivenFields } from '../../domain/evidence-fields.ts'
import { builder } from '../builder.ts'

export const FieldsInput = builder.inputType('EvidenceFields', {
  description:
    'What is said of a piece of evidence. Of an update: only what is given changes; null, or a blank text, empties it.',
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

/** The same with null for blank texts, as forms send them. The title stays: it must not be blank. */
export function saidIn(fields: GivenFields): GivenFields {
  const blank = Object.entries(fields).filter(
    ([name, value]) => name !== 'title' && typeof value === 'string' && value.trim() === '',
  )
  return { ...fields, ...Object.fromEntries(blank.map(([name]) => [name, null])) }
}

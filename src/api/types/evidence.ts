// Evidence: what an organization recorded of one piece. What it is linked to is `evidence-link.ts`, the pages of all of it
// `evidence-page.ts`, what one piece gives everywhere `reuse.ts`.

import { contentPath } from '../../domain/content.ts'
import { freshness } from '../../domain/evidence.ts'
import type { ListedEvidence } from '../../store/evidence-page.ts'
import { builder } from '../builder.ts'
import { isUuid } from '../connection.ts'
import { momentArgs, momentOf } from '../moment.ts'
import { EvidenceTypeRef } from './evidence-type.ts'

export const EvidenceStatusEnum = builder.enumType('EvidenceStatus', {
  description: 'How far a piece of evidence has come. Only accepted evidence supports a verdict.',
  values: {
    DRAFT: { description: 'Recorded, or changed since.' },
    SUBMITTED: { description: 'Waiting to be accepted.' },
    ACCEPTED: { description: 'Accepted by an admin.' },
    REJECTED: { description: 'Refused by an admin.' },
  } as const,
})

const FreshnessEnum = builder.enumType('Freshness', {
  description: 'How a piece of evidence stands on a day.',
  values: {
    FRESH: { description: 'Valid, and not about to expire.' },
    EXPIRING: { description: 'Valid, and its last day is near.' },
    EXPIRED: { description: 'Its last day is over, or a new version has replaced it: it supports nothing.' },
    NOT_YET_EFFECTIVE: { description: 'Its first day is still to come.' },
  } as const,
})

export const EvidenceRef = builder.objectRef<ListedEvidence>('Evidence')

builder.node(EvidenceRef, {
  description: 'A dated artefact of the organization that supports controls.',
  id: { resolve: ({ id }) => id },
  loadOne: (id, { loaders }) => (isUuid(id) ? loaders.evidence.load(id) : null),
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Counts changes: hand it back with the next one.' }),
    status: t.expose('status', { type: EvidenceStatusEnum, description: 'How far it has come.' }),
    title: t.exposeString('title', { description: 'Title.' }),
    type: t.field({
      type: EvidenceTypeRef,
      nullable: true,
      description: 'Its type in the evidence catalogue.',
      resolve: ({ type }, _args, { snapshot }) => (type && snapshot.evidenceTypeBySlug.get(type)) || null,
    }),
    description: t.exposeString('description', { nullable: true, description: 'What it is.' }),
    scopes: t.stringList({
      description: 'The system boundaries it covers; none: the organization as a whole.',
      resolve: ({ scopes }) => [...scopes],
    }),
    collectedAt: t.exposeString('collectedAt', { description: 'The day it was collected.' }),
    effectiveFrom: t.exposeString('effectiveFrom', {
      nullable: true,
      description: 'First day it speaks of.',
    }),
    effectiveTo: t.exposeString('effectiveTo', { nullable: true, description: 'Last day it speaks of.' }),
    validUntil: t.exposeString('validUntil', {
      nullable: true,
      description:
        'Last day it may be relied on; without one the end of its period, else no end. `replacedFrom` may end it before.',
    }),
    owner: t.exposeString('owner', { nullable: true, description: 'Who answers for it.' }),
    sourceUri: t.exposeString('sourceUri', { nullable: true, description: 'Where the artefact is.' }),
    sha256: t.exposeString('sha256', {
      nullable: true,
      description: 'SHA-256 of its bytes, in hexadecimal.',
    }),
    size: t.exposeFloat('size', { nullable: true, description: 'Its size in bytes.' }),
    mediaType: t.exposeString('mediaType', { nullable: true, description: 'Its media type.' }),
    fileName: t.exposeString('fileName', {
      nullable: true,
      description: 'The name of the file that was uploaded.',
    }),
    contentUrl: t.string({
      nullable: true,
      description:
        'Where its bytes are: a GET with the same credentials answers them. Null when the bytes of its SHA-256 are not here.',
      resolve: async ({ id, sha256 }, _args, { loaders }) =>
        sha256 !== null && (await loaders.contents.load(sha256)) ? contentPath(id) : null,
    }),
    uploadUrl: t.string({
      description:
        'Where its bytes are sent to: a PUT of nothing but the bytes, with `If-Match: "<version>"`, Content-Type, and `?fileName=` and `?sha256=` if they are known. The piece becomes a draft again. For editors.',
      resolve: ({ id }) => contentPath(id),
    }),
    supersedes: t.field({
      type: EvidenceRef,
      nullable: true,
      description:
        'The piece of which it is a new version: the one before that where it was deleted; null when there is none.',
      resolve: ({ supersedes }, _args, { loaders }) =>
        supersedes ? loaders.evidence.load(supersedes) : null,
    }),
    replacedFrom: t.exposeString('replacedFrom', {
      nullable: true,
      description:
        'The first day of an accepted piece that supersedes it, directly or through others, of several the earliest. From that day on it counts no more, also when that piece has expired. Null while there is none.',
    }),
    freshness: t.field({
      type: FreshnessEnum,
      args: {
        asOf: momentArgs(t.arg).asOf,
        within: t.arg.int({
          defaultValue: 30,
          description: 'From how many days before its last day on it is EXPIRING.',
        }),
      },
      description: 'How it stands on a day.',
      resolve: (piece, { asOf, within }, context) =>
        freshness(piece, momentOf({ asOf }, context).asOf, within ?? 30),
    }),
  }),
})

// Evidence: what an organization recorded, and the pages of it. What one piece gives everywhere is `reuse.ts`.

import { contentPath } from '../../domain/content.ts'
import { freshness } from '../../domain/evidence.ts'
import type { Link, StoredCertificate } from '../../store/evidence.ts'
import { countEvidence, evidencePage, type ListedEvidence } from '../../store/evidence-page.ts'
import { builder } from '../builder.ts'
import { isUuid, pageOf, rowsAfter } from '../connection.ts'
import type { Context } from '../context.ts'
import { momentArgs, momentOf } from '../moment.ts'
import { isSelected } from '../selection.ts'
import { ControlRef } from './control.ts'
import { EvidenceRoleEnum, EvidenceTypeRef } from './evidence-type.ts'
import { FrameworkRef } from './framework.ts'
import { OrganizationRef } from './organization.ts'

const EvidenceStatusEnum = builder.enumType('EvidenceStatus', {
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
    EXPIRED: { description: 'Its last day is over: it supports nothing.' },
    NOT_YET_EFFECTIVE: { description: 'Its first day is still to come.' },
  } as const,
})

const OrderEnum = builder.enumType('EvidenceOrder', {
  description: 'Order of evidence.',
  values: {
    NEWEST: { description: 'Recorded last first.' },
    OLDEST: { description: 'Recorded first first.' },
  } as const,
})

export const EvidenceRef = builder.objectRef<ListedEvidence>('Evidence')

const LinkRef = builder.objectRef<Link>('EvidenceLink').implement({
  description: 'What a piece of evidence says of one control.',
  fields: (t) => ({
    control: t.field({
      type: ControlRef,
      nullable: true,
      description: 'The control; null when the dataset does not have it any more.',
      resolve: ({ control }, _args, { snapshot }) => snapshot.controlById.get(control) ?? null,
    }),
    role: t.expose('role', { type: EvidenceRoleEnum, description: 'Proves or supports.' }),
    note: t.exposeString('note', { nullable: true, description: 'Where to look, what it shows.' }),
    acceptedBy: t.exposeString('acceptedBy', { nullable: true, description: 'Who accepted it.' }),
    acceptedAt: t.exposeString('acceptedAt', { nullable: true, description: 'When, in UTC (ISO 8601).' }),
  }),
})

const CertificateRef = builder.objectRef<StoredCertificate>('Certificate').implement({
  description: 'Evidence of a whole framework.',
  fields: (t) => ({
    framework: t.field({
      type: FrameworkRef,
      nullable: true,
      description: 'The framework; null when the dataset does not have it any more.',
      resolve: ({ framework }, _args, { snapshot }) => snapshot.frameworkBySlug.get(framework) ?? null,
    }),
    exceptions: t.field({
      type: [ControlRef],
      description: 'What the statement of applicability leaves out.',
      resolve: ({ exceptions }, _args, { snapshot }) =>
        exceptions.flatMap((id) => snapshot.controlById.get(id) ?? []),
    }),
  }),
})

/** A page has read them already. */
export const linksOf = ({ id, links }: ListedEvidence, { loaders }: Context) =>
  links ?? loaders.links.load(id)

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
      description: 'Last day it may be relied on; without one the end of its period, else no end.',
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
      description: 'The piece of which it is a new version; null when there is none, or it is gone.',
      resolve: ({ supersedes }, _args, { loaders }) =>
        supersedes ? loaders.evidence.load(supersedes) : null,
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
    links: t.field({
      type: [LinkRef],
      description: 'The controls it proves or supports.',
      resolve: (piece, _args, context) => linksOf(piece, context),
    }),
    certificates: t.field({
      type: [CertificateRef],
      description: 'The frameworks it is a certificate of.',
      resolve: ({ id }, _args, { loaders }) => loaders.certificates.load(id),
    }),
  }),
})

const WhereInput = builder.inputType('EvidenceWhere', {
  description:
    'Conditions on evidence; all that are given must hold. A list without entries is no condition.',
  fields: (t) => ({
    statuses: t.field({ type: [EvidenceStatusEnum], description: 'How far it has come.' }),
    type: t.string({ description: 'Slug of its type in the evidence catalogue.' }),
    control: t.string({ description: 'Id of a control it is linked to, as `iso-27001-2022/A.5.15`.' }),
    scope: t.string({ description: 'A scope it names.' }),
    text: t.string({ description: 'Words its title contains, whatever the accents.' }),
  }),
})

builder.objectField(OrganizationRef, 'evidence', (t) =>
  t.connection({
    type: EvidenceRef,
    args: {
      where: t.arg({ type: WhereInput, description: 'Conditions on the evidence.' }),
      orderBy: t.arg({ type: OrderEnum, defaultValue: 'NEWEST', description: 'Order.' }),
    },
    description: 'What was recorded. Pages go forward only.',
    resolve: async ({ id }, args, { database }, info) => {
      const { size, after } = rowsAfter(args)
      const { statuses, type, control, scope, text } = args.where ?? {}
      const where = {
        statuses: statuses?.length ? statuses : null,
        type: type ?? null,
        control: control ?? null,
        scope: scope ?? null,
        text: text ?? null,
      }
      const order = args.orderBy ?? 'NEWEST'
      const withLinks = isSelected(info, ['edges', 'node', 'links'])
      const page = await evidencePage(database, id, { where, order, after, size, withLinks })
      const total = () => countEvidence(database, id, where)
      return pageOf({ ...page, total }, (piece) => piece.id, after)
    },
  }),
)

// Evidence: what an organization recorded, the pages of it, and what one piece gives everywhere.

import { contentPath } from '../../domain/content.ts'
import { EVIDENCE_STATUSES, FRESHNESSES, freshness } from '../../domain/evidence.ts'
import { factsIn, NO_FACTS } from '../../domain/facts.ts'
import { requireRole } from '../../domain/member.ts'
import { type Reuse, type ReuseStep, reuse } from '../../domain/reuse.ts'
import type { Link, StoredCertificate } from '../../store/evidence.ts'
import {
  countEvidence,
  EVIDENCE_ORDERS,
  evidencePage,
  type ListedEvidence,
} from '../../store/evidence-page.ts'
import { factsOf } from '../../store/facts.ts'
import { chosenFrameworks, frameworksArg, localeArg, textOf } from '../args.ts'
import { builder } from '../builder.ts'
import { isUuid, pageOf, rowsAfter } from '../connection.ts'
import type { Context } from '../context.ts'
import { momentArgs, momentOf } from '../moment.ts'
import { isSelected } from '../selection.ts'
import { ControlRef } from './control.ts'
import { VerdictEnum } from './enums.ts'
import { EvidenceRoleEnum, EvidenceTypeRef } from './evidence-type.ts'
import { FrameworkRef } from './framework.ts'
import { MappingRef } from './mapping.ts'
import { OrganizationRef } from './organization.ts'

const EvidenceStatusEnum = builder.enumType('EvidenceStatus', {
  description: 'How far a piece of evidence has come. Only accepted evidence supports a verdict.',
  values: {
    DRAFT: { value: EVIDENCE_STATUSES[0], description: 'Recorded, or changed since.' },
    SUBMITTED: { value: EVIDENCE_STATUSES[1], description: 'Waiting to be accepted.' },
    ACCEPTED: { value: EVIDENCE_STATUSES[2], description: 'Accepted by an admin.' },
    REJECTED: { value: EVIDENCE_STATUSES[3], description: 'Refused by an admin.' },
  },
})

const FreshnessEnum = builder.enumType('Freshness', {
  description: 'How a piece of evidence stands on a day.',
  values: {
    FRESH: { value: FRESHNESSES[0], description: 'Valid, and not about to expire.' },
    EXPIRING: { value: FRESHNESSES[1], description: 'Valid, and its last day is near.' },
    EXPIRED: { value: FRESHNESSES[2], description: 'Its last day is over: it supports nothing.' },
    NOT_YET_EFFECTIVE: { value: FRESHNESSES[3], description: 'Its first day is still to come.' },
  },
})

const OrderEnum = builder.enumType('EvidenceOrder', {
  description: 'Order of evidence.',
  values: {
    NEWEST: { value: EVIDENCE_ORDERS[0], description: 'Recorded last first.' },
    OLDEST: { value: EVIDENCE_ORDERS[1], description: 'Recorded first first.' },
  },
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

const StepRef = builder.objectRef<ReuseStep>('ReuseStep').implement({
  description: 'One step from a control to what the evidence shows.',
  fields: (t) => ({
    from: t.field({
      type: ControlRef,
      description: 'Where it starts.',
      resolve: ({ from }, _args, { snapshot }) => snapshot.controls[from]!,
    }),
    to: t.field({
      type: ControlRef,
      description: 'Where it leads.',
      resolve: ({ to }, _args, { snapshot }) => snapshot.controls[to]!,
    }),
    mapping: t.expose('mapping', {
      type: MappingRef,
      nullable: true,
      description: 'The mapping between them; null when one is part of the other.',
    }),
  }),
})

const ReuseRef = builder.objectRef<Reuse>('Reuse').implement({
  description: 'A control that a piece of evidence raises.',
  fields: (t) => ({
    control: t.field({
      type: ControlRef,
      description: 'The control.',
      resolve: ({ control }, _args, { snapshot }) => snapshot.controls[control]!,
    }),
    from: t.expose('from', { type: VerdictEnum, description: 'Its verdict without this piece.' }),
    to: t.expose('to', { type: VerdictEnum, description: 'Its verdict with it.' }),
    path: t.field({
      type: [StepRef],
      description:
        'The way from the control to what the piece shows; empty when it names the control itself.',
      resolve: ({ path }) => [...path],
    }),
    residual: t.stringList({
      args: { locale: localeArg(t.arg) },
      description: 'Of PARTIAL: what is left to prove, as the authors of the mappings wrote it.',
      resolve: ({ residual }, args, context) => residual.flatMap((text) => textOf(text, args, context) ?? []),
    }),
  }),
})

/** A page has read them already. */
const linksOf = ({ id, links }: ListedEvidence, { loaders }: Context) => links ?? loaders.links.load(id)

/** What one piece says of controls, whatever its status. */
async function factsOfPiece(piece: ListedEvidence, context: Context) {
  const { snapshot, loaders } = context
  const index = (control: string) => snapshot.controlById.get(control)?.index
  const [links, certified] = await Promise.all([linksOf(piece, context), loaders.certificates.load(piece.id)])
  const claims = links.flatMap(({ control, role }) => {
    const at = index(control)
    return at === undefined ? [] : [{ control: at, role }]
  })
  const certificates = certified.flatMap(({ framework, exceptions }) => {
    const known = snapshot.frameworkBySlug.get(framework)
    return known ? [{ framework: known.index, except: exceptions.flatMap((c) => index(c) ?? []) }] : []
  })
  return factsIn(snapshot.graph, [{ claims, certificates }])
}

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
          description: 'Days before its last day on which it is EXPIRING.',
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
    reuse: t.field({
      type: [ReuseRef],
      args: {
        frameworks: frameworksArg(t.arg),
        verdicts: t.arg({
          type: [VerdictEnum],
          description: 'Only controls raised to these verdicts; all when none is given.',
        }),
        alone: t.arg.boolean({
          defaultValue: false,
          description: 'As if it were the only evidence; otherwise on top of the rest that counts.',
        }),
        ...momentArgs(t.arg),
      },
      description:
        'The controls, in every framework, that it raises: from what to what, how, and what is left. Whether it is accepted yet does not matter; whether the rest counts does.',
      resolve: async (piece, args, context) => {
        const { snapshot, database, actor } = context
        const { organization } = requireRole(actor, 'viewer')
        const frameworks = chosenFrameworks(snapshot, args.frameworks)
        const [rest, shown] = await Promise.all([
          args.alone
            ? NO_FACTS
            : factsOf(database, snapshot, organization, momentOf(args, context), [piece.id]),
          factsOfPiece(piece, context),
        ])
        return frameworks
          .flatMap(({ index }) => reuse(snapshot, index, rest, shown))
          .filter(({ to }) => !args.verdicts?.length || args.verdicts.includes(to))
      },
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

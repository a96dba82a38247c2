// EvidenceType: the artefacts that prove controls, and the queries that return them.

import { DomainError } from '../../domain/errors.ts'
import { EVIDENCE_ROLES, type EvidenceLink, type EvidenceType, linkTo } from '../../domain/evidence-type.ts'
import { evidenceTypeTest } from '../../domain/filter-evidence.ts'
import { nearest } from '../../domain/nearest.ts'
import { requireFramework } from '../../domain/snapshot.ts'
import { localeArg, textOf } from '../args.ts'
import { builder } from '../builder.ts'
import { paginate } from '../connection.ts'
import { ControlRef } from './control.ts'
import { VerdictEnum } from './enums.ts'

const EvidenceKindEnum = builder.enumType('EvidenceKind', {
  description: 'What sort of artefact it is.',
  values: {
    POLICY: { description: 'A policy: what is intended, approved by management.' },
    PROCEDURE: { description: 'A procedure: how it is done.' },
    RECORD: { description: 'A record that it was done.' },
    CONFIGURATION: { description: 'A configuration, or an extract of one.' },
    REPORT: { description: 'A report: of an audit, a test, an assessment.' },
    CONTRACT: { description: 'A contract or a clause of one.' },
    ATTESTATION: { description: 'A statement by somebody who answers for it, or a certificate.' },
    LEGAL: { description: 'A legal document: articles of association, register extract.' },
    REGISTER: { description: 'A register or inventory that is kept up to date.' },
  } as const,
})

const SensitivityEnum = builder.enumType('Sensitivity', {
  description: 'How far an artefact may usually be shown.',
  values: {
    PUBLIC: { description: 'To anybody.' },
    INTERNAL: { description: 'Within the organization, and to customers under agreement.' },
    CONFIDENTIAL: { description: 'To those who need it, and to auditors.' },
    RESTRICTED: { description: 'To a few named people; auditors see it on site.' },
  } as const,
})

export const EvidenceRoleEnum = builder.enumType('EvidenceRole', {
  description: 'What an artefact does for a control.',
  values: {
    PROVES: { description: 'The control is met by it.' },
    SUPPORTS: { description: 'Part of the control is.' },
  } as const,
})

export const EvidenceTypeRef = builder.objectRef<EvidenceType>('EvidenceType')

interface ControlLink {
  readonly type: EvidenceType
  readonly link: EvidenceLink
}

const LinkRef = builder.objectRef<ControlLink>('EvidenceTypeLink').implement({
  description: 'What one evidence type does for one control.',
  fields: (t) => ({
    evidenceType: t.field({
      type: EvidenceTypeRef,
      description: 'The artefact.',
      resolve: ({ type }) => type,
    }),
    control: t.field({
      type: ControlRef,
      description: 'The control.',
      resolve: ({ link }, _args, { snapshot }) => snapshot.controls[link.control]!,
    }),
    role: t.field({
      type: EvidenceRoleEnum,
      description: 'Proves or supports.',
      resolve: ({ link }) => link.role,
    }),
    note: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'What must be visible in it for this control.',
      resolve: ({ link }, args, context) => textOf(link.note, args, context) ?? '',
    }),
  }),
})

builder.node(EvidenceTypeRef, {
  description: 'An artefact that an auditor asks for.',
  id: { resolve: (type) => type.slug },
  loadOne: (slug, { snapshot }) => snapshot.evidenceTypeBySlug.get(slug) ?? null,
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its name in arguments.' }),
    title: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'Title.',
      resolve: (type, args, context) => textOf(type.title, args, context) ?? type.slug,
    }),
    description: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'What it is.',
      resolve: (type, args, context) => textOf(type.description, args, context) ?? '',
    }),
    kind: t.expose('kind', { type: EvidenceKindEnum, description: 'What sort of artefact.' }),
    holder: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'Who usually holds it.',
      resolve: (type, args, context) => textOf(type.holder, args, context) ?? '',
    }),
    stale: t.exposeString('stale', {
      nullable: true,
      description:
        'After how long it proves nothing any more (ISO 8601 duration); null while it stays valid until changed.',
    }),
    sensitivity: t.expose('sensitivity', {
      type: SensitivityEnum,
      description: 'How far it may usually be shown.',
    }),
    controls: t.field({
      type: [LinkRef],
      args: { framework: t.arg.string({ description: 'Slug of a framework; default: all.' }) },
      description: 'The controls it proves or supports, in document order.',
      resolve: (type, { framework }, { snapshot }) => {
        const wanted = framework ? requireFramework(snapshot, framework).index : null
        return type.links
          .filter((link) => wanted === null || snapshot.controls[link.control]!.framework === wanted)
          .map((link) => ({ type, link }))
          .sort((a, b) => a.link.control - b.link.control)
      },
    }),
  }),
})

builder.objectField(ControlRef, 'evidenceTypes', (t) =>
  t.field({
    type: [LinkRef],
    description: 'The artefacts that prove or support it, those that prove it first.',
    resolve: (control, _args, { snapshot }) =>
      (snapshot.evidenceTypesOf.get(control.index) ?? [])
        .map((type) => ({ type, link: linkTo(type, control.index)! }))
        .sort((a, b) => EVIDENCE_ROLES.indexOf(a.link.role) - EVIDENCE_ROLES.indexOf(b.link.role)),
  }),
)

const UncoveredInput = builder.inputType('NotShownBy', {
  description: 'Controls that a set of held frameworks does not show.',
  fields: (t) => ({
    of: t.string({ required: true, description: 'Slug of the framework in question.' }),
    by: t.stringList({ required: true, description: 'Slugs of the frameworks held.' }),
    verdicts: t.field({
      type: [VerdictEnum],
      description: 'Verdicts that count as not shown; default: all but FULL.',
    }),
  }),
})

const WhereInput = builder.inputType('EvidenceTypeWhere', {
  description: 'Conditions on evidence types; all that are given must hold.',
  fields: (t) => ({
    kinds: t.field({ type: [EvidenceKindEnum], description: 'Sorts of artefact.' }),
    framework: t.string({ description: 'Slug of a framework of which it proves or supports a control.' }),
    control: t.string({ description: 'Ref of the control; needs `framework`.' }),
    role: t.field({
      type: EvidenceRoleEnum,
      description: 'What it does for a control that the other conditions name.',
    }),
    text: t.string({
      description: 'Words that title or description contain, in any language, whatever the accents.',
    }),
    notShownBy: t.field({
      type: UncoveredInput,
      description:
        'Only artefacts for controls that the held frameworks do not show: what is still to be collected.',
    }),
  }),
})

builder.queryFields((t) => ({
  evidenceTypes: t.connection({
    type: EvidenceTypeRef,
    args: { where: t.arg({ type: WhereInput, description: 'Conditions on the evidence types.' }) },
    description: 'The evidence catalogue.',
    resolve: (_root, args, { snapshot }) =>
      paginate(
        snapshot.evidenceTypes.filter(evidenceTypeTest(snapshot, args.where)),
        (type) => type.slug,
        args,
      ),
  }),
  evidenceType: t.field({
    type: EvidenceTypeRef,
    nullable: true,
    args: { slug: t.arg.string({ required: true, description: 'Its slug.' }) },
    description: 'One evidence type. An unknown slug is an error that tells the nearest known ones.',
    resolve: (_root, { slug }, { snapshot }) => {
      const found = snapshot.evidenceTypeBySlug.get(slug)
      if (found) return found
      throw new DomainError(
        'UNKNOWN_EVIDENCE_TYPE',
        `slug must be of a known evidence type, but got: ${JSON.stringify(slug.slice(0, 60))}`,
        {
          argument: 'slug',
          nearest: nearest(slug, [...snapshot.evidenceTypeBySlug.keys()]),
        },
      )
    },
  }),
}))

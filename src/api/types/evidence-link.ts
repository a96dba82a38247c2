// What a piece of evidence is linked to: the controls it speaks of, and the frameworks it is a certificate of.

import type { Link, StoredCertificate } from '../../store/evidence.ts'
import type { ListedEvidence } from '../../store/evidence-page.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { ControlRef } from './control.ts'
import { EvidenceRef } from './evidence.ts'
import { EvidenceRoleEnum } from './evidence-type.ts'
import { FrameworkRef } from './framework.ts'

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

builder.objectFields(EvidenceRef, (t) => ({
  links: t.field({
    type: [LinkRef],
    description: 'The controls it proves or supports, by their ids: each once, so never more than there are.',
    resolve: (piece, _args, context) => linksOf(piece, context),
  }),
  certificates: t.field({
    type: [CertificateRef],
    description:
      'The frameworks it is a certificate of, by their slugs: each once, so never more than there are.',
    resolve: ({ id }, _args, { loaders }) => loaders.certificates.load(id),
  }),
}))

// Organization and viewer: the way in to everything that belongs to somebody.

import { type Actor, requireRole } from '../../domain/member.ts'
import { type AuditEntry, auditEntries } from '../../store/audit.ts'
import { type Organization, organizationById } from '../../store/organization.ts'
import { builder } from '../builder.ts'
import { MemberRoleEnum } from './enums.ts'

export const OrganizationRef = builder.objectRef<Organization>('Organization')

const ViewerRef = builder.objectRef<Actor>('Viewer').implement({
  description: 'Who asks.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: 'As the audit log names them.' }),
    role: t.expose('role', { type: MemberRoleEnum, description: 'What they may do.' }),
    organization: t.field({
      type: OrganizationRef,
      description: 'For which organization.',
      resolve: async ({ organization }, _args, { database }) =>
        (await organizationById(database, organization))!,
    }),
  }),
})

const AuditRef = builder.objectRef<AuditEntry>('AuditEntry').implement({
  description: 'One change of the organization’s data. Nobody can alter or remove it.',
  fields: (t) => ({
    number: t.int({ description: 'Its number; later ones are higher.', resolve: ({ id }) => id }),
    at: t.exposeString('at', { description: 'When, in UTC (ISO 8601).' }),
    actor: t.exposeString('actor', { description: 'Who.' }),
    action: t.exposeString('action', { description: 'What was done, as `evidence.accepted`.' }),
    subject: t.exposeString('subject', { description: 'To what.' }),
    before: t.string({
      nullable: true,
      description: 'What changed, as it was: JSON.',
      resolve: ({ before }) => (before === null ? null : JSON.stringify(before)),
    }),
    after: t.string({
      nullable: true,
      description: 'What changed, as it became: JSON.',
      resolve: ({ after }) => (after === null ? null : JSON.stringify(after)),
    }),
  }),
})

OrganizationRef.implement({
  description: 'An organization that collects evidence.',
  fields: (t) => ({
    slug: t.exposeString('id', { description: 'Its name in keys and on the command line.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    auditLog: t.field({
      type: [AuditRef],
      args: {
        before: t.arg.int({ description: 'Only entries with a lower number.' }),
        first: t.arg.int({ defaultValue: 25, description: 'How many, 1 to 100.' }),
      },
      description: 'What was changed, newest first. For admins.',
      resolve: (_organization, { before, first }, { database, actor }) =>
        auditEntries(
          database,
          requireRole(actor, 'admin').organization,
          before ?? null,
          Math.min(100, Math.max(1, first ?? 25)),
        ),
    }),
  }),
})

builder.queryFields((t) => ({
  viewer: t.field({
    type: ViewerRef,
    nullable: true,
    description: 'Who asks; null without credentials.',
    resolve: (_root, _args, { actor }) => actor,
  }),
  organization: t.field({
    type: OrganizationRef,
    description:
      'The organization whose credentials the request carries. Without any: an error, UNAUTHENTICATED.',
    resolve: async (_root, _args, { database, actor }) =>
      (await organizationById(database, requireRole(actor, 'viewer').organization))!,
  }),
}))

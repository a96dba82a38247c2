// Organization and viewer: the way in to everything that belongs to somebody.

import { type Actor, requireRole } from '../../domain/member.ts'
import { organizationExportPath } from '../../domain/organization-export.ts'
import { type Organization, organizationById } from '../../store/organization.ts'
import { formatArg } from '../args.ts'
import { builder } from '../builder.ts'
import { MemberRoleEnum } from './enums.ts'

/** Credentials are of an organization that there is: only its name has to be looked up. */
export const OrganizationRef = builder.objectRef<Pick<Organization, 'id'>>('Organization')

const ViewerRef = builder.objectRef<Actor>('Viewer').implement({
  description: 'Who asks.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: 'As the audit log names them.' }),
    role: t.expose('role', { type: MemberRoleEnum, description: 'What they may do.' }),
    organization: t.field({
      type: OrganizationRef,
      description: 'For which organization.',
      resolve: ({ organization }) => ({ id: organization }),
    }),
  }),
})

OrganizationRef.implement({
  description: 'An organization that collects evidence.',
  fields: (t) => ({
    slug: t.exposeString('id', { description: 'Its name in keys and on the command line.' }),
    name: t.string({
      description: 'Its name.',
      resolve: async ({ id }, _args, { database }) => (await organizationById(database, id))!.name,
    }),
    exportUrl: t.string({
      nullable: true,
      args: { format: formatArg(t.arg) },
      description:
        'Where its evidence register is downloaded with the same credentials, relative to this host: CSV or XLSX; null for the others.',
      resolve: (_organization, { format }) => organizationExportPath(format, 'evidence', null),
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
    resolve: (_root, _args, { actor }) => ({ id: requireRole(actor, 'viewer').organization }),
  }),
}))

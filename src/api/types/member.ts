// Members of the organization, and what admins do with them.

import { requireLine } from '../../domain/checks.ts'
import { MAX_SUBJECT } from '../../domain/member.ts'
import {
  addMember,
  changeMemberRole,
  countMembers,
  type Member,
  memberBySubject,
  memberPage,
  removeMember,
} from '../../store/member.ts'
import { builder } from '../builder.ts'
import { forwardsOnly, pageOf } from '../connection.ts'
import type { Context } from '../context.ts'
import { type ArgBuilder, actorFor, answers, keyArg } from '../mutation.ts'
import { MemberRoleEnum } from './enums.ts'
import { AlreadyExists, LastAdmin, NotFound, notFound } from './error.ts'
import { OrganizationRef } from './organization.ts'

const MemberRef = builder.objectRef<Member>('Member').implement({
  description:
    'Somebody of the identity provider who belongs to the organization. Their role counts where their token has none.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: 'The `sub` of their tokens.' }),
    role: t.expose('role', { type: MemberRoleEnum, description: 'What they may do.' }),
    createdAt: t.exposeString('createdAt', { description: 'When they were added, in UTC (ISO 8601).' }),
  }),
})

builder.objectField(OrganizationRef, 'members', (t) =>
  t.connection({
    type: MemberRef,
    description: 'Its members, by subject. Pages go forward only.',
    resolve: async ({ id }, args, { database }) => {
      const { size, after } = forwardsOnly(args)
      const page = await memberPage(database, id, after, size)
      return pageOf({ ...page, total: () => countMembers(database, id) }, ({ subject }) => subject, after)
    },
  }),
)

const subjectArg = (arg: ArgBuilder) =>
  arg.string({ required: true, description: 'The `sub` of their tokens.' })

async function reread({ database }: Context, organization: string, subject: string): Promise<Member> {
  return (await memberBySubject(database, organization, subject)) ?? notFound('member', subject)
}

builder.mutationFields((t) => ({
  addMember: t.field({
    type: MemberRef,
    ...answers('member', 'The member.', AlreadyExists, NotFound),
    args: {
      subject: subjectArg(t.arg),
      role: t.arg({ type: MemberRoleEnum, required: true, description: 'What they may do.' }),
      key: keyArg(t.arg),
    },
    description: 'Lets somebody in. For admins.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'admin')
      const subject = requireLine('subject', args.subject, MAX_SUBJECT)
      await addMember(context.database, who, args.key ?? null, subject, args.role)
      return reread(context, who.organization, subject)
    },
  }),
  changeMemberRole: t.field({
    type: MemberRef,
    ...answers('member', 'The member as they are now.', NotFound, LastAdmin),
    args: {
      subject: subjectArg(t.arg),
      role: t.arg({ type: MemberRoleEnum, required: true, description: 'What they may do from now on.' }),
      key: keyArg(t.arg),
    },
    description: 'Gives a member another role. For admins.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'admin')
      const subject = requireLine('subject', args.subject, MAX_SUBJECT)
      await changeMemberRole(context.database, who, args.key ?? null, subject, args.role)
      return reread(context, who.organization, subject)
    },
  }),
  removeMember: t.field({
    type: 'String',
    ...answers('removedSubject', 'The `sub` of their tokens.', NotFound, LastAdmin),
    args: { subject: subjectArg(t.arg), key: keyArg(t.arg) },
    description:
      'Takes somebody out. A token with a role of its own still opens: that is for the identity provider to end. For admins.',
    resolve: (_root, args, context) =>
      removeMember(
        context.database,
        actorFor(context, 'admin'),
        args.key ?? null,
        requireLine('subject', args.subject, MAX_SUBJECT),
      ),
  }),
}))

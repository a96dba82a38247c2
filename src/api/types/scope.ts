// Scopes: the named system boundaries that evidence and postures speak of.

import { requireLine, requireSlug, requireText } from '../../domain/checks.ts'
import {
  countScopes,
  createScope,
  deleteScope,
  type ScopeFields,
  scopeBySlug,
  scopePage,
  updateScope,
} from '../../store/scope.ts'
import { builder } from '../builder.ts'
import { forwardsOnly, pageOf } from '../connection.ts'
import type { Context } from '../context.ts'
import { type ArgBuilder, actorFor, answers, keyArg } from '../mutation.ts'
import { AlreadyExists, InUse, NotFound, notFound } from './error.ts'
import { OrganizationRef } from './organization.ts'

const MAX_DESCRIPTION = 2000

const ScopeRef = builder.objectRef<ScopeFields>('Scope').implement({
  description:
    'A system boundary of the organization: the perimeter that a qualification or certificate covers.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'How evidence names it; it never changes.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    description: t.exposeString('description', { nullable: true, description: 'What is inside.' }),
  }),
})

builder.objectField(OrganizationRef, 'scopes', (t) =>
  t.connection({
    type: ScopeRef,
    description: 'Its system boundaries, by slug. Pages go forward only.',
    resolve: async ({ id }, args, { database }) => {
      const { size, after } = forwardsOnly(args)
      const page = await scopePage(database, id, after, size)
      return pageOf({ ...page, total: () => countScopes(database, id) }, ({ slug }) => slug, after)
    },
  }),
)

async function reread({ database }: Context, organization: string, slug: string): Promise<ScopeFields> {
  return (await scopeBySlug(database, organization, slug)) ?? notFound('scope', slug)
}

const described = (text: string | null | undefined) =>
  text === null || text === undefined ? null : requireText('description', text, MAX_DESCRIPTION)

const slugArg = (arg: ArgBuilder) => arg.string({ required: true, description: 'Its slug.' })

builder.mutationFields((t) => ({
  createScope: t.field({
    type: ScopeRef,
    ...answers('scope', 'The scope.', AlreadyExists, NotFound),
    args: {
      slug: t.arg.string({
        required: true,
        description: 'How evidence will name it: 1 to 40 lower-case letters, digits and hyphens.',
      }),
      name: t.arg.string({ required: true, description: 'Its name.' }),
      description: t.arg.string({ description: 'What is inside.' }),
      key: keyArg(t.arg),
    },
    description: 'Names a system boundary. For admins.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'admin')
      const fields = {
        slug: requireSlug('slug', args.slug),
        name: requireLine('name', args.name),
        description: described(args.description),
      }
      const slug = await createScope(context.database, who, args.key ?? null, fields)
      return reread(context, who.organization, slug)
    },
  }),
  updateScope: t.field({
    type: ScopeRef,
    ...answers('scope', 'The scope as it is now.', NotFound),
    args: {
      slug: slugArg(t.arg),
      name: t.arg.string({ description: 'Its new name; default: as it is.' }),
      description: t.arg.string({
        description: 'What is inside; null empties it, not given leaves it.',
      }),
      key: keyArg(t.arg),
    },
    description: 'Gives a scope another name or description; evidence goes on naming it. For admins.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'admin')
      const patch = {
        ...(typeof args.name === 'string' ? { name: requireLine('name', args.name) } : {}),
        ...(args.description === undefined ? {} : { description: described(args.description) }),
      }
      const slug = requireSlug('slug', args.slug)
      await updateScope(context.database, who, args.key ?? null, slug, patch)
      return reread(context, who.organization, slug)
    },
  }),
  deleteScope: t.field({
    type: 'String',
    ...answers('deletedSlug', 'The slug that it had.', NotFound, InUse),
    args: { slug: slugArg(t.arg), key: keyArg(t.arg) },
    description:
      'Takes a scope away that no evidence names: without it, that evidence would speak for the whole organization. For admins.',
    resolve: (_root, args, context) =>
      deleteScope(
        context.database,
        actorFor(context, 'admin'),
        args.key ?? null,
        requireSlug('slug', args.slug),
      ),
  }),
}))

// API keys of the organization, for its admins; the command line makes the first one.

import { expiryAfter } from '../../domain/api-key.ts'
import { requireLine } from '../../domain/checks.ts'
import { requireRole } from '../../domain/member.ts'
import {
  type ApiKey,
  apiKeyByName,
  apiKeyPage,
  countApiKeys,
  createApiKey,
  revokeApiKey,
} from '../../store/api-key.ts'
import { builder } from '../builder.ts'
import { pageOf, rowsAfter } from '../connection.ts'
import type { Context } from '../context.ts'
import { actorFor, answers, answersOwn, keyArg } from '../mutation.ts'
import { MemberRoleEnum } from './enums.ts'
import { AlreadyExists, NotFound, notFound } from './error.ts'
import { OrganizationRef } from './organization.ts'

const ApiKeyRef = builder.objectRef<ApiKey>('ApiKey').implement({
  description: 'A key that a program sends as `Authorization: Bearer …`. The key itself is not stored.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for; the audit log names it `key:` and this.' }),
    role: t.expose('role', { type: MemberRoleEnum, description: 'What it may do.' }),
    prefix: t.exposeString('prefix', { description: 'How it begins.' }),
    createdAt: t.exposeString('createdAt', { description: 'When it was made, in UTC (ISO 8601).' }),
    expiresAt: t.exposeString('expiresAt', {
      nullable: true,
      description: 'From when on it opens nothing, in UTC (ISO 8601); null for never.',
    }),
    revokedAt: t.exposeString('revokedAt', {
      nullable: true,
      description: 'When it was revoked, in UTC (ISO 8601); null while it is not.',
    }),
    lastUsedAt: t.exposeString('lastUsedAt', {
      nullable: true,
      description: 'When it was last used, to within five minutes; null while it never was.',
    }),
  }),
})

builder.objectField(OrganizationRef, 'apiKeys', (t) =>
  t.connection({
    type: ApiKeyRef,
    description: 'Its keys by age, the revoked and expired too. Pages go forward only. For admins.',
    resolve: async (_organization, args, { database, actor }) => {
      const { organization } = requireRole(actor, 'admin')
      const { size, after } = rowsAfter(args)
      const page = await apiKeyPage(database, organization, after, size)
      return pageOf({ ...page, total: () => countApiKeys(database, organization) }, (key) => key.id, after)
    },
  }),
)

async function named({ database }: Context, organization: string, name: string): Promise<ApiKey> {
  return (await apiKeyByName(database, organization, name)) ?? notFound('API key', name)
}

const CreatedRef = builder
  .objectRef<{ apiKey: ApiKey; secret: string | null }>('CreateApiKeySuccess')
  .implement({
    description: 'The mutation did what was asked.',
    fields: (t) => ({
      apiKey: t.expose('apiKey', { type: ApiKeyRef, description: 'The key, as it is listed.' }),
      secret: t.exposeString('secret', {
        nullable: true,
        description:
          'The key itself, this once: nobody can see it again. Null when the mutation was done before under the same `key`; revoke it and make another if its answer was lost.',
      }),
    }),
  })

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: CreatedRef,
    ...answersOwn(AlreadyExists, NotFound),
    args: {
      name: t.arg.string({ required: true, description: 'What it is for; new among the keys.' }),
      role: t.arg({ type: MemberRoleEnum, required: true, description: 'What it may do.' }),
      days: t.arg.int({ description: 'Days until it expires, 1 to 9999; default: never.' }),
      key: keyArg(t.arg),
    },
    description: 'Makes an API key, and shows it once. For admins.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'admin')
      const expiresAt = expiryAfter(args.days ?? null, context.today)
      const request = { name: requireLine('name', args.name), role: args.role, expiresAt }
      const { key = null, ...asked } = args
      const secret = await createApiKey(context.database, who, key, request, asked)
      return { apiKey: await named(context, who.organization, request.name), secret }
    },
  }),
  revokeApiKey: t.field({
    type: ApiKeyRef,
    ...answers('apiKey', 'The key, which opens nothing any more.', NotFound),
    args: {
      name: t.arg.string({ required: true, description: 'Its name.' }),
      key: keyArg(t.arg),
    },
    description: 'Makes an API key open nothing from now on; once more changes nothing. For admins.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'admin')
      const name = requireLine('name', args.name)
      await revokeApiKey(context.database, who, args.key ?? null, name)
      return named(context, who.organization, name)
    },
  }),
}))

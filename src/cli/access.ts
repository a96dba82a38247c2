// `org`, `member` and `key`: who may use the server, given out by whoever runs it.

import type { Command } from 'commander'
import { Option } from 'commander'
import { expiryAfter } from '../domain/api-key.ts'
import { requireLine } from '../domain/checks.ts'
import { MAX_SUBJECT, MEMBER_ROLES, type MemberRole } from '../domain/member.ts'
import { today } from '../server/today.ts'
import { apiKeys, createApiKey, revokeApiKey } from '../store/api-key.ts'
import { addMember } from '../store/member.ts'
import { createOrganization, operatorOf } from '../store/organization.ts'
import type { Out, WithDatabase } from './serve.ts'
import { aligned } from './table.ts'

interface KeyOptions {
  readonly org: string
  readonly name: string
  readonly role: MemberRole
  readonly days?: string
}

export function addAccess(program: Command, out: Out, withDatabase: WithDatabase): void {
  const org = program.command('org').description('organizations')
  org
    .command('create <slug>')
    .description('make an organization: 2 to 40 lower-case letters, digits and hyphens')
    .requiredOption('--name <name>', 'its name')
    .action((slug: string, { name }: { name: string }) =>
      withDatabase(async (database) => {
        await createOrganization(database, slug, name)
        out(`Made the organization ${slug}. Next: key create --org ${slug} --name <name> --role admin`)
      }),
    )

  program
    .command('member')
    .description('members: people of the identity provider')
    .command('add <subject>')
    .description('let somebody in whose tokens have no role: the first admin, say, who then adds the others')
    .requiredOption('--org <slug>', 'the organization')
    .addOption(new Option('--role <role>', 'what they may do').choices(MEMBER_ROLES).default('viewer'))
    .action((subject: string, { org, role }: Pick<KeyOptions, 'org' | 'role'>) =>
      withDatabase(async (database) => {
        const who = await operatorOf(database, org)
        await addMember(database, who, null, requireLine('subject', subject, MAX_SUBJECT), role)
        out(`Added ${subject} as ${role}.`)
      }),
    )

  const key = program.command('key').description('API keys')
  const command = (name: string, description: string) =>
    key.command(name).description(description).requiredOption('--org <slug>', 'the organization')
  command('create', 'make a key; it is shown once')
    .requiredOption('--name <name>', 'what it is for')
    .addOption(new Option('--role <role>', 'what it may do').choices(MEMBER_ROLES).default('viewer'))
    .option('--days <number>', 'days until it expires (default: never)')
    .action(({ org, name, role, days }: KeyOptions) =>
      withDatabase(async (database) => {
        const expiresAt = expiryAfter(days === undefined ? null : Number(days), today())
        const request = { name: requireLine('name', name), role, expiresAt }
        out((await createApiKey(database, await operatorOf(database, org), null, request))!)
      }),
    )
  command('list', 'the keys of an organization').action(({ org }: KeyOptions) =>
    withDatabase(async (database) => {
      await operatorOf(database, org)
      const keys = await apiKeys(database, org)
      const titles = ['name', 'role', 'prefix', 'created', 'expires', 'revoked', 'last used']
      const rows = keys.map((k) => [
        k.name,
        k.role,
        k.prefix,
        k.createdAt,
        k.expiresAt ?? '',
        k.revokedAt ?? '',
        k.lastUsedAt ?? '',
      ])
      out(aligned({ columns: titles.map((title) => ({ title })), rows, locale: 'en' }))
    }),
  )
  command('revoke', 'make a key open nothing any more')
    .requiredOption('--name <name>', 'the key')
    .action(({ org, name }: KeyOptions) =>
      withDatabase(async (database) => {
        await revokeApiKey(database, await operatorOf(database, org), null, name)
        out(`Revoked the key ${name}.`)
      }),
    )
}

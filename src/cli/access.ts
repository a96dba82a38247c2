// `org` and `key`: who may use the server, given out by whoever runs it.

import type { Command } from 'commander'
import { Option } from 'commander'
import { plusDays } from '../domain/calendar.ts'
import { MEMBER_ROLES, type MemberRole } from '../domain/member.ts'
import type { Database } from '../store/database.ts'
import { apiKeys, createApiKey, createOrganization, revokeApiKey } from '../store/organization.ts'
import type { Out } from './serve.ts'
import { render } from './table.ts'

type WithDatabase = (run: (database: Database) => Promise<void>) => Promise<void>

interface KeyOptions {
  readonly org: string
  readonly name: string
  readonly role: MemberRole
  readonly days?: string
}

/** The moment that many days from `today` on; null when no number of days is given. */
function expiry(days: string | undefined, today: string): string | null {
  if (days === undefined) return null
  if (!/^[1-9]\d{0,3}$/.test(days))
    throw new Error(`--days must be from 1 to 9999, but got: ${JSON.stringify(days)}`)
  return `${plusDays(today, Number(days))}T00:00:00Z`
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

  const key = program.command('key').description('API keys')
  const command = (name: string, description: string) =>
    key.command(name).description(description).requiredOption('--org <slug>', 'the organization')
  command('create', 'make a key; it is shown once')
    .requiredOption('--name <name>', 'what it is for')
    .addOption(new Option('--role <role>', 'what it may do').choices(MEMBER_ROLES).default('viewer'))
    .option('--days <number>', 'days until it expires (default: never)')
    .action(({ org, name, role, days }: KeyOptions) =>
      withDatabase(async (database) => {
        const expiresAt = expiry(days, new Date().toISOString().slice(0, 10))
        const made = await createApiKey(database, { organization: org, name, role, expiresAt })
        out(made)
      }),
    )
  command('list', 'the keys of an organization').action(({ org }: KeyOptions) =>
    withDatabase(async (database) => {
      const keys = await apiKeys(database, org)
      const columns = ['name', 'role', 'prefix', 'created', 'expires', 'revoked', 'last used']
      const rows = keys.map((k) => [
        k.name,
        k.role,
        k.prefix,
        k.createdAt,
        k.expiresAt ?? '',
        k.revokedAt ?? '',
        k.lastUsedAt ?? '',
      ])
      out(render({ columns, rows }, 'table'))
    }),
  )
  command('revoke', 'make a key open nothing any more')
    .requiredOption('--name <name>', 'the key')
    .action(({ org, name }: KeyOptions) =>
      withDatabase(async (database) => {
        await revokeApiKey(database, org, name)
        out(`Revoked the key ${name}.`)
      }),
    )
}

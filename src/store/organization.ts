// Organizations, and who acts for one from the command line. Their keys are `api-key.ts`.

import { DomainError } from '../domain/errors.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { oneIn } from './place.ts'
import { instant } from './tenant.ts'
import { transaction } from './transaction.ts'

export interface Organization {
  readonly id: string
  readonly name: string
  readonly createdAt: string
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/

/** Whether a text can be the slug of an organization. */
export const isOrganizationSlug = (text: string) => SLUG.test(text)

/** Who acts from the command line. */
export const operator = (organization: string): Actor => ({ organization, subject: 'cli', role: 'admin' })

export function organizationById(database: Database, id: string): Promise<Organization | null> {
  return oneIn(
    database,
    id,
    (sql) => sql<Organization[]>`
      select id, name, ${instant(sql, 'created_at')} "createdAt" from organization where id = ${id}`,
  )
}

/** The operator of an organization that exists. Throws NOT_FOUND. */
export async function operatorOf(database: Database, id: string): Promise<Actor> {
  if (await organizationById(database, id)) return operator(id)
  throw new DomainError('NOT_FOUND', `the organization must exist, but got: ${JSON.stringify(id)}`)
}

/** Throws ALREADY_EXISTS. As the owner of the tables: the server's role may not make organizations. */
export async function createOrganization(database: Database, id: string, name: string): Promise<void> {
  if (!isOrganizationSlug(id))
    throw new DomainError(
      'BAD_ARGUMENT',
      `the organization must be 2 to 40 lower-case letters, digits and hyphens, but got: ${JSON.stringify(id)}`,
      { argument: 'slug' },
    )
  await transaction(database.sql, '', async (sql) => {
    await sql`select set_config('app.organization_id', ${id}, true)`
    const made =
      await sql`insert into organization (id, name) values (${id}, ${name}) on conflict do nothing returning id`
    if (made.length === 0)
      throw new DomainError('ALREADY_EXISTS', `the organization must be new, but got: ${JSON.stringify(id)}`)
    await sql`
      insert into audit_log (organization_id, actor, action, subject, after)
      values (${id}, 'cli', 'organization.create', ${id}, ${JSON.stringify({ name })}::jsonb)`
  })
}

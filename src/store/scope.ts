// The named system boundaries of an organization.

import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { mutate } from './mutation.ts'

export interface ScopeFields {
  readonly slug: string
  readonly name: string
  readonly description: string | null
}

/** Names a system boundary, or describes it anew. */
export function setScope(
  database: Database,
  actor: Actor,
  key: string | null,
  { slug, name, description }: ScopeFields,
): Promise<string> {
  const command = { action: 'scope.set', key, input: { slug, name, description } }
  return mutate(database, actor, command, async (sql) => {
    await sql`
      insert into scope (organization_id, slug, name, description)
      values (${actor.organization}, ${slug}, ${name}, ${description})
      on conflict (organization_id, slug) do update set name = excluded.name, description = excluded.description`
    return { answer: slug, subject: `scope:${slug}`, before: null, after: { name, description } }
  })
}

// Every change of an organization's data: one transaction, with its audit row, done once however often a client asks for
// it under the same key.

import { createHash } from 'node:crypto'
import { requireText } from '../domain/checks.ts'
import { DomainError } from '../domain/errors.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { inTenant, type TenantSql } from './tenant.ts'

export interface Command {
  /** As the audit log names it: `evidence.accept`. */
  readonly action: string
  /** Given by the client; null when they do not care. */
  readonly key: string | null
  /** What the client asked for, as JSON: without what was filled in, which may be different when it is sent again. */
  readonly input: unknown
}

export interface Done<T> {
  /** What is handed back, now and whenever the key comes again: JSON. */
  readonly answer: T
  /** What changed, for the audit log. */
  readonly subject: string
  readonly before: unknown
  readonly after: unknown
}

/** An index entry has room for no more than a few hundred. */
const MAX_KEY = 200

/** Claims the key; the answer it gave when it was used before. */
async function answered<T>(sql: TenantSql, actor: Actor, { key, action, input }: Command): Promise<T | null> {
  if (key === null) return null
  requireText('key', key, MAX_KEY)
  const request = createHash('sha256')
    .update(JSON.stringify([actor.subject, action, input]))
    .digest('hex')
  const claimed = await sql`
    insert into idempotency_key (organization_id, key, request) values (${actor.organization}, ${key}, ${request})
    on conflict do nothing returning key`
  if (claimed.length > 0) return null
  const [known] = await sql<{ request: string; answer: T }[]>`
    select request, answer from idempotency_key where organization_id = ${actor.organization} and key = ${key}`
  if (known!.request === request) return known!.answer
  throw new DomainError(
    'IDEMPOTENCY_KEY_REUSED',
    `key must be new, or come with the request it was first used for, but got: ${JSON.stringify(key)} with another`,
    { argument: 'key' },
  )
}

/**
 * Does `run` and writes its audit row, or neither. Throws IDEMPOTENCY_KEY_REUSED when the key was used for something
 * else; two requests at once with one key wait for each other.
 */
export function mutate<T>(
  database: Database,
  actor: Actor,
  command: Command,
  run: (sql: TenantSql) => Promise<Done<T>>,
): Promise<T> {
  return inTenant(database, actor.organization, async (sql) => {
    const known = await answered<T>(sql, actor, command)
    if (known !== null) return known
    const { answer, subject, before, after } = await run(sql)
    await sql`
      insert into audit_log (organization_id, actor, action, subject, before, after)
      values (${actor.organization}, ${actor.subject}, ${command.action}, ${subject},
        ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb)`
    if (command.key !== null)
      await sql`
        update idempotency_key set answer = ${JSON.stringify(answer)}::jsonb
        where organization_id = ${actor.organization} and key = ${command.key}`
    return answer
  })
}

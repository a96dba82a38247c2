// API keys. A key is shown once: the database has its SHA-256, and its visible beginning.

import { createHash, randomBytes } from 'node:crypto'
import { DomainError } from '../domain/errors.ts'
import type { Actor, Authenticated, MemberRole } from '../domain/member.ts'
import type { Database } from './database.ts'
import { mutate } from './mutation.ts'
import { ownRevision } from './own.ts'
import { countIn, oneIn, type Rows, requirePlace, rowsOf } from './place.ts'
import { instant, inTenant, readAtOnce, readInTenant, type TenantSql } from './tenant.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly role: MemberRole
  readonly prefix: string
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  readonly lastUsedAt: string | null
}

/** How every key begins, so that it is told from other tokens. */
export const KEY_PREFIX = 'xw_'
/** The organization is part of the key: row-level security must know it before any key can be looked up. */
const KEY = /^xw_([a-z0-9-]{2,40})_[\w-]{43}$/
const SHOWN = 6

export interface KeyRequest {
  readonly name: string
  readonly role: MemberRole
  /** ISO 8601; null for a key that stays valid until it is revoked. */
  readonly expiresAt: string | null
}

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')

/**
 * The key itself, which nobody can see again: null when `once` made it before. It is in no table, not even as the answer
 * kept under `once`. `asked`: what the client gave of the request. Throws ALREADY_EXISTS.
 */
export async function createApiKey(
  database: Database,
  actor: Actor,
  once: string | null,
  { name, role, expiresAt }: KeyRequest,
  asked: unknown = { name, role, expiresAt },
): Promise<string | null> {
  const { organization } = actor
  const key = `${KEY_PREFIX}${organization}_${randomBytes(32).toString('base64url')}`
  const prefix = key.slice(0, organization.length + KEY_PREFIX.length + 1 + SHOWN)
  const command = { action: 'key.create', key: once, input: asked }
  const made = await mutate(database, actor, command, async (sql) => {
    const rows = await sql`
      insert into api_key (organization_id, name, role, prefix, hash, expires_at)
      values (${organization}, ${name}, ${role}, ${prefix}, ${hashOf(key)}, ${expiresAt})
      on conflict do nothing returning id`
    if (rows.length === 0)
      throw new DomainError(
        'ALREADY_EXISTS',
        `name must be new among the keys, but got: ${JSON.stringify(name)}`,
      )
    return { answer: prefix, subject: `key:${name}`, before: null, after: { prefix, role, expiresAt } }
  })
  return made === prefix ? key : null
}

const columns = (sql: TenantSql) => sql`
  id, name, role, prefix, ${instant(sql, 'created_at')} "createdAt", ${instant(sql, 'expires_at')} "expiresAt",
  ${instant(sql, 'revoked_at')} "revokedAt", ${instant(sql, 'last_used_at')} "lastUsedAt"`

/** By age, the revoked and expired too. */
export function apiKeys(database: Database, organization: string): Promise<ApiKey[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<ApiKey[]>`
      select ${columns(sql)} from api_key where organization_id = ${organization} order by created_at, id`,
  )
}

/** One page of them, after the key `after`; null begins. Throws BAD_CURSOR. */
export function apiKeyPage(
  database: Database,
  organization: string,
  after: string | null,
  size: number,
): Promise<Rows<ApiKey>> {
  return readInTenant(database, organization, async (sql) => {
    const beyond = sql`and (created_at, id) > (
      select created_at, id from api_key where organization_id = ${organization} and id = ${after}::uuid)`
    const found = await sql<ApiKey[]>`
      select ${columns(sql)} from api_key
      where organization_id = ${organization} ${after === null ? sql`` : beyond}
      order by created_at, id limit ${size + 1}`
    if (after !== null && found.length === 0) await requirePlace(sql, 'api_key', organization, after)
    return rowsOf(found, size)
  })
}

/** How many there are on all pages together. */
export function countApiKeys(database: Database, organization: string): Promise<number> {
  return countIn(database, organization, (sql) => sql`api_key where organization_id = ${organization}`)
}

export function apiKeyByName(database: Database, organization: string, name: string): Promise<ApiKey | null> {
  return oneIn(
    database,
    organization,
    (sql) => sql<ApiKey[]>`
      select ${columns(sql)} from api_key where organization_id = ${organization} and name = ${name}`,
  )
}

/** From now on the key opens nothing. Throws NOT_FOUND; revoking again changes nothing. */
export async function revokeApiKey(
  database: Database,
  actor: Actor,
  once: string | null,
  name: string,
): Promise<void> {
  const command = { action: 'key.revoke', key: once, input: { name } }
  await mutate(database, actor, command, async (sql) => {
    const of = sql`organization_id = ${actor.organization} and name = ${name}`
    const [key] = await sql<{ revokedAt: string | null }[]>`
      select ${instant(sql, 'revoked_at')} "revokedAt" from api_key where ${of} for update`
    if (!key) throw new DomainError('NOT_FOUND', `name must be of a key, but got: ${JSON.stringify(name)}`)
    const [revoked] = await sql<{ revokedAt: string }[]>`
      update api_key set revoked_at = coalesce(revoked_at, now()) where ${of}
      returning ${instant(sql, 'revoked_at')} "revokedAt"`
    return { answer: true, subject: `key:${name}`, before: key, after: revoked }
  })
}

/** How old `last_used_at` may get before it is written again: reading must not become writing. */
const USED_MINUTES = 5

interface Key {
  readonly id: string
  readonly name: string
  readonly role: MemberRole
  readonly stale: boolean
  readonly ownRevision: number
}

/** Who the key is; null for anything that is no valid key: malformed, unknown, expired or revoked. */
export async function actorByKey(database: Database, key: string): Promise<Authenticated | null> {
  const organization = KEY.exec(key)?.[1]
  if (!organization) return null
  const [[found]] = await readAtOnce(database, organization, (sql) => [
    sql<Key[]>`
      select id, name, role, ${ownRevision(sql, organization)} "ownRevision",
        coalesce(last_used_at < now() - make_interval(mins => ${USED_MINUTES}::int), true) stale
      from api_key where organization_id = ${organization} and hash = ${hashOf(key)} and revoked_at is null
        and (expires_at is null or expires_at > now())`,
  ])
  if (!found) return null
  const { id, name, role, stale } = found
  if (stale)
    await inTenant(
      database,
      organization,
      (sql) => sql`
        update api_key set last_used_at = now() where organization_id = ${organization} and id = ${id}`,
    )
  return { organization, subject: `key:${name}`, role, ownRevision: found.ownRevision }
}

// The named system boundaries of an organization. Evidence names them by slug, which therefore never changes; one that
// evidence names cannot be deleted, since without its scope the evidence would speak for the whole organization.

import { DomainError } from '../domain/errors.ts'
import type { Actor } from '../domain/member.ts'
import { nearest } from '../domain/nearest.ts'
import type { Database } from './database.ts'
import { type Done, mutate } from './mutation.ts'
import { countIn, oneIn, type Rows, rowsOf } from './place.ts'
import { readInTenant, type TenantSql } from './tenant.ts'

export interface ScopeFields {
  readonly slug: string
  readonly name: string
  readonly description: string | null
}

/** By slug. */
export function scopes(database: Database, organization: string): Promise<ScopeFields[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<ScopeFields[]>`
      select slug, name, description from scope where organization_id = ${organization} order by slug`,
  )
}

/** One page of them, after the slug `after`; null begins. */
export function scopePage(
  database: Database,
  organization: string,
  after: string | null,
  size: number,
): Promise<Rows<ScopeFields>> {
  return readInTenant(database, organization, async (sql) => {
    const found = await sql<ScopeFields[]>`
      select slug, name, description from scope
      where organization_id = ${organization} ${after === null ? sql`` : sql`and slug > ${after}`}
      order by slug limit ${size + 1}`
    return rowsOf(found, size)
  })
}

/** How many there are on all pages together. */
export function countScopes(database: Database, organization: string): Promise<number> {
  return countIn(database, organization, (sql) => sql`scope where organization_id = ${organization}`)
}

export function scopeBySlug(
  database: Database,
  organization: string,
  slug: string,
): Promise<ScopeFields | null> {
  return oneIn(
    database,
    organization,
    (sql) => sql<ScopeFields[]>`
      select slug, name, description from scope where organization_id = ${organization} and slug = ${slug}`,
  )
}

/** Keeps the scopes from being deleted until the transaction ends. Throws BAD_ARGUMENT for one that there is not. */
export async function requireScopes(sql: TenantSql, { organization }: Actor, slugs: readonly string[]) {
  if (slugs.length === 0) return
  const found = await sql<{ slug: string }[]>`
    select slug from scope where organization_id = ${organization} and slug = any(${[...slugs]}) for key share`
  const unknown = slugs.find((slug) => !found.some((scope) => scope.slug === slug))
  if (unknown !== undefined) throw await unknownScope(sql, organization, 'scopes', unknown)
}

/** Throws UNKNOWN_SCOPE: what is asked of a system that there is not would be answered for the whole organization. */
export async function requireKnownScope(sql: TenantSql, organization: string, slug: string | null) {
  if (slug === null) return
  const found = await sql`select 1 from scope where organization_id = ${organization} and slug = ${slug}`
  if (found.length === 0) throw await unknownScope(sql, organization, 'scope', slug)
}

async function unknownScope(sql: TenantSql, organization: string, argument: 'scope' | 'scopes', got: string) {
  const known = await sql<{ slug: string }[]>`select slug from scope where organization_id = ${organization}`
  const expected = argument === 'scope' ? 'the slug of a scope' : 'slugs of scopes'
  return new DomainError(
    'UNKNOWN_SCOPE',
    `${argument} must be ${expected} of the organization, but got: ${JSON.stringify(got.slice(0, 60))}`,
    {
      argument,
      nearest: nearest(
        got,
        known.map(({ slug }) => slug),
      ),
    },
  )
}

async function lock(sql: TenantSql, { organization }: Actor, slug: string): Promise<ScopeFields | null> {
  const [found] = await sql<ScopeFields[]>`
    select slug, name, description from scope
    where organization_id = ${organization} and slug = ${slug} for update`
  return found ?? null
}

async function requireScope(sql: TenantSql, actor: Actor, slug: string): Promise<ScopeFields> {
  const found = await lock(sql, actor, slug)
  if (found) return found
  throw new DomainError('NOT_FOUND', `the scope must exist, but got: ${JSON.stringify(slug.slice(0, 60))}`)
}

const done = (slug: string, before: ScopeFields | null, after: ScopeFields | null): Done<string> => ({
  answer: slug,
  subject: `scope:${slug}`,
  before,
  after,
})

async function insert(sql: TenantSql, { organization }: Actor, { slug, name, description }: ScopeFields) {
  const made = await sql`
    insert into scope (organization_id, slug, name, description)
    values (${organization}, ${slug}, ${name}, ${description}) on conflict do nothing returning slug`
  return made.length > 0
}

async function update(sql: TenantSql, { organization }: Actor, { slug, name, description }: ScopeFields) {
  await sql`
    update scope set name = ${name}, description = ${description}
    where organization_id = ${organization} and slug = ${slug}`
}

/** Throws ALREADY_EXISTS. */
export function createScope(
  database: Database,
  actor: Actor,
  key: string | null,
  fields: ScopeFields,
): Promise<string> {
  return mutate(database, actor, { action: 'scope.create', key, input: fields }, async (sql) => {
    if (await insert(sql, actor, fields)) return done(fields.slug, null, fields)
    throw new DomainError(
      'ALREADY_EXISTS',
      `slug must be new among the scopes, but got: ${JSON.stringify(fields.slug)}`,
    )
  })
}

/** Names a system boundary, or describes it anew. */
export function setScope(
  database: Database,
  actor: Actor,
  key: string | null,
  fields: ScopeFields,
): Promise<string> {
  return mutate(database, actor, { action: 'scope.set', key, input: fields }, async (sql) => {
    const before = (await insert(sql, actor, fields)) ? null : await lock(sql, actor, fields.slug)
    await update(sql, actor, fields)
    return done(fields.slug, before, fields)
  })
}

/** Changes what is given. Throws NOT_FOUND. */
export function updateScope(
  database: Database,
  actor: Actor,
  key: string | null,
  slug: string,
  patch: Partial<Omit<ScopeFields, 'slug'>>,
): Promise<string> {
  return mutate(database, actor, { action: 'scope.update', key, input: { slug, patch } }, async (sql) => {
    const before = await requireScope(sql, actor, slug)
    const after = { ...before, ...patch }
    await update(sql, actor, after)
    return done(slug, before, after)
  })
}

/** Throws NOT_FOUND, and IN_USE while evidence names it. */
export function deleteScope(
  database: Database,
  actor: Actor,
  key: string | null,
  slug: string,
): Promise<string> {
  return mutate(database, actor, { action: 'scope.delete', key, input: { slug } }, async (sql) => {
    const before = await requireScope(sql, actor, slug)
    const [{ count }] = (await sql`
      select count(*)::int count from evidence
      where organization_id = ${actor.organization} and ${slug} = any(scopes)`) as unknown as [
      { count: number },
    ]
    if (count > 0)
      throw new DomainError('IN_USE', `the scope must not be named by evidence, but got: ${count} pieces`, {
        count,
      })
    await sql`delete from scope where organization_id = ${actor.organization} and slug = ${slug}`
    return done(slug, before, null)
  })
}

// A server that connects as a member of crosswalk_app and nothing else: it does all its work, and whoever speaks SQL
// through it finds no way to the rows of another organization.

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase, pendingMigrations } from '../../src/store/database.ts'
import { inTenant } from '../../src/store/tenant.ts'
import { openApp, type TestApp } from '../support/app.ts'
import { freshDatabase, KINDS } from '../support/database.ts'
import { answerOf } from '../support/mutations.ts'
import { ACME, accepted, createTenants, keyOf, RIVAL } from '../support/tenants.ts'

/** What somebody would try who can have any statement run in a transaction of acme, and what they want to see. */
const ATTEMPTS: readonly (readonly string[])[] = [
  ['reset role'],
  ['set role none'],
  ['set local role postgres'],
  ['set session authorization default'],
  ['set session authorization postgres'],
  ['set local row_security = off'],
  ['reset role', 'set local row_security = off'],
  ['alter table evidence disable row level security'],
  ['alter table evidence no force row level security'],
  ['drop policy tenant on evidence'],
  ['create policy mine on evidence using (true)'],
  ['alter role crosswalk_app bypassrls'],
  ['alter role current_user superuser'],
  ['grant pg_read_all_data to current_user'],
  ['set local role pg_read_all_data'],
  ['alter function crosswalk_organization() security definer'],
  ["create or replace function crosswalk_organization() returns text language sql return 'rival'::text"],
  ["create function mine() returns text language sql security definer return 'x'::text"],
  ["copy evidence to program 'cat'"],
  ["select pg_read_file('postgresql.conf')"],
  ['set local search_path = mine', 'create schema mine'],
  ['truncate evidence'],
  ['delete from audit_log'],
  ["update audit_log set actor = 'nobody'"],
  ['alter table audit_log disable trigger all'],
]

describe.runIf(KINDS.includes('PostgreSQL'))('A server that connects as crosswalk_app', () => {
  const user = `crosswalk_test_${randomBytes(4).toString('hex')}`
  let owner: Database
  let served: Database
  let api: TestApp
  beforeAll(async () => {
    const config = await freshDatabase('PostgreSQL', 'seeded')
    owner = await openDatabase(config)
    await owner.sql.unsafe(`create role ${user} login in role crosswalk_app`)
    await createTenants(owner)
    for (const organization of [ACME, RIVAL])
      await accepted(owner, organization, { 'secnumcloud-3.2/9.4.a': 'PROVES' })
    const url = new URL(config.databaseUrl!)
    url.username = user
    served = await openDatabase({ ...config, databaseUrl: url.href })
    api = await openApp(served)
  })
  afterAll(async () => {
    await api?.close()
    await served?.close()
    await owner?.sql.unsafe(`drop owned by ${user}`)
    await owner?.sql.unsafe(`drop role ${user}`)
    await owner?.close()
  })

  it('reads the reference data, and writes for an organization', async () => {
    expect(await pendingMigrations(served)).toBe(0)
    const found = await api.data<{ search: { totalCount: number } }>(
      '{ search(query: "access rights") { totalCount } }',
    )
    expect(found.search.totalCount).toBeGreaterThan(0)
    const authorization = `Bearer ${await keyOf(served, ACME, 'admin')}`
    const made = await api.data(
      `mutation { ${answerOf('createEvidence(fields: { title: "x" })', '{ evidence { title } }')} }`,
      {},
      { authorization },
    )
    expect(made).toEqual({ result: { evidence: { title: 'x' } } })
  })

  it('sees nothing of anybody without saying of whom, and cannot make an organization', async () => {
    expect(await served.sql`select 1 from evidence`).toHaveLength(0)
    expect(await served.sql`select 1 from organization`).toHaveLength(0)
    await expect(served.sql`insert into organization (id, name) values ('third', 'x')`).rejects.toThrow(
      /permission denied/,
    )
  })

  it.each(ATTEMPTS)('is no way to rows of another: %s; %s', async (...statements) => {
    const seen = inTenant(served, ACME, async (sql) => {
      for (const statement of statements.filter(Boolean)) await sql.unsafe(statement)
      return sql<{ organization_id: string }[]>`select organization_id from evidence`
    })
    const outcome = await seen.then(
      (rows) => [...new Set(rows.map((row) => row.organization_id))],
      (error: Error) => error.message,
    )
    if (typeof outcome === 'string')
      expect(outcome).toMatch(/permission denied|must be|must have|not exist|query would be/)
    else expect(outcome).toEqual([ACME])
    const [log] = await owner.sql<{ changes: number }[]>`
      select count(*)::int changes from audit_log where actor <> 'nobody'`
    expect(log!.changes).toBeGreaterThan(5)
  })
})

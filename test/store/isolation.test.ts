// Raw SQL as the role that the server works as, on every table of organizations that the catalog lists, those to come
// included: whatever is tried, the rows of another organization stay as they are.

import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { inTenant, type TenantSql } from '../../src/store/tenant.ts'
import { describeDatabases } from '../support/database.ts'
import { SAMPLES, Things } from '../support/every-mutation.ts'
import { ACME, createTenants, organizationTables, RIVAL } from '../support/tenants.ts'

class Undone extends Error {}

describeDatabases('The tables of organizations', (open) => {
  let database: Database
  let tables: { name: string; columns: string[] }[]
  beforeAll(async () => {
    database = await open('seeded')
    await createTenants(database)
    // What the samples need is something in most tables.
    for (const organization of [ACME, RIVAL]) {
      const things = new Things(database, organization)
      for (const { call } of Object.values(SAMPLES)) await call(things)
      await inTenant(
        database,
        organization,
        (sql) =>
          sql`insert into content (organization_id, sha256, size) values (${organization}, ${'0'.repeat(64)}, 1)`,
      )
    }
    tables = await organizationTables(database)
  })

  /** What acme's SQL answers, in a transaction that is undone; the message of an error. */
  const attempt = async (run: (sql: TenantSql) => Promise<unknown>): Promise<string> => {
    let answered = ''
    const whole = inTenant(database, ACME, async (sql) => {
      const rows = await run(sql)
      answered = JSON.stringify(rows)
      throw new Undone()
    })
    return whole.then(
      () => answered,
      (error: Error) => (error instanceof Undone ? answered : error.message),
    )
  }
  const REFUSED = /row-level security|permission denied/

  it('are closed even to their owner', async () => {
    const names = tables.map(({ name }) => name)
    const secured = await database.sql<{ name: string }[]>`
      select relname name from pg_class
      where relname = any(${names}) and relrowsecurity and relforcerowsecurity order by 1`
    expect(secured.map(({ name }) => name)).toEqual(names)
  })

  it('are used by a role that owns nothing and cannot bypass row security', async () => {
    const [role] = await inTenant(
      database,
      ACME,
      (sql) => sql`select current_user "user", rolbypassrls bypass, rolsuper super, rolcanlogin login
        from pg_roles where rolname = current_user`,
    )
    expect(role).toEqual({ user: 'crosswalk_app', bypass: false, super: false, login: false })
    const owned = await inTenant(
      database,
      ACME,
      (sql) => sql`select 1 from pg_tables where tableowner = current_user`,
    )
    expect(owned).toHaveLength(0)
  })

  it('show nothing at all where no organization is set', async () => {
    for (const { name } of tables) {
      const rows = await inTenant(database, '', (sql) => sql`select 1 from ${sql(name)}`)
      expect(rows).toHaveLength(0)
    }
    const left =
      await database.sql`select current_user "user", current_setting('app.organization_id', true) of`
    expect(left[0]!.user).not.toBe('crosswalk_app')
    expect(left[0]!.of ?? '').toBe('')
  })

  it('lead every key, and every index of theirs, with the organization', async () => {
    const keys = await database.sql<{ index: string; first: string }[]>`
      select i.indexrelid::regclass::text index, a.attname first from pg_index i
      join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relname = any(${tables.map(({ name }) => name)})`
    expect(keys.length).toBeGreaterThanOrEqual(tables.length)
    expect(keys.filter(({ first }) => first !== 'organization_id')).toEqual([])
  })

  it('show, change and lose no row of another, and take none under another name', async () => {
    expect(tables.length).toBeGreaterThanOrEqual(15)
    expect(await attempt((sql) => sql`select id from organization`)).toBe(JSON.stringify([{ id: ACME }]))
    for (const { name, columns } of tables) {
      const table = (sql: TenantSql) => sql(name)
      const seen = await attempt((sql) => sql`select organization_id from ${table(sql)}`)
      expect([name, seen]).toEqual([name, expect.not.stringContaining(RIVAL)])
      const aimed = await attempt(
        (sql) => sql`select organization_id from ${table(sql)} where organization_id = ${RIVAL}`,
      )
      expect([name, aimed]).toEqual([name, '[]'])
      const changed = await attempt(
        (sql) => sql`update ${table(sql)} set organization_id = organization_id
          where organization_id = ${RIVAL} returning organization_id`,
      )
      expect([name, changed]).toEqual([name, expect.stringMatching(/^\[\]$|permission denied/)])
      const removed = await attempt(
        (sql) => sql`delete from ${table(sql)} where organization_id = ${RIVAL} returning organization_id`,
      )
      expect([name, removed]).toEqual([name, expect.stringMatching(/^\[\]$|permission denied/)])
      const moved = await attempt((sql) => sql`update ${table(sql)} set organization_id = ${RIVAL}`)
      const rows = await attempt((sql) => sql`select 1 from ${table(sql)}`)
      if (rows !== '[]') expect([name, moved]).toEqual([name, expect.stringMatching(REFUSED)])
      const others = columns.filter((column) => column !== 'organization_id').map((column) => `"${column}"`)
      const copy = `insert into "${name}" (${['organization_id', ...others]}) overriding system value
        select ${[`'${RIVAL}'`, ...others]} from "${name}"`
      const copied = await attempt((sql) => sql.unsafe(copy))
      if (rows !== '[]') expect([name, copied]).toEqual([name, expect.stringMatching(REFUSED)])
    }
  })

  it('let nobody rewrite the log, not even their own', async () => {
    for (const statement of [
      "update audit_log set actor = 'x'",
      'delete from audit_log',
      'truncate audit_log',
      'drop table audit_log',
      'alter table audit_log disable row level security',
    ])
      expect(await attempt((sql) => sql.unsafe(statement))).toMatch(/permission denied|must be owner/)
  })

  it('have rows in nearly all of them, on both sides', async () => {
    const empty: string[] = []
    for (const { name } of tables)
      for (const organization of [ACME, RIVAL]) {
        const rows = await database.sql`
          select 1 from ${database.sql(name)} where organization_id = ${organization} limit 1`
        if (rows.length === 0) empty.push(name)
      }
    expect([...new Set(empty)]).toEqual(['idempotency_key'])
  })
})

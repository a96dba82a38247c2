// Organizations do not see each other, not even in raw SQL as the role the server works as; and nobody rewrites the log.

import { beforeAll, expect, it } from 'vitest'
import { actorByKey, apiKeys, createApiKey, revokeApiKey } from '../../src/store/api-key.ts'
import { auditEntries } from '../../src/store/audit.ts'
import type { Database } from '../../src/store/database.ts'
import { evidenceByIds, linksByEvidence } from '../../src/store/evidence.ts'
import { certifyEvidence } from '../../src/store/evidence-certificate.ts'
import { deleteEvidence, updateEvidence } from '../../src/store/evidence-change.ts'
import type { Handle } from '../../src/store/evidence-edit.ts'
import { linkEvidence } from '../../src/store/evidence-links.ts'
import { evidencePage } from '../../src/store/evidence-page.ts'
import { recordFinding } from '../../src/store/finding.ts'
import { createLanes } from '../../src/store/lanes.ts'
import { createOrganization, organizationById } from '../../src/store/organization.ts'
import { setOwnVerdict } from '../../src/store/own-verdict.ts'
import { inTenant, readAtOnce } from '../../src/store/tenant.ts'
import { describeDatabases } from '../support/database.ts'
import { handbook, storeOwn } from '../support/own.ts'
import { ACME, accepted, actor, createTenants, keyOf, RIVAL } from '../support/tenants.ts'

describeDatabases('Organizations', (open) => {
  let database: Database
  let theirs: Handle
  let tables: string[]
  beforeAll(async () => {
    database = await open('migrated')
    await createTenants(database)
    for (const organization of [ACME, RIVAL]) {
      const who = actor(organization)
      let piece = await accepted(database, organization, { 'secnumcloud-3.2/9.4.a': 'PROVES' })
      piece = await certifyEvidence(database, who, 'certify', piece, 'iso-27001-2022', [
        'iso-27001-2022/A.5.1',
      ])
      await setOwnVerdict(database, who, null, 'secnumcloud-3.2/9.4.a', { verdict: 'MET', reason: null })
      await recordFinding(database, who, null, {
        control: 'secnumcloud-3.2/9.4.a',
        title: 'late',
        description: null,
        openedAt: '2026-01-01',
      })
      await keyOf(database, organization, 'viewer')
      await storeOwn(database, organization, handbook(organization))
      await inTenant(database, organization, async (sql) => {
        await sql`insert into scope (organization_id, slug, name) values (${organization}, 'paris', 'Paris')`
        await sql`insert into member (organization_id, subject, role) values (${organization}, 'ann', 'admin')`
        await sql`insert into content (organization_id, sha256, size) values (${organization}, ${'0'.repeat(64)}, 1)`
      })
      if (organization === RIVAL) theirs = piece
    }
    const named = await database.sql<{ name: string }[]>`
      select table_name name from information_schema.columns
      where table_schema = current_schema() and column_name = 'organization_id'`
    tables = named.map(({ name }) => name).sort()
  })

  const asAcme = <T>(run: Parameters<typeof inTenant<T>>[2]) => inTenant(database, ACME, run)

  it('have a table each of these is in, and every table of theirs is closed even to its owner', async () => {
    const secured = await database.sql<{ name: string; key: string }[]>`
      select c.relname name, a.attname key from pg_class c
      join pg_index i on i.indrelid = c.oid and i.indisprimary
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relname = any(${tables}) and c.relrowsecurity and c.relforcerowsecurity order by 1`
    expect(tables.length).toBeGreaterThanOrEqual(10)
    expect([...secured]).toEqual(tables.map((name) => ({ name, key: 'organization_id' })))
  })

  it('work as a role that owns nothing and cannot bypass row security', async () => {
    const [role] = await asAcme(
      (sql) => sql`select current_user "user", rolbypassrls bypass, rolsuper super, rolcanlogin login
        from pg_roles where rolname = current_user`,
    )
    expect(role).toEqual({ user: 'crosswalk_app', bypass: false, super: false, login: false })
    const owned = await asAcme((sql) => sql`select 1 from pg_tables where tableowner = current_user`)
    expect(owned).toHaveLength(0)
  })

  it('see their own rows of every table, and no others, in raw SQL without any condition', async () => {
    for (const table of tables) {
      const rows = await asAcme((sql) => sql`select organization_id of from ${sql(table)}`)
      expect([table, [...new Set(rows.map(({ of }) => of))]]).toEqual([table, [ACME]])
    }
    const names = await asAcme((sql) => sql`select id from organization`)
    expect(names.map(({ id }) => id)).toEqual([ACME])
  })

  it('cannot write, change or delete rows of another, in raw SQL', async () => {
    const changed = await asAcme((sql) => sql`update evidence set title = 'mine' returning organization_id`)
    expect([...new Set(changed.map((row) => row.organization_id))]).toEqual([ACME])
    expect(
      await asAcme((sql) => sql`delete from evidence where id = ${theirs.id} returning id`),
    ).toHaveLength(0)
    const insert = asAcme(
      (sql) =>
        sql`insert into evidence (organization_id, title, collected_at) values (${RIVAL}, 'x', '2026-01-01')`,
    )
    await expect(insert).rejects.toThrow(/row-level security/)
    const move = asAcme((sql) => sql`update evidence set organization_id = ${RIVAL}`)
    await expect(move).rejects.toThrow(/row-level security|foreign key/)
    expect(await evidenceByIds(database, RIVAL, [theirs.id])).toMatchObject([
      { title: expect.stringMatching(/review/) },
    ])
  })

  it('see nothing at all where no organization is set, or none that exists', async () => {
    for (const table of tables) {
      const rows = await inTenant(database, '', (sql) => sql`select 1 from ${sql(table)}`)
      expect(rows).toHaveLength(0)
    }
    const left =
      await database.sql`select current_user "user", current_setting('app.organization_id', true) of`
    expect(left[0]!.user).not.toBe('crosswalk_app')
    expect(left[0]!.of ?? '').toBe('')
  })

  it('are read at once by many, each as itself, among changes too', async () => {
    const who = (organization: string) =>
      readAtOnce(database, organization, (sql) => [
        sql<{ user: string; of: string; mode: string }[]>`
          select current_user "user", current_setting('app.organization_id') of,
            current_setting('transaction_read_only') mode`,
        sql<{ of: string }[]>`select distinct organization_id of from evidence`,
      ])
    const change = (organization: string) =>
      inTenant(database, organization, (sql) => sql`update evidence set owner = 'x' where false`)
    const asked = Array.from({ length: 120 }, (_, n) => (n % 2 ? ACME : RIVAL))
    const answers = await Promise.all(
      asked.map(async (organization, n) => (n % 5 ? who(organization) : change(organization))),
    )
    answers.forEach((answer, n) => {
      const of = asked[n]!
      if (n % 5) expect(answer).toEqual([[{ user: 'crosswalk_app', of, mode: 'on' }], [{ of }]])
    })
  })

  it('are told nothing that was read before their transaction had begun', async () => {
    const [client] = database.lanes.clients
    const mishap = new Proxy(client!, {
      get: (target, name) =>
        name === 'unsafe'
          ? (text: string) => target.unsafe(text.startsWith('begin') ? 'select 1 / 0' : text)
          : Reflect.get(target, name),
    })
    const spoilt = { ...database, lanes: createLanes([mishap]) }
    const read = readAtOnce(spoilt, ACME, (sql) => [sql`select organization_id from evidence`])
    await expect(read).rejects.toThrow(/division by zero/)
    const [rows] = await readAtOnce(database, ACME, (sql) => [
      sql<{ of: string }[]>`select distinct organization_id of from evidence`,
    ])
    expect(rows).toEqual([{ of: ACME }])
  })

  it('cannot reach evidence of another by its id', async () => {
    expect(await evidenceByIds(database, ACME, [theirs.id])).toEqual([])
    expect(await linksByEvidence(database, ACME, [theirs.id])).toEqual([])
    const acme = actor(ACME)
    const link = { control: 'secnumcloud-3.2/9.4.b', role: 'PROVES' as const, note: null }
    await expect(linkEvidence(database, acme, null, theirs, link)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(updateEvidence(database, acme, null, theirs, { title: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(deleteEvidence(database, acme, null, theirs)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const where = { statuses: null, type: null, control: null, scope: null, text: null }
    const page = evidencePage(database, ACME, { where, order: 'NEWEST', after: theirs.id, size: 10 })
    await expect(page).rejects.toMatchObject({ code: 'BAD_CURSOR' })
  })

  it('have a log that the server can only add to', async () => {
    const log = await auditEntries(database, ACME, null, 100)
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['organization.create', 'key.create', 'evidence.create', 'evidence.accepted']),
    )
    for (const statement of [
      'update audit_log set actor = $1',
      'delete from audit_log where actor <> $1',
      'truncate audit_log -- $1',
    ])
      await expect(
        asAcme((sql) => sql.unsafe(statement, statement.includes('--') ? [] : ['x'])),
      ).rejects.toThrow(/permission denied/)
    expect(await auditEntries(database, ACME, null, 100)).toHaveLength(log.length)
    expect(await auditEntries(database, ACME, log[1]!.id, 100)).toHaveLength(log.length - 2)
  })

  it('are made once', async () => {
    await expect(createOrganization(database, ACME, 'again')).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    })
    await expect(createOrganization(database, 'Not a slug', 'x')).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
    })
    expect(await organizationById(database, ACME)).toMatchObject({ id: ACME, name: ACME })
    expect(await organizationById(database, 'nobody')).toBeNull()
  })

  it('are opened by their keys only, while these are valid', async () => {
    const request = { name: 'ci', role: 'editor' as const, expiresAt: null }
    const key = (await createApiKey(database, actor(ACME), 'once', request))!
    expect(await createApiKey(database, actor(ACME), 'once', request)).toBeNull()
    expect(await actorByKey(database, key)).toEqual({
      organization: ACME,
      subject: 'key:ci',
      role: 'editor',
      ownRevision: 1,
    })
    const secret = key.split('_').slice(2).join('_')
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(await actorByKey(database, `xw_${RIVAL}_${secret}`)).toBeNull()
    expect(await actorByKey(database, `${key.slice(0, -1)}${key.endsWith('A') ? 'E' : 'A'}`)).toBeNull()
    for (const bad of ['', 'xw_acme_', `xw_acme'--_${secret}`, key.toUpperCase()])
      expect(await actorByKey(database, bad)).toBeNull()
    for (const table of tables) {
      const stored = JSON.stringify(await asAcme((sql) => sql`select * from ${sql(table)}`))
      expect(stored).not.toContain(secret)
    }
    const listed = (await apiKeys(database, ACME)).find(({ name }) => name === 'ci')!
    expect(key.startsWith(listed.prefix)).toBe(true)
    expect(listed.lastUsedAt).not.toBeNull()
    await expect(createApiKey(database, actor(ACME), null, request)).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    })
    await revokeApiKey(database, actor(ACME), null, 'ci')
    expect(await actorByKey(database, key)).toBeNull()
    const old = await createApiKey(database, actor(ACME), null, {
      ...request,
      name: 'old',
      expiresAt: '2020-01-01T00:00:00Z',
    })
    expect(await actorByKey(database, old!)).toBeNull()
  })
})

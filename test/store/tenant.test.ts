// Organizations do not see each other, whichever way the store is asked, and are opened by their keys only. That raw SQL
// shows them no more is `isolation.test.ts`.

import { beforeAll, expect, it } from 'vitest'
import { actorByKey, apiKeys, createApiKey, revokeApiKey } from '../../src/store/api-key.ts'
import { auditEntries } from '../../src/store/audit.ts'
import type { Database } from '../../src/store/database.ts'
import { evidenceByIds, linksByEvidence } from '../../src/store/evidence.ts'
import { deleteEvidence, updateEvidence } from '../../src/store/evidence-change.ts'
import type { Handle } from '../../src/store/evidence-edit.ts'
import { linkEvidence } from '../../src/store/evidence-links.ts'
import { evidencePage } from '../../src/store/evidence-page.ts'
import { createLanes } from '../../src/store/lanes.ts'
import { createOrganization, organizationById } from '../../src/store/organization.ts'
import { inTenant, readAtOnce } from '../../src/store/tenant.ts'
import { describeDatabases } from '../support/database.ts'
import { handbook, storeOwn } from '../support/own.ts'
import { ACME, accepted, actor, createTenants, keyOf, organizationTables, RIVAL } from '../support/tenants.ts'

describeDatabases('Organizations', (open) => {
  let database: Database
  let theirs: Handle
  beforeAll(async () => {
    database = await open('migrated')
    await createTenants(database)
    for (const organization of [ACME, RIVAL]) {
      await keyOf(database, organization, 'viewer')
      await storeOwn(database, organization, handbook(organization))
      const piece = await accepted(database, organization, { 'secnumcloud-3.2/9.4.a': 'PROVES' })
      if (organization === RIVAL) theirs = piece
    }
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

  it('have a log of what they did, in pages', async () => {
    const log = await auditEntries(database, ACME, null, 100)
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['organization.create', 'key.create', 'evidence.create', 'evidence.accepted']),
    )
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
    for (const { name } of await organizationTables(database)) {
      const stored = await inTenant(database, ACME, (sql) => sql`select * from ${sql(name)}`)
      expect(JSON.stringify(stored)).not.toContain(secret)
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

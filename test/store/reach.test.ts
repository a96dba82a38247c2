// A PostgreSQL that stops answering, loses connections, or comes back: whoever asks is told within two seconds, what was
// given up is not done later, and everything goes on by itself.

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, migrate, openDatabase } from '../../src/store/database.ts'
import { evidenceByIds } from '../../src/store/evidence.ts'
import { createEvidence } from '../../src/store/evidence-change.ts'
import { mutate } from '../../src/store/mutation.ts'
import { organizationById } from '../../src/store/organization.ts'
import { createReach } from '../../src/store/reach.ts'
import { openReference } from '../../src/store/reference.ts'
import { inTenant, readInTenant, type TenantSql } from '../../src/store/tenant.ts'
import { createPostgres, NO_POSTGRES, POSTGRES_BIN, type Server } from '../support/postgres.ts'
import { proxyTo, type TcpProxy } from '../support/proxy.ts'
import { ACME, actor, createTenants, fields } from '../support/tenants.ts'

const UNAVAILABLE = { code: 'DATABASE_UNAVAILABLE' }

describe.skipIf(POSTGRES_BIN === null)(`A PostgreSQL that is away (skipped where ${NO_POSTGRES})`, () => {
  let server: Server
  let proxy: TcpProxy
  let database: Database
  /** As the server's log would tell. */
  let told: ('away' | 'back')[] = []
  beforeAll(async () => {
    server = await createPostgres({ fsync: 'off' })
    await server.start()
    const address = new URL(server.url)
    proxy = await proxyTo(Number(address.port))
    address.port = `${proxy.port}`
    const note = (error: unknown) => told.push(error === null ? 'back' : 'away')
    database = await openDatabase({ databaseUrl: address.href, dataDir: '' }, undefined, note)
    await migrate(database)
    await createTenants(database)
  })
  afterAll(async () => {
    proxy.resume()
    await database.close()
    await proxy.close()
    await server.remove()
  })
  beforeEach(() => {
    told = []
  })

  const name = async () => (await organizationById(database, ACME))?.name
  const isBack = () => expect.poll(() => name().catch(() => null), { timeout: 10_000 }).toBe(ACME)
  const timed = async (run: () => Promise<unknown>) => {
    const begun = performance.now()
    await expect(run()).rejects.toMatchObject(UNAVAILABLE)
    return performance.now() - begun
  }

  it('is found out within two seconds when it hangs, and at once from then on', async () => {
    expect(await name()).toBe(ACME)
    proxy.hang()
    expect(await timed(name)).toBeLessThan(2000)
    expect(await timed(name)).toBeLessThan(50)
    expect(told).toEqual(['away'])
    proxy.resume()
    await isBack()
    expect(told).toEqual(['away', 'back'])
  })

  it('does nothing later of what was given up', async () => {
    proxy.hang()
    const title = 'given up'
    await timed(() => createEvidence(database, actor(ACME), 'given up', fields({ title })))
    proxy.resume()
    await isBack()
    // Every connection has been through a transaction since: none can still hold what was given up.
    await Promise.all(Array.from({ length: 32 }, name))
    const rows = await database.sql`select 1 from evidence where title = ${title}`
    expect(rows).toHaveLength(0)
    await createEvidence(database, actor(ACME), 'given up', fields({ title }))
  })

  describe('that hangs in the middle of a transaction', () => {
    const scope = (slug: string) => database.sql`select 1 from scope where slug = ${slug}`
    const insert = (sql: TenantSql, slug: string) =>
      sql`insert into scope (organization_id, slug, name) values (${ACME}, ${slug}, 'x')`.execute()

    it('is found out as soon, and nothing stays of what was begun', async () => {
      const took = await timed(() =>
        inTenant(database, ACME, async (sql) => {
          await insert(sql, 'first')
          proxy.hang()
          await insert(sql, 'second')
        }),
      )
      expect(took).toBeLessThan(2000)
      expect(await timed(name)).toBeLessThan(50)
      proxy.resume()
      await isBack()
      expect(await scope('first')).toHaveLength(0)
      expect(told).toEqual(['away', 'back'])
    })

    it('ends every question that is under way, reads too', async () => {
      const asked = Array.from({ length: 8 }, (_, n) =>
        timed(() =>
          readInTenant(database, ACME, async (sql) => {
            await sql`select 1`
            if (n === 0) proxy.hang()
            await sql`select pg_sleep(0.2)`
            return sql`select 1`
          }),
        ),
      )
      for (const took of await Promise.all(asked)) expect(took).toBeLessThan(2000)
      proxy.resume()
      await isBack()
    })

    it('ends what is sent in one go as soon, and sends the next over new connections', async () => {
      const read = () => evidenceByIds(database, ACME, [])
      await Promise.all(Array.from({ length: 20 }, read))
      proxy.hang()
      const asked = Array.from({ length: 20 }, () => timed(read))
      for (const took of await Promise.all(asked)) expect(took).toBeLessThan(2000)
      proxy.resume()
      await isBack()
      await Promise.all(Array.from({ length: 20 }, read))
    })

    it('leaves open whether a change was made, says so, and makes it once under its key', async () => {
      const command = { action: 'scope.test', key: 'fate', input: 'fate' }
      const change = (before: () => void) =>
        mutate(database, actor(ACME), command, async (sql) => {
          await insert(sql, 'fate')
          before()
          return { answer: 'made', subject: 'scope:fate', before: null, after: null }
        })
      // What is written of it waits in the network, COMMIT or not.
      await expect(change(proxy.hang)).rejects.toMatchObject({
        ...UNAVAILABLE,
        message: expect.stringMatching(/may have been made: send it again under its key/),
      })
      proxy.resume()
      await isBack()
      expect(await change(() => {})).toBe('made')
      expect(await scope('fate')).toHaveLength(1)
    })

    it('goes on over new connections when only the old ones are dead', async () => {
      await Promise.all(Array.from({ length: 20 }, name))
      proxy.hangOpen()
      await isBack()
      await Promise.all(Array.from({ length: 20 }, name))
      proxy.resume()
    })
  })

  it('ends a statement that takes too long, and is not away for that', async () => {
    const slow = inTenant(database, ACME, async (sql) => {
      await sql`select set_config('statement_timeout', '20ms', true)`
      await sql`select pg_sleep(1)`
    })
    await expect(slow).rejects.toMatchObject(UNAVAILABLE)
    expect(await name()).toBe(ACME)
    expect(told).toEqual([])
  })

  it('may cut transactions off, of which nothing stays, and the process goes on', async () => {
    const cut = inTenant(database, ACME, async (sql) => {
      await sql`insert into scope (organization_id, slug, name) values (${ACME}, 'cut', 'cut')`
      await sql`select pg_terminate_backend(pg_backend_pid())`
    })
    await expect(cut).rejects.toThrow()
    await isBack()
    expect(await database.sql`select 1 from scope where slug = 'cut'`).toHaveLength(0)
  })

  it('may go and come in the middle of many transactions, again and again', async () => {
    for (let round = 0; round < 3; round++) {
      const work = Array.from({ length: 40 }, (_, n) =>
        createEvidence(database, actor(ACME), `${round}/${n}`, fields()).catch((error) => error.code),
      )
      await server.stopAtOnce()
      const codes = (await Promise.all(work)).filter((done) => typeof done === 'string')
      expect(new Set(codes)).toEqual(new Set(['DATABASE_UNAVAILABLE']))
      expect(await timed(name)).toBeLessThan(2000)
      await server.start()
      await isBack()
      await Promise.all(Array.from({ length: 40 }, name))
    }
  })

  it('tells of new reference data again after it was away', async () => {
    const revision = (text: string) => database.sql`
      insert into dataset_revision (revision, quality) values (${text}, '[]')
      on conflict (singleton) do update set revision = excluded.revision`
    await revision('one')
    const reference = await openReference(database, { pollSeconds: 3600, onError: () => {} })
    await server.stopAtOnce()
    await server.start()
    await isBack()
    await revision('two')
    await expect
      .poll(
        async () => {
          await database.sql`select pg_notify('dataset_revision', 'two')`
          return reference.current().revision
        },
        { timeout: 20_000 },
      )
      .toBe('two')
    await reference.close()
  })
})

describe('A question that nobody answers', () => {
  const quick = { impatient: true, uneasy: 10, silence: 60 }
  const never = () => new Promise<never>(() => {})
  const there = async () => null

  it('is given up alone while others are answered: its connection is dead, not the server', async () => {
    const seen: string[] = []
    const note = { onChange: () => seen.push('changed'), cut: () => seen.push('cut') }
    const reach = createReach({ ...quick, ...note, ask: there })
    const others = setInterval(() => void reach.through(there), 5)
    await expect(reach.through(never)).rejects.toMatchObject(UNAVAILABLE)
    clearInterval(others)
    expect(seen).toEqual([])
  })

  it('has all connections cut when nobody else is answered either', async () => {
    const seen: string[] = []
    const note = {
      onChange: (error: unknown) => seen.push(error ? 'away' : 'back'),
      cut: () => seen.push('cut'),
    }
    const reach = createReach({ ...quick, ...note, ask: there })
    await Promise.all([1, 2].map(() => expect(reach.through(never)).rejects.toMatchObject(UNAVAILABLE)))
    await expect.poll(() => seen).toEqual(['away', 'cut', 'back'])
  })

  it('may take its time while there are answers', async () => {
    const reach = createReach({ ...quick, onChange: () => {}, cut: () => {}, ask: there })
    const slow = reach.through(async (heard) => {
      for (let step = 0; step < 10; step++) {
        await sleep(20)
        heard()
      }
      return 'done'
    })
    expect(await slow).toBe('done')
  })
})

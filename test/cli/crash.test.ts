// The real program killed in the middle of writing, and its PostgreSQL stopped under it: nothing that was acknowledged is
// lost, and no change is there by half.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedFrom } from '../../src/cli/dataset.ts'
import { readConfig } from '../../src/config.ts'
import { type DatabaseConfig, migrate } from '../../src/store/database.ts'
import { freshDatabase } from '../support/database.ts'
import { createPostgres, NO_POSTGRES, POSTGRES_BIN, type Server } from '../support/postgres.ts'
import { type Program, start } from '../support/program.ts'
import { ACME, createTenants, keyOf } from '../support/tenants.ts'
import { using } from '../support/using.ts'
import { halfWritten, lostOf, sendAgain, startWriting } from '../support/write-load.ts'

const LIMIT = { timeout: 120_000 }

const prepared = (config: DatabaseConfig) =>
  using(config, async (database) => {
    await createTenants(database)
    return `Bearer ${await keyOf(database, ACME, 'editor')}`
  })

const programOn = ({ databaseUrl, dataDir }: DatabaseConfig): Program =>
  databaseUrl
    ? start(['serve', '--port', '0'], { DATABASE_URL: databaseUrl })
    : start(['start', '--port', '0'], { DATA_DIR: dataDir })

/** Kills the server while clients write, and starts another on what it left. */
async function killAndRestart(config: DatabaseConfig): Promise<void> {
  const authorization = await prepared(config)
  const first = programOn(config)
  const load = startWriting(await first.ready, authorization, { clients: 8, persistent: false })
  await load.reach(60)
  first.child.kill('SIGKILL')
  await Promise.all([load.stop(), first.ended])
  expect(load.open.length).toBeGreaterThan(0)
  expect([...load.codes]).toEqual(['GONE'])

  const second = programOn(config)
  const url = await second.ready
  const again = await Promise.all(load.open.map((change) => sendAgain(url, authorization, change)))
  expect(again.filter((sent) => 'code' in sent)).toEqual([])
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  await using(config, async (database) => {
    expect(await lostOf(database, ACME, load)).toEqual([])
    expect(await halfWritten(database, ACME)).toEqual([])
  })
}

describe('A server that is killed while it writes', LIMIT, () => {
  it('loses nothing on the embedded database', async () => {
    await killAndRestart(await freshDatabase('embedded', 'seeded'))
  })
})

describe.skipIf(POSTGRES_BIN === null)(
  `With a PostgreSQL of its own (skipped where ${NO_POSTGRES})`,
  LIMIT,
  () => {
    let postgres: Server
    let config: DatabaseConfig
    beforeAll(async () => {
      postgres = await createPostgres()
      await postgres.start()
      const admin = { databaseUrl: postgres.url, dataDir: '' }
      await using(admin, async (database) => {
        await migrate(database)
        await seedFrom(readConfig().seedsDir, database, () => {})
      })
      config = { databaseUrl: postgres.url.replace(/postgres$/, 'first'), dataDir: '' }
      for (const name of ['first', 'second'])
        await using({ databaseUrl: postgres.url.replace(/postgres$/, 'template1'), dataDir: '' }, ({ sql }) =>
          sql.unsafe(`create database ${name} template postgres`),
        )
    }, LIMIT.timeout)
    afterAll(() => postgres?.remove())

    it('a server that is killed while it writes loses nothing', () => killAndRestart(config))

    it('a PostgreSQL that is stopped while it writes loses nothing, and the server goes on by itself', async () => {
      const second = { databaseUrl: postgres.url.replace(/postgres$/, 'second'), dataDir: '' }
      const authorization = await prepared(second)
      const program = programOn(second)
      const url = await program.ready
      const load = startWriting(url, authorization, { clients: 8, persistent: true })
      await load.reach(60)
      await postgres.stopAtOnce()
      const away = await ask(url, '{ organization { name } }', authorization)
      expect(away.answer).toMatchObject({ errors: [{ extensions: { code: 'DATABASE_UNAVAILABLE' } }] })
      expect(away.milliseconds).toBeLessThan(2000)
      expect((await ask(url, '{ frameworks(first: 1) { totalCount } }')).answer).toHaveProperty('data')
      const ready = await fetch(`${url}/health/ready`)
      expect([ready.status, await ready.json()]).toMatchObject([
        200,
        { status: 'degraded', database: 'away' },
      ])

      await postgres.start()
      await load.reach(load.acknowledged.size + 60)
      await load.stop()
      expect([...load.codes]).toEqual(['DATABASE_UNAVAILABLE'])
      expect(load.open).toEqual([])
      expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ status: 'ready' })
      program.child.kill('SIGTERM')
      expect(await program.ended).toBe(0)
      await using(second, async (database) => {
        expect(await lostOf(database, ACME, load)).toEqual([])
        expect(await halfWritten(database, ACME)).toEqual([])
      })
    })
  },
)

async function ask(url: string, query: string, authorization?: string) {
  const begun = performance.now()
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify({ query }),
  })
  return { answer: await response.json(), milliseconds: performance.now() - begun }
}

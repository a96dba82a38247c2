// Writers and a reader at once, on the PostgreSQL of the benchmark and on an embedded database of its own: how many changes
// a second, and whether everything that was acknowledged is there, and nothing by half.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedFrom } from '../../src/cli/dataset.ts'
import { readConfig } from '../../src/config.ts'
import { createApiKey } from '../../src/store/api-key.ts'
import { type Database, type DatabaseConfig, migrate } from '../../src/store/database.ts'
import { createOrganization, operator } from '../../src/store/organization.ts'
import { using } from '../support/using.ts'
import { halfWritten, lostOf, startWriting } from '../support/write-load.ts'
import { startChild } from './child.ts'
import { askingAs, POSTURE } from './evidence-questions.ts'

const WRITERS = 8
const MILLISECONDS = 20_000

export interface Writes {
  /** Changes acknowledged a second. */
  readonly rate: number
  /** Milliseconds that each question of the reader took. */
  readonly reads: readonly number[]
  /** Codes of changes that were refused, and whatever is lost or half-written. */
  readonly broken: readonly string[]
}

export async function keyOf(database: Database, organization: string): Promise<string> {
  const request = { name: `bench ${Date.now()}`, role: 'editor' as const, expiresAt: null }
  return `Bearer ${await createApiKey(database, operator(organization), null, request)}`
}

/** For `reader`, the posture is asked as fast as it is answered; null: for the writers' own organization. */
export async function writing(config: DatabaseConfig, reader: string | null): Promise<Writes> {
  const writers = `writers-${Date.now()}`
  const keys = await using(config, async (database) => {
    await createOrganization(database, writers, 'writers')
    const own = await keyOf(database, writers)
    return { own, reads: reader === null ? own : await keyOf(database, reader) }
  })
  const [command, env] = config.databaseUrl
    ? ['serve', { DATABASE_URL: config.databaseUrl }]
    : ['start', { DATA_DIR: config.dataDir, DATABASE_URL: '' }]
  const server = await startChild('src/launch.js', [command, '--port', '0'], env)
  const load = startWriting(server.url.replace('/graphql', ''), keys.own, {
    clients: WRITERS,
    persistent: false,
  })
  const reads: number[] = []
  const begun = performance.now()
  const ask = askingAs(server.url, keys.reads)
  while (performance.now() - begun < MILLISECONDS) reads.push(await ask(POSTURE))
  await load.stop()
  const seconds = (performance.now() - begun) / 1000
  await server.stop()
  const broken = await using(config, async (database) => [
    ...load.codes,
    ...(await lostOf(database, writers, load)),
    ...(await halfWritten(database, writers)),
  ])
  return { rate: load.acknowledged.size / seconds, reads, broken }
}

/** The same in a folder that goes with it. */
export async function writingEmbedded(): Promise<Writes> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xw-bench-'))
  try {
    const config = { databaseUrl: null, dataDir }
    await using(config, async (database) => {
      await migrate(database)
      await seedFrom(readConfig().seedsDir, database, () => {})
    })
    return await writing(config, null)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

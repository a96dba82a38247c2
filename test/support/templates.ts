// Builds the databases that test files copy, once per run: one that is migrated and one that is seeded from seeds/,
// embedded and, where TEST_DATABASE_URL names a server, on that server too. Removes them, and every copy, at the end.

import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { seedFrom } from '../../src/cli/dataset.ts'
import { readConfig, testDatabaseUrl } from '../../src/config.ts'
import { type DatabaseConfig, migrate, openDatabase } from '../../src/store/database.ts'

export interface Templates {
  /** Holds the embedded templates `migrated` and `seeded`, and the copies. Short: it ends up in a socket's path. */
  readonly folder: string
  /** On the server the templates are `<prefix>_migrated` and `<prefix>_seeded`; null without a server. */
  readonly server: { readonly url: string; readonly prefix: string } | null
}

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates
  }
}

/** The same server, another database of it. */
export function urlOf(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

async function using(
  config: DatabaseConfig,
  run: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<unknown>,
) {
  const database = await openDatabase(config)
  try {
    await run(database)
  } finally {
    await database.close()
  }
}

const seedReal = (config: DatabaseConfig) =>
  using(config, (database) => seedFrom(readConfig().seedsDir, database, () => {}))

async function buildEmbedded(folder: string): Promise<void> {
  const config = { databaseUrl: null, dataDir: join(folder, 'growing') }
  await using(config, migrate)
  await cp(config.dataDir, join(folder, 'migrated'), { recursive: true })
  await seedReal(config)
  await rename(config.dataDir, join(folder, 'seeded'))
}

async function buildOnServer(url: string, prefix: string): Promise<void> {
  const config = (state: string) => ({ databaseUrl: urlOf(url, `${prefix}_${state}`), dataDir: '' })
  const create = (statement: string) =>
    using({ databaseUrl: url, dataDir: '' }, ({ sql }) => sql.unsafe(statement))
  await create(`create database ${prefix}_migrated`)
  await using(config('migrated'), migrate)
  await create(`create database ${prefix}_seeded template ${prefix}_migrated`)
  await seedReal(config('seeded'))
}

async function dropOnServer(url: string, prefix: string): Promise<void> {
  await using({ databaseUrl: url, dataDir: '' }, async ({ sql }) => {
    const ours = await sql<{ name: string }[]>`
      select datname as name from pg_database where starts_with(datname, ${prefix})`
    for (const { name } of ours) await sql`drop database ${sql(name)} with (force)`
  })
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'xw-'))
  const url = testDatabaseUrl()
  const prefix = `crosswalk_test_${randomBytes(4).toString('hex')}`
  await buildEmbedded(folder)
  if (url) await buildOnServer(url, prefix)
  project.provide('templates', { folder, server: url ? { url, prefix } : null })
  return async () => {
    await rm(folder, { recursive: true, force: true })
    if (url) await dropOnServer(url, prefix)
  }
}

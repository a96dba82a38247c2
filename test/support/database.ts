// Databases for tests: every suite runs on the embedded one and, with TEST_DATABASE_URL, on that PostgreSQL as well.

import { randomBytes } from 'node:crypto'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, inject } from 'vitest'
import { type Database, type DatabaseConfig, openDatabase } from '../../src/store/database.ts'
import { urlOf } from './templates.ts'

/** Without tables; with tables; with the data of seeds/. */
export type State = 'empty' | 'migrated' | 'seeded'

export type Kind = 'embedded' | 'PostgreSQL'

export const KINDS: readonly Kind[] = inject('templates').server ? ['embedded', 'PostgreSQL'] : ['embedded']

const copyName = () => randomBytes(4).toString('hex')

async function copyEmbedded(state: State): Promise<DatabaseConfig> {
  const { folder } = inject('templates')
  const dataDir = join(folder, copyName())
  if (state !== 'empty') await cp(join(folder, state), dataDir, { recursive: true })
  return { databaseUrl: null, dataDir }
}

async function copyOnServer(state: State): Promise<DatabaseConfig> {
  const { server } = inject('templates')
  const { url, prefix } = server!
  const name = `${prefix}_${copyName()}`
  const template = state === 'empty' ? 'template1' : `${prefix}_${state}`
  const admin = await openDatabase({ databaseUrl: url, dataDir: '' })
  try {
    await admin.sql`create database ${admin.sql(name)} template ${admin.sql(template)}`
  } finally {
    await admin.close()
  }
  return { databaseUrl: urlOf(url, name), dataDir: '' }
}

/** A database of the test's own, which nobody has open. Everything is removed when the run ends. */
export function freshDatabase(kind: Kind, state: State): Promise<DatabaseConfig> {
  return kind === 'embedded' ? copyEmbedded(state) : copyOnServer(state)
}

/** Opens a database of the suite's own in this state; it is closed when the suite has ended. */
export type Open = (state: State) => Promise<Database>

/** `describe`, once per kind of database. */
export function describeDatabases(title: string, suite: (open: Open, kind: Kind) => void): void {
  describe.each(KINDS)(`${title}, %s database`, (kind) => {
    const opened: Database[] = []
    afterAll(async () => {
      for (const database of opened) await database.close()
    })
    suite(async (state) => {
      const database = await openDatabase(await freshDatabase(kind, state))
      opened.push(database)
      return database
    }, kind)
  })
}

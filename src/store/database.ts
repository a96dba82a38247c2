// Opens the database, whichever it is: PostgreSQL behind DATABASE_URL, or the embedded one. Migrates, and closes.

import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { ROOT } from '../root.ts'
import { startEmbedded } from './embedded.ts'
import { createLanes, type Lanes } from './lanes.ts'
import { createReach, type Reach } from './reach.ts'
import { createSockets } from './sockets.ts'
import { createWatch } from './watch.ts'

export interface Database {
  readonly embedded: boolean
  readonly sql: postgres.Sql
  readonly orm: PostgresJsDatabase
  /** For transactions that only read. */
  readonly lanes: Lanes
  /** What answers to requests goes through it, so that they fail fast while the database is away. */
  readonly reach: Reach
  close(): Promise<void>
}

export interface DatabaseConfig {
  readonly databaseUrl: string | null
  readonly dataDir: string
}

const MIGRATIONS = join(ROOT, 'drizzle')
const SILENT = { onnotice: () => {} }

/** Connections of the pool, and as many lanes. */
const CONNECTIONS = 8

/** Dates and times stay the texts that PostgreSQL writes: the driver would make instants of days. */
const TIMES_AS_TEXT = {
  types: { time: { to: 1184, from: [1082, 1114, 1184], serialize: String, parse: (text: string) => text } },
}

/** Seconds. */
const CONNECT = 5
/** The driver alone would wait up to 20 s before it tries again to connect. */
const RECONNECT = { connect_timeout: CONNECT, backoff: () => 0.1 }

function openServer(url: string, onReach: (error: unknown) => void): Database {
  const sockets = createSockets(CONNECT * 1000)
  const open = (max: number) =>
    postgres(url, { max, ...sockets.options, ...RECONNECT, ...SILENT, ...TIMES_AS_TEXT })
  const sql = open(CONNECTIONS)
  const lanes = createLanes(Array.from({ length: CONNECTIONS }, () => open(1)))
  const watch = createWatch(url)
  const reach = createReach({ ask: watch.ask, impatient: true, cut: sockets.cut, onChange: onReach })
  const close = async () => {
    await Promise.all([...[sql, ...lanes.clients].map((each) => each.end({ timeout: 5 })), watch.close()])
  }
  return { embedded: false, sql, orm: drizzle(sql), lanes, reach, close }
}

/**
 * Opens without migrating. The embedded database has one session: everything goes through one connection; `meanwhile`
 * runs while it starts. `onReach` is told why a database went away, and null when it is back. Throws DatabaseLocked when
 * another process has its folder open.
 */
export async function openDatabase(
  config: DatabaseConfig,
  meanwhile?: () => void,
  onReach: (error: unknown) => void = () => {},
): Promise<Database> {
  if (config.databaseUrl) return openServer(config.databaseUrl, onReach)
  const embedded = await startEmbedded(config.dataDir, meanwhile)
  const sql = postgres({
    path: embedded.socketPath,
    database: 'postgres',
    username: 'postgres',
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    ...RECONNECT,
    ...SILENT,
    ...TIMES_AS_TEXT,
  })
  const ask = () =>
    sql`select 1`.then(
      () => null,
      (error: unknown) => error,
    )
  const reach = createReach({ ask, impatient: false, cut: () => {}, onChange: onReach })
  const close = async () => {
    await sql.end({ timeout: 5 })
    await embedded.close()
  }
  return { embedded: true, sql, orm: drizzle(sql), lanes: createLanes([sql]), reach, close }
}

/** Applies what is missing of the migrations in drizzle/. */
export async function migrate(database: Database): Promise<void> {
  await runMigrations(database.orm, { migrationsFolder: MIGRATIONS })
}

/** How many migrations the database lacks. */
export async function pendingMigrations(database: Database): Promise<number> {
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS })
  const [{ exists } = { exists: false }] = await database.sql<{ exists: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as exists`
  if (!exists) return known.length
  const applied = await database.sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations`
  const hashes = new Set(applied.map(({ hash }) => hash))
  return known.filter(({ hash }) => !hashes.has(hash)).length
}

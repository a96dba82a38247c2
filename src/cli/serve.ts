// `start` and `serve`: opens the database, loads the snapshot, listens, and shuts down when told to.

import { type Config, ConfigError } from '../config.ts'
import type { SnapshotRows } from '../domain/snapshot.ts'
import type { HttpServer } from '../server/http.ts'
import { createLogger, type Logger } from '../server/log.ts'
import type { VerifyToken } from '../server/oidc.ts'
import { openContents } from '../store/contents.ts'
import { type Database, migrate, openDatabase, pendingMigrations } from '../store/database.ts'
import { isEmbeddedFresh } from '../store/embedded.ts'
import { openReference } from '../store/reference.ts'
import { currentRevision } from '../store/seed.ts'

export type Out = (line: string) => void

/** Opens the database for a command, and closes it whatever comes of it. */
export type WithDatabase = (run: (database: Database) => Promise<void>) => Promise<void>

/** A database that cannot be served yet; the message names the command that mends it. */
export class NotReady extends Error {
  override readonly name = 'NotReady'
}

/** Everything that must be true before serving: the embedded database is brought there, another only checked. */
async function prepare(
  config: Config,
  database: Database,
  read: SnapshotRows | null,
  out: Out,
): Promise<void> {
  if (database.embedded) {
    await migrate(database)
    const { seedFrom } = await import('./dataset.ts')
    const { revision, changed } = await seedFrom(
      config.seedsDir,
      database,
      (step, rows) => out(`  ${step}: ${rows}`),
      read,
    )
    return out(changed ? `Seeded revision ${revision}.` : `Data is at revision ${revision}.`)
  }
  if ((await pendingMigrations(database)) > 0)
    throw new NotReady(
      'the database must be migrated before it is served: run `npm run migrate`, then `npm run seed`',
    )
  if ((await currentRevision(database)) === null)
    throw new NotReady('the database must be seeded before it is served: run `npm run seed`')
}

/** A terminal's Ctrl-C comes twice, from the terminal and from npm: only what comes later than this is impatience. */
const PATIENCE_MS = 1000

/** The first signal to stop; a later one ends the process at once. */
function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let since: number | null = null
    const stop = (signal: NodeJS.Signals) => {
      since ??= performance.now()
      if (performance.now() - since > PATIENCE_MS) process.exit(1)
      resolve(signal)
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  })
}

async function tokenVerifier({ oidc }: Config, logger: Logger): Promise<VerifyToken | null> {
  if (!oidc) return null
  const { createTokenVerifier } = await import('../server/oidc.ts')
  return createTokenVerifier(oidc, (err) =>
    logger.error({ err, url: oidc.jwksUrl }, 'the keys of the identity provider could not be read'),
  )
}

/** Serves until SIGTERM or SIGINT; requests under way finish. `demo` records a fictional provider first. */
export async function serve(config: Config, out: Out, demo = false): Promise<void> {
  if (demo && config.databaseUrl)
    throw new ConfigError(
      '--demo must be used with the embedded database, but got: DATABASE_URL, where real organizations are',
    )
  const stopped = untilSignal()
  const logger = createLogger(config.logLevel)
  out(config.databaseUrl ? 'Opening PostgreSQL …' : `Opening the embedded database in ${config.dataDir} …`)
  // The embedded database opens in its worker, for a second or, at first, some: time to load the server in,
  // and to read the dataset that will be seeded.
  const isFirst = !config.databaseUrl && isEmbeddedFresh(config.dataDir)
  const dataset = isFirst ? await import('./dataset.ts') : null
  let read: SnapshotRows | null = null
  let loading: Promise<typeof import('../server/http.ts')> | null = null
  const database = await openDatabase(
    config,
    () => {
      read = dataset?.readDataset(config.seedsDir) ?? null
      loading = import('../server/http.ts')
    },
    (err) =>
      err === null
        ? logger.info('the database is back')
        : logger.error({ err }, 'the database is away; reference data is served all the same'),
  )
  let http: HttpServer | null = null
  try {
    await prepare(config, database, read, out)
    if (demo) await (await import('./demo.ts')).recordDemo(config.seedsDir, database, out)
    const reference = await openReference(database, {
      pollSeconds: config.pollSeconds,
      onError: (err) => logger.warn({ err }, 'the reference data could not be reloaded; the old one stays'),
    })
    const contents =
      config.contents && (await openContents(config.contents, config.maxContentBytes, Date.now()))
    const { startHttp } = await (loading ?? import('../server/http.ts'))
    const verifyToken = await tokenVerifier(config, logger)
    http = await startHttp(
      { reference, database, logger, verifyToken, requireAuth: config.requireAuth, contents },
      config,
    )
    out(`Ready: http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${http.port}/graphql`)
    logger.info({ port: http.port, revision: reference.current().revision }, 'ready')
    const signal = await stopped
    logger.info({ signal }, 'stopping')
    await http.close()
    await reference.close()
  } finally {
    await database.close()
  }
}

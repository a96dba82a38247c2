// The command line: parses, dispatches, prints errors, sets the exit code.

import { Command } from 'commander'
import { seedFrom } from './cli/dataset.ts'
import { NotReady, serve } from './cli/serve.ts'
import { ConfigError, parsePort, readConfig } from './config.ts'
import { DatasetError } from './dataset/files.ts'
import { DomainError } from './domain/errors.ts'
import { type Database, migrate, openDatabase } from './store/database.ts'
import { DatabaseLocked } from './store/embedded.ts'
import { NotSeeded } from './store/reference.ts'

const out = (line: string) => console.log(line)

async function withDatabase(run: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase(readConfig())
  try {
    await run(database)
  } finally {
    await database.close()
  }
}

const program = new Command('crosswalk')
  .description('The SecNumCloud crosswalk API and its data.')
  .showHelpAfterError()

for (const [name, description] of [
  ['start', 'bring the embedded database up to date and serve (with DATABASE_URL: the same as serve)'],
  ['serve', 'serve a database that is migrated and seeded'],
] as const)
  program
    .command(name)
    .description(description)
    .option('-p, --port <number>', 'port to listen on; 0 takes a free one (default: PORT, then 4000)')
    .option('--host <address>', 'address to listen on (default: HOST, then 127.0.0.1)')
    .action(async ({ port, host }: { port?: string; host?: string }) => {
      const config = readConfig()
      await serve(
        {
          ...config,
          port: port === undefined ? config.port : parsePort(port, '--port'),
          host: host ?? config.host,
        },
        out,
      )
    })

program
  .command('migrate')
  .description('create or update the tables')
  .action(() =>
    withDatabase(async (database) => {
      await migrate(database)
      out('The database is migrated.')
    }),
  )

program
  .command('seed')
  .description('bring the reference data to what is in seeds/')
  .action(() =>
    withDatabase(async (database) => {
      const { seedsDir } = readConfig()
      const { revision, changed } = await seedFrom(seedsDir, database, (step, rows) =>
        out(`  ${step}: ${rows}`),
      )
      out(changed ? `Seeded revision ${revision}.` : `Nothing to do: the data is at revision ${revision}.`)
    }),
  )

/** Errors that a person can mend: their message says all, a stack would only hide it. */
const PLAIN = [ConfigError, DatasetError, DomainError, DatabaseLocked, NotReady, NotSeeded]

try {
  await program.parseAsync()
} catch (error) {
  if (PLAIN.some((type) => error instanceof type)) console.error((error as Error).message)
  else console.error(error)
  process.exitCode = 1
}

// The commands, their options and descriptions. What a command needs is loaded when it runs: `start` waits for nothing
// that it does not use.

import { Argument, Command, Option } from 'commander'
import { parsePort, readConfig } from '../config.ts'
import { DEFAULT_HOPS } from '../domain/coverage.ts'
import { EXPORT_FORMATS, EXPORT_RESOURCES, formatBySlug, formatSlug } from '../domain/export.ts'
import { IMPORT_FORMATS } from '../domain/imported.ts'
import { migrate, openDatabase } from '../store/database.ts'
import { addAccess } from './access.ts'
import { addAnalysis } from './analysis.ts'
import { addEvidence } from './evidence.ts'
import type { ExportOptions } from './export.ts'
import { hops } from './hops.ts'
import type { ImportCommand } from './import.ts'
import { type Out, serve, type WithDatabase } from './serve.ts'

const withDatabase: WithDatabase = async (run) => {
  const database = await openDatabase(readConfig())
  try {
    await run(database)
  } finally {
    await database.close()
  }
}

function addServing(program: Command, out: Out): void {
  for (const [name, description] of [
    ['start', 'bring the embedded database up to date and serve (with DATABASE_URL: the same as serve)'],
    ['serve', 'serve a database that is migrated and seeded'],
  ] as const) {
    const command = program
      .command(name)
      .description(description)
      .option('-p, --port <number>', 'port to listen on; 0 takes a free one (default: PORT, then 4000)')
      .option('--host <address>', 'address to listen on (default: HOST, then 127.0.0.1)')
      .action(async ({ port, host, demo }: { port?: string; host?: string; demo?: boolean }) => {
        const config = readConfig()
        const chosen = {
          port: port === undefined ? config.port : parsePort(port, '--port'),
          host: host ?? config.host,
        }
        await serve({ ...config, ...chosen }, out, demo)
      })
    if (name === 'start')
      command.option('--demo', 'record a fictional provider with evidence first, and print a key for it')
  }
}

function addDatabase(program: Command, out: Out): void {
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
        const { seedFrom } = await import('./dataset.ts')
        const { revision, changed } = await seedFrom(seedsDir, database, (step, rows) =>
          out(`  ${step}: ${rows}`),
        )
        out(changed ? `Seeded revision ${revision}.` : `Nothing to do: the data is at revision ${revision}.`)
      }),
    )
}

function addExport(program: Command, out: Out): void {
  const formats = EXPORT_FORMATS.map(formatSlug)
  program
    .command('export')
    .description(
      'write a framework, a mapping set, a crosswalk, coverage or everything in an exchange format',
    )
    .addArgument(new Argument('<format>', 'exchange format').choices(formats))
    .option('--framework <slug>', 'a framework: oscal, ciso-assistant, csv')
    .option('--set <slug>', 'one mapping set: all formats but markdown')
    .option('--each-set', 'each mapping set in a file of its own, in the folder --out')
    .option('--from <slug>', 'with --to: a crosswalk (csv, xlsx) or derived links (oscal)')
    .option('--to <slugs...>', 'the frameworks beside it')
    .option('--of <slug>', 'with --by: what is held and what remains (csv, xlsx, markdown)')
    .option('--by <slugs...>', 'the frameworks held')
    .option(
      '--sets <slugs...>',
      'mapping sets to rest on, or to write (default: curated, else published; all)',
    )
    .addOption(
      new Option('--resource <resource>', 'what to write, where the other options leave a choice').choices(
        EXPORT_RESOURCES,
      ),
    )
    .option('--max-hops <number>', 'longest chain of mappings of derived links, 1 to 5', hops, DEFAULT_HOPS)
    .addOption(new Option('--locale <locale>', 'language of tables').choices(['en', 'fr']).default('en'))
    .option('--excel-fr', 'CSV as French Excel reads it: byte order mark, `;`, decimal commas')
    .option('--org <slug>', 'the evidence register of an organization, or with --of its posture (csv, xlsx)')
    .option('--as-of <date>', 'with --org: the day (default: today)')
    .option('--scope <slug>', 'with --org --of: the system boundary (default: the organization as a whole)')
    .option('--any-scope', 'with --org --of: count evidence of every scope')
    .option('--out <file>', 'file to write, or folder with --each-set (default: standard output)')
    .action(async (format: string, options: ExportOptions) => {
      const { runExport, runOrganizationExport } = await import('./export.ts')
      const { org } = options
      if (org !== undefined)
        return withDatabase((database) =>
          runOrganizationExport(database, org, formatBySlug(format)!, options, process.stdout, out),
        )
      await runExport(
        await (await import('./snapshot.ts')).loadSnapshot(readConfig()),
        formatBySlug(format)!,
        options,
        process.stdout,
        out,
      )
    })
}

function addImport(program: Command, out: Out, exit: (code: number) => void): void {
  program
    .command('import')
    .description(
      'take a file of another tool into seeds/: all of its files or none, after checking the whole dataset with them; with --org, into what an organization has of its own',
    )
    .addArgument(new Argument('<format>', 'exchange format').choices(IMPORT_FORMATS.map(formatSlug)))
    .argument('<file>', 'OSCAL JSON, CISO Assistant YAML, or CSV in our columns, trestle’s or NIST’s')
    .option('--org <slug>', 'take it for this organization alone, in the database')
    .option('--official-texts', 'with --org: only the official texts, of frameworks that are known')
    .option('--dry-run', 'say what would be written, and write nothing')
    .option('--replace', 'write over files that are there')
    .option('--take-rest', 'keep what could be taken although something was refused (exit code 2)')
    .option('--answer-later', 'keep published pairs that our own sets do not answer yet')
    .option('--as <name=slug...>', 'the known framework that a name in the file means')
    .option('--slug <slug>', 'name of the framework or set, when the file holds one')
    .option('--source <id>', 'entry of sources.yaml that the file comes from')
    .option('--publisher <name>', 'who published it, where the file does not say')
    .option('--issued <date>', 'when: 2026-11-25, 2026-11 or 2026')
    .option('--edition <edition>', 'edition of a framework')
    .option('--url <address>', 'where the document is')
    .option('--terms <text>', 'what may be done with it')
    .action(async (name: string, file: string, options: ImportCommand) => {
      const format = IMPORT_FORMATS.find((known) => formatSlug(known) === name)!
      if (options.org === undefined) {
        const { runImport } = await import('./import.ts')
        const { seedsDir, officialTextsDir } = readConfig()
        return exit(runImport(seedsDir, format, file, options, out, officialTextsDir))
      }
      const { runOwnImport } = await import('./import-own.ts')
      await withDatabase(async (database) =>
        exit(await runOwnImport(database, options.org!, format, file, options, out)),
      )
    })
}

function addData(program: Command, out: Out, exit: (code: number) => void): void {
  program
    .command('data:check')
    .description('check everything in seeds/: every problem with file and line')
    .action(async () => {
      const { seedsDir, officialTextsDir } = readConfig()
      exit((await import('./data-check.ts')).run(seedsDir, out, officialTextsDir))
    })
  program
    .command('data:format')
    .description('write the files of seeds/ canonically')
    .option('--check', 'only tell which are not')
    .action(async (options: { check?: boolean }) =>
      exit((await import('./data-format.ts')).run(readConfig().seedsDir, out, options)),
    )
  program
    .command('data:quality')
    .description('the figures of the curated sets, and of the second reading')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) =>
      exit((await import('./data-quality.ts')).run(readConfig().seedsDir, out, options)),
    )
  program
    .command('schema')
    .description('write src/api/schema.graphql')
    .action(async () => {
      const { SCHEMA_FILE, writeSchema } = await import('./schema.ts')
      writeSchema()
      out(`Wrote ${SCHEMA_FILE}`)
    })
}

export function createProgram(out: Out, exit: (code: number) => void): Command {
  const program = new Command('crosswalk').description('The SecNumCloud crosswalk API and its data.')
  addServing(program, out)
  addDatabase(program, out)
  addAccess(program, out, withDatabase)
  addEvidence(program, out, withDatabase)
  addAnalysis(program, out)
  addExport(program, out)
  addImport(program, out, exit)
  addData(program, out, exit)
  return program.showHelpAfterError()
}

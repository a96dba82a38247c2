// `evidence`: what whoever runs the server does with the evidence of an organization: imports a register, and sweeps away
// bytes that no piece has any more.

import { createHash } from 'node:crypto'
import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { DomainError } from '../domain/errors.ts'
import { requireCsvText, requireDrafts } from '../exchange/import-evidence.ts'
import { UnreadableFile } from '../exchange/read-report.ts'
import { today } from '../server/today.ts'
import { openContents, sweepContent } from '../store/contents.ts'
import type { Database } from '../store/database.ts'
import { importEvidence } from '../store/evidence-import.ts'
import { operatorOf } from '../store/organization.ts'
import { scopes } from '../store/scope.ts'
import { readInput } from './input-file.ts'
import type { Out, WithDatabase } from './serve.ts'
import { organizationSnapshot } from './snapshot.ts'

interface ImportOptions {
  readonly org: string
  readonly dryRun?: boolean
  readonly key?: string
}

/** Throws BAD_ARGUMENT for what cannot be read, or is too long to be looked at. */
function registerBytes(file: string): Uint8Array {
  try {
    return readInput(file)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    throw new DomainError('BAD_ARGUMENT', error.message, { argument: 'file' })
  }
}

async function importFile(database: Database, file: string, options: ImportOptions, out: Out): Promise<void> {
  const { org, dryRun = false } = options
  const who = await operatorOf(database, org)
  const bytes = registerBytes(file)
  const snapshot = await organizationSnapshot(database, org)
  const known = new Set((await scopes(database, org)).map(({ slug }) => slug))
  const drafts = requireDrafts(requireCsvText(bytes), { snapshot, today: today(), scopes: known })
  if (dryRun) return out(`All ${drafts.length} rows can be recorded. Nothing was: this was a dry run.`)
  // The same file again is the same import.
  const hash = createHash('sha256').update(bytes).digest('hex')
  const key = options.key ?? `import ${hash}`
  const ids = await importEvidence(database, who, key, drafts, hash)
  out(`Recorded ${ids.length} pieces of evidence as drafts.`)
}

/** Tells every problem of the file, as compilers do; the error itself says how many there are. */
function tellProblems(file: string, error: unknown, out: Out): void {
  if (!(error instanceof DomainError) || error.code !== 'BAD_ROWS') return
  const { problems } = error.details as DomainError<'BAD_ROWS'>['details']
  for (const { line, column, message } of problems)
    out(`${[file, line].filter((part) => part !== null).join(':')}: ${column ? `${column}: ` : ''}${message}`)
}

export function addEvidence(program: Command, out: Out, withDatabase: WithDatabase): void {
  const evidence = program.command('evidence').description('the evidence of an organization')
  evidence
    .command('import <file>')
    .description('record a piece of evidence for every row of a CSV file: all of them, or none')
    .requiredOption('--org <slug>', 'the organization')
    .option('--dry-run', 'only say what would be recorded, or why not')
    .option('--key <text>', 'under which it is done once (default: the hash of the file)')
    .action((file: string, options: ImportOptions) =>
      withDatabase((database) =>
        importFile(database, file, options, out).catch((error: unknown) => {
          tellProblems(file, error, out)
          throw error
        }),
      ),
    )
  evidence
    .command('sweep')
    .description('remove the stored bytes that no evidence has any more')
    .requiredOption('--org <slug>', 'the organization')
    .action(({ org }: { org: string }) =>
      withDatabase(async (database) => {
        await operatorOf(database, org)
        const { contents, maxContentBytes } = readConfig()
        if (contents === null)
          throw new DomainError('UPLOADS_OFF', 'EVIDENCE_STORE must be set, but got: nothing')
        const opened = await openContents(contents, maxContentBytes, Date.now())
        out(`Removed the bytes of ${await sweepContent(database, opened, org)} files.`)
      }),
    )
}

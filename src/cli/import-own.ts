// `import --org`: a file of another tool into what an organization has of its own, by whoever runs the server.

import { basename } from 'node:path'
import { sameAsOf } from '../domain/import-lookup.ts'
import type { ImportFormat } from '../domain/imported.ts'
import type { OwnImportReport } from '../domain/own-import-report.ts'
import { today } from '../server/today.ts'
import type { Database } from '../store/database.ts'
import { operatorOf } from '../store/organization.ts'
import { importOwn } from '../store/own-import.ts'
import { readSnapshot } from '../store/reference.ts'
import { type ExitCode, type ImportCommand, readImported, tellProblems, times } from './import.ts'
import type { Out } from './serve.ts'

/** Returns how many refusals there were. */
function tell(
  { frameworks, sets, texts, problems, orphans }: OwnImportReport,
  name: string,
  out: Out,
): number {
  for (const { slug, controls } of frameworks) out(`Framework ${slug}: ${times(controls, 'control')}.`)
  for (const { slug, mappings, unmapped } of sets)
    out(`Set ${slug}: ${times(mappings, 'mapping')}, ${times(unmapped, 'control')} without counterpart.`)
  for (const { framework, controls } of texts)
    out(`Official texts of ${framework}: ${times(controls, 'control')}.`)
  const refusals = tellProblems(problems, name, out)
  for (const control of orphans) out(`Named, and gone: ${control}`)
  return refusals
}

/** Throws NOT_FOUND for an organization that there is none of, and TOO_LARGE. */
export async function runOwnImport(
  database: Database,
  organization: string,
  format: ImportFormat,
  path: string,
  options: ImportCommand,
  out: Out,
): Promise<ExitCode> {
  const who = await operatorOf(database, organization)
  const request = {
    key: null,
    imported: readImported(format, path),
    scope: options.officialTexts ? ('OFFICIAL_TEXTS' as const) : ('OWN' as const),
    naming: { sameAs: sameAsOf(options.as ?? []), slug: options.slug ?? null },
    takeRest: options.takeRest ?? false,
    dryRun: options.dryRun ?? false,
  }
  const report = await importOwn(database, who, await readSnapshot(database), request, today())
  const refusals = tell(report, basename(path), out)
  if (report.written) {
    out('Written.')
    return refusals > 0 ? 2 : 0
  }
  const hint =
    refusals > 0 ? `${times(refusals, 'refusal')} (--take-rest keeps what could be taken)` : 'a dry run'
  out(`Nothing was written: ${hint}.`)
  return refusals > 0 && !request.takeRest ? 1 : 0
}

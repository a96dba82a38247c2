// `import`: a file of another tool as files of seeds/, all or none, after the whole dataset was checked with them.

import { basename } from 'node:path'
import { assemble } from '../dataset/assemble.ts'
import { findingsOfChange } from '../dataset/check-change.ts'
import { parseSeedFiles, readTexts, type Texts } from '../dataset/files.ts'
import type { Facts } from '../dataset/imported-facts.ts'
import { importedFiles } from '../dataset/imported-files.ts'
import type { Finding } from '../dataset/lint.ts'
import { readOfficialTexts } from '../dataset/official.ts'
import { replaceFiles } from '../dataset/replace-files.ts'
import { sameAsOf } from '../domain/import-lookup.ts'
import { renamed } from '../domain/import-request.ts'
import { type Resolved, resolveImport } from '../domain/import-resolution.ts'
import { type Imported, type ImportFormat, type ImportProblem, placeText } from '../domain/imported.ts'
import { buildSnapshot } from '../domain/snapshot.ts'
import { readImport } from '../exchange/imports.ts'
import { UnreadableFile } from '../exchange/read-report.ts'
import { readInput } from './input-file.ts'
import type { Out } from './serve.ts'

export interface ImportCommand extends Facts {
  readonly dryRun?: boolean
  readonly replace?: boolean
  /** Keep what could be taken although something was refused. */
  readonly takeRest?: boolean
  /** Keep published pairs to which our own sets have no answer yet; `data:check` lists them. */
  readonly answerLater?: boolean
  /** `<name in the file>=<slug>`. */
  readonly as?: readonly string[]
  readonly slug?: string
  readonly source?: string
  /** The organization to import for; without one, the files of seeds/. */
  readonly org?: string
  readonly officialTexts?: boolean
}

/** Whether our own sets follow what others publish is for a person to decide: an import cannot. */
const ANSWERED = 'published-pairs-answered'

/** 0: everything was taken. 1: nothing was written. 2: written, but for what was refused. */
export type ExitCode = 0 | 1 | 2

/** The decoded file; what cannot be read is one problem. */
export function readImported(format: ImportFormat, path: string): Imported {
  try {
    return readImport(format, readInput(path))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { place, message } = error
    return { frameworks: [], sets: [], problems: [{ severity: 'REFUSED', place, message }] }
  }
}

export const times = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

function tellTaken({ frameworks, sets, texts }: Resolved, out: Out): void {
  for (const { slug, controls } of frameworks) out(`Framework ${slug}: ${times(controls.length, 'control')}.`)
  for (const { slug, from, to, mappings, unmapped } of sets)
    out(
      `Set ${slug}, ${from} to ${to.join(', ')}: ${times(mappings.length, 'mapping')}, ${times(unmapped.length, 'control')} without counterpart.`,
    )
  if (texts.length > 0)
    out(
      `${times(texts.length, 'official text')} left out: the dataset is public, and holds none. An organization may import them for itself.`,
    )
}

/** Tells which files are written, and how long each is. */
function tellFiles(
  files: ReadonlyMap<string, string>,
  texts: Texts,
  root: string,
  verb: string,
  out: Out,
): void {
  for (const [path, text] of files) {
    const was = texts.get(path)
    out(
      `${verb} ${basename(root)}/${path}: ${times(text.split('\n').length - 1, 'line')}${was === undefined ? '' : ' (was there)'}`,
    )
  }
}

/** Tells every refusal and note; returns how many refusals there were. */
export function tellProblems(problems: readonly ImportProblem[], name: string, out: Out): number {
  for (const { severity, place, message } of problems)
    out(`${severity === 'NOTE' ? 'Note' : 'Refused'}: ${name}, ${placeText(place)}: ${message}`)
  return problems.filter(({ severity }) => severity === 'REFUSED').length
}

/** Tells what would be wrong in the dataset; returns whether it may be kept all the same. */
function isRight(findings: readonly Finding[], root: string, answerLater: boolean, out: Out): boolean {
  const waits = ({ rule }: Finding) => answerLater && rule === ANSWERED
  for (const finding of findings) {
    const { file, line, message, rule } = finding
    out(`${waits(finding) ? 'To answer' : 'Wrong'}: ${basename(root)}/${file}:${line}: ${message} (${rule})`)
  }
  const wrong = findings.filter((finding) => !waits(finding))
  if (wrong.length === 0) return true
  const hint = wrong.every(({ rule }) => rule === ANSWERED) ? ' (--answer-later keeps it all the same)' : ''
  out(`Nothing was written: the dataset would have ${times(wrong.length, 'problem')}${hint}.`)
  return false
}

/** Imports into the folder `root` (seeds/), compared with the official documents in another, if one is given. */
export function runImport(
  root: string,
  format: ImportFormat,
  path: string,
  options: ImportCommand,
  out: Out,
  officialTexts: string | null = null,
): ExitCode {
  const texts = readTexts(root)
  const known = buildSnapshot(assemble(parseSeedFiles(texts), 'importing'), new Date(0))
  const resolved = resolveImport(
    renamed(readImported(format, path), options.slug ?? null),
    known,
    sameAsOf(options.as ?? []),
  )
  const { replace = false, source = null, answerLater = false } = options
  const { files, refused } = importedFiles(resolved, texts, { facts: options, source, replace })
  tellTaken(resolved, out)
  const rows = tellProblems(resolved.problems, basename(path), out)
  const whole = tellProblems(
    refused.map((one) => ({ ...one, severity: 'REFUSED' })),
    basename(path),
    out,
  )
  if (whole > 0 || files.size === 0 || (rows > 0 && !options.takeRest)) {
    const hint = whole === 0 && files.size > 0 ? ' (--take-rest keeps what could be taken)' : ''
    out(`Nothing was written: ${times(rows + whole, 'refusal')}${hint}.`)
    return 1
  }
  const official = officialTexts === null ? null : readOfficialTexts(officialTexts)
  if (!isRight(findingsOfChange(texts, files, official), root, answerLater, out)) return 1
  if (!options.dryRun) replaceFiles(root, files)
  tellFiles(files, texts, root, options.dryRun ? 'Would write' : 'Wrote', out)
  return rows > 0 ? 2 : 0
}

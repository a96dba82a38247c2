// `data:format`: writes every file of the dataset canonically, or only says which are not.

import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readTexts } from '../dataset/files.ts'
import { FormatError, format } from '../dataset/format.ts'

export interface FormatOptions {
  /** Change nothing; fail when something would change. */
  readonly check?: boolean
}

/** Formats the files below `root` (seeds/). Returns the exit code: 1 for a file that is broken or, checking, not formatted. */
export function run(
  root: string,
  out: (line: string) => void,
  { check = false }: FormatOptions = {},
): number {
  let changed = 0
  let broken = 0
  for (const [file, text] of readTexts(root)) {
    let formatted: string
    try {
      formatted = format(text)
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      broken++
      out(`${basename(root)}/${file}:${error.line}: a file must be YAML, but got: ${error.message}`)
      continue
    }
    if (formatted === text) continue
    changed++
    out(`${basename(root)}/${file}`)
    if (!check) writeFileSync(join(root, file), formatted)
  }
  out(`${changed} ${changed === 1 ? 'file' : 'files'} ${check ? 'not formatted' : 'formatted'}.`)
  return broken > 0 || (check && changed > 0) ? 1 : 0
}

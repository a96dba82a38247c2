// `data:check`: every problem of the dataset with file, line and rule.

import { basename } from 'node:path'
import { DatasetError } from '../dataset/files.ts'
import { inOrder, lint } from '../dataset/lint.ts'
import { type Loaded, loadDataset } from '../dataset/load.ts'
import type { Problem } from '../dataset/parse.ts'
import { RULES } from '../dataset/rules/index.ts'

/**
 * Checks the dataset in the folder `root` (seeds/), against the official documents in the folder `officialTexts`, if one is
 * given. Returns the exit code: 0 when nothing is wrong.
 */
export function run(root: string, out: (line: string) => void, officialTexts: string | null = null): number {
  const print = ({ file, line, message }: Problem, rule: string) =>
    out(`${basename(root)}/${file}:${line}: ${message} (${rule})`)
  let loaded: Loaded
  try {
    loaded = loadDataset(root, officialTexts)
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error
    for (const problem of error.problems) print(problem, 'shape')
    out(`${count(error.problems.length)}; broken files: no rule was checked.`)
    return 1
  }
  const { dataset } = loaded
  const findings = [
    ...loaded.problems.map((problem) => ({ ...problem, rule: 'refs-lead-somewhere' })),
    ...lint(dataset),
  ].sort(inOrder)
  for (const finding of findings) print(finding, finding.rule)
  out(`${dataset.texts.size} files, ${RULES.length} rules: ${count(findings.length)}.`)
  out(
    dataset.official
      ? 'Word sequences were compared with the official documents.'
      : 'Word sequences were not compared: OFFICIAL_TEXTS_DIR names no folder of official documents.',
  )
  return findings.length === 0 ? 0 : 1
}

const count = (n: number) => (n === 1 ? '1 problem' : `${n} problems`)

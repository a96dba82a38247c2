// What a change of files would make wrong in the dataset: every rule is run on the whole as it would be, and what was
// wrong before is left out.

import { DatasetError, type Texts } from './files.ts'
import { type Finding, inOrder, lint } from './lint.ts'
import { parseDataset } from './load.ts'
import type { OfficialTexts } from './official.ts'

const inRule = (rule: string) => (problem: Omit<Finding, 'rule'>) => ({ ...problem, rule })

function findingsIn(texts: Texts, official: OfficialTexts | null): Finding[] {
  try {
    const { dataset, problems } = parseDataset(texts, official)
    return [...problems.map(inRule('refs-lead-somewhere')), ...lint(dataset)]
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error
    return error.problems.map(inRule('shape'))
  }
}

const key = ({ file, rule, message }: Finding) => `${file} ${rule} ${message}`

/** By file and line; empty when the change leaves everything as right as it was. */
export function findingsOfChange(
  texts: Texts,
  files: ReadonlyMap<string, string>,
  official: OfficialTexts | null,
): Finding[] {
  // In the order of the folder, as a reader would find them.
  const after = new Map([...texts, ...files].sort(([a], [b]) => (a < b ? -1 : 1)))
  const found = findingsIn(after, official)
  if (found.length === 0) return []
  const before = new Set(findingsIn(texts, official).map(key))
  return found.filter((finding) => !before.has(key(finding))).sort(inOrder)
}

// A folder like seeds/, read into everything the linter and the figures need.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { tryAssemble } from './assemble.ts'
import { parseSeedFiles, readTexts, type Texts } from './files.ts'
import { type OfficialTexts, readOfficialTexts } from './official.ts'
import type { Problem } from './parse.ts'
import { parseReadings } from './readings.ts'
import type { Dataset } from './rule.ts'

export interface Loaded {
  readonly dataset: Dataset
  /** Refs that lead nowhere, or are given twice. */
  readonly problems: readonly Problem[]
}

/** Throws DatasetError when a file is not even of its shape. */
export function parseDataset(texts: Texts, official: OfficialTexts | null): Loaded {
  const files = parseSeedFiles(texts)
  const readings = parseReadings(texts)
  const { rows, problems } = tryAssemble(files, 'unpublished')
  return { dataset: { texts, files, rows, readings, official }, problems }
}

/** The official documents, when somebody has them beside the checkout. */
export function readOfficialBeside(root: string): OfficialTexts | null {
  const folder = join(root, '../../shared/reference/official-text')
  return existsSync(folder) ? readOfficialTexts(folder) : null
}

/** Reads a folder like seeds/. Throws DatasetError when a file is not even of its shape. */
export function loadDataset(root: string): Loaded {
  return parseDataset(readTexts(root), readOfficialBeside(root))
}

// A folder like seeds/, read into everything the linter and the figures need.

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

/**
 * Reads a folder like seeds/, and the official documents in another, if one is given. Throws DatasetError when a file is not
 * even of its shape, and BAD_ARGUMENT when the documents cannot be read.
 */
export function loadDataset(root: string, officialTexts: string | null = null): Loaded {
  return parseDataset(readTexts(root), officialTexts === null ? null : readOfficialTexts(officialTexts))
}

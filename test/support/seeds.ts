// A small part of seeds/, for tests that seed again and again: three frameworks, one theme of texts and of two curated
// sets, one published set.

import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDataset } from '../../src/cli/dataset.ts'
import { readConfig } from '../../src/config.ts'

const SMALL = [
  'sources.yaml',
  'vocabulary.yaml',
  'frameworks/secnumcloud-3.2.yaml',
  'frameworks/iso-27001-2022.yaml',
  'frameworks/soc2-tsc-2017.yaml',
  'texts/secnumcloud-3.2/05.yaml',
  'mappings/secnumcloud-3.2/iso-27001-2022/set.yaml',
  'mappings/secnumcloud-3.2/iso-27001-2022/05.yaml',
  'mappings/secnumcloud-3.2/soc2-tsc-2017/set.yaml',
  'mappings/secnumcloud-3.2/soc2-tsc-2017/05.yaml',
  'published/hds-2.0-annex-1.yaml',
]

/** Copies the small dataset into a new folder, or again into one where a test has broken it. */
export function smallSeeds(folder = mkdtempSync(join(tmpdir(), 'xw-seeds-'))): string {
  for (const file of SMALL) cpSync(join(readConfig().seedsDir, file), join(folder, file))
  return folder
}

export { readDataset as rowsOf }

// Reads the dataset of the package for the commands that seed it.

import { assemble } from '../dataset/assemble.ts'
import { readSeedFiles, revisionOf } from '../dataset/files.ts'
import type { Database } from '../store/database.ts'
import { currentRevision, type Progress, type SeedResult, seed } from '../store/seed.ts'

/** Seeds what is in `seedsDir`, reading it only when the database holds another revision. */
export async function seedFrom(
  seedsDir: string,
  database: Database,
  progress: Progress,
): Promise<SeedResult> {
  const revision = revisionOf(seedsDir)
  if ((await currentRevision(database)) === revision) return { revision, changed: false }
  return seed(database, assemble(readSeedFiles(seedsDir), revision), progress)
}

// Reads the dataset of the package for the commands that seed it.

import { assemble } from '../dataset/assemble.ts'
import { parseSeedFiles, readTexts, revisionOf } from '../dataset/files.ts'
import { quality } from '../dataset/quality.ts'
import { parseReadings } from '../dataset/readings.ts'
import type { SnapshotRows } from '../domain/snapshot.ts'
import type { Database } from '../store/database.ts'
import { currentRevision, type Progress, type SeedResult, seed } from '../store/seed.ts'

/** The dataset in `seedsDir`. Throws DatasetError with every problem that keeps it from being used. */
export function readDataset(seedsDir: string): SnapshotRows {
  const texts = readTexts(seedsDir)
  const rows = assemble(parseSeedFiles(texts), revisionOf(seedsDir))
  return { ...rows, quality: quality(rows, parseReadings(texts)) }
}

/** Seeds what is in `seedsDir`, reading it only when the database holds another revision (or it was `read` already). */
export async function seedFrom(
  seedsDir: string,
  database: Database,
  progress: Progress,
  read: SnapshotRows | null = null,
): Promise<SeedResult> {
  const revision = read?.revision ?? revisionOf(seedsDir)
  if ((await currentRevision(database)) === revision) return { revision, changed: false }
  return seed(database, read ?? readDataset(seedsDir), progress)
}

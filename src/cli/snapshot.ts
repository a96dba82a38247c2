// The snapshot for commands that only ask: from DATABASE_URL when it is set, else from the dataset of the package, which
// is what the embedded database holds, so that a running server is not in the way.

import type { Config } from '../config.ts'
import { buildSnapshot, type Snapshot } from '../domain/snapshot.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { loadOverlay } from '../store/own.ts'
import { readSnapshot } from '../store/reference.ts'

export async function loadSnapshot(config: Config): Promise<Snapshot> {
  if (!config.databaseUrl) {
    const { readDataset } = await import('./dataset.ts')
    return buildSnapshot(readDataset(config.seedsDir), new Date())
  }
  const database = await openDatabase(config)
  try {
    return await readSnapshot(database)
  } finally {
    await database.close()
  }
}

/** What an organization sees as of now: the public data, and its own. */
export async function organizationSnapshot(database: Database, organization: string): Promise<Snapshot> {
  return (await loadOverlay(database, organization, await readSnapshot(database))).snapshot
}

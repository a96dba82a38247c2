// The dataset of the package as a snapshot, read once per test file.

import { readDataset } from '../../src/cli/dataset.ts'
import { readConfig } from '../../src/config.ts'
import { buildSnapshot, type Snapshot } from '../../src/domain/snapshot.ts'

let snapshot: Snapshot | null = null

export function realSnapshot(): Snapshot {
  snapshot ??= buildSnapshot(readDataset(readConfig().seedsDir), new Date(0))
  return snapshot
}

/** The position of `secnumcloud-3.2/9.4.a`. */
export function indexOf(id: string): number {
  return realSnapshot().controlById.get(id)!.index
}

export function frameworkAt(slug: string): number {
  return realSnapshot().frameworkBySlug.get(slug)!.index
}

// The real dataset as a snapshot, read from seeds/ once a test file.

import { readDataset } from '../../src/cli/dataset.ts'
import { readConfig } from '../../src/config.ts'
import type { Mapping, MappingSet } from '../../src/domain/mapping.ts'
import { buildSnapshot, type Snapshot } from '../../src/domain/snapshot.ts'
import type { ExportRequest } from '../../src/exchange/exports.ts'

const rows = readDataset(readConfig().seedsDir)

/** Loaded at another moment each time, as another process would. */
export function anotherSnapshot(): Snapshot {
  return buildSnapshot(rows, new Date())
}

export const snapshot: Snapshot = anotherSnapshot()

/** The snapshot with more statements in a set. */
export function stating(set: MappingSet, ...mappings: readonly Partial<Mapping>[]): Snapshot {
  const like = rows.mappings.find((mapping) => mapping.set === set.index)
  const added = mappings.map((mapping, i) => ({
    ...like!,
    set: set.index,
    id: `${set.slug}:added-${i}`,
    index: rows.mappings.length + i,
    ...mapping,
  }))
  return buildSnapshot({ ...rows, mappings: [...rows.mappings, ...added] }, new Date())
}

/** A request with nothing but what the test gives. */
export function request(
  given: Pick<ExportRequest, 'format' | 'resource'> & Partial<ExportRequest>,
): ExportRequest {
  return {
    name: null,
    from: null,
    to: [],
    of: null,
    by: [],
    sets: null,
    maxHops: 3,
    locale: 'en',
    excelFr: false,
    ...given,
  }
}

export const text = (chunks: Iterable<string | Uint8Array>): string =>
  Array.from(chunks, (chunk) => (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).join('')

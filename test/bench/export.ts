// How fast exports of the whole dataset are and how much memory they take, at a hundred times its size:
// `npm run bench -- export [format …] [--times=100]`.

import { readDataset } from '../../src/cli/dataset.ts'
import { readConfig } from '../../src/config.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { EXPORT_FORMATS, type ExportFormat, formatBySlug, formatsOf } from '../../src/domain/export.ts'
import { mappingPacker } from '../../src/domain/packed-mapping.ts'
import { packedUnmapped } from '../../src/domain/packed-unmapped.ts'
import { buildSnapshot, type Snapshot, type SnapshotRows } from '../../src/domain/snapshot.ts'
import type { Chunk } from '../../src/exchange/chunks.ts'
import { exportOf } from '../../src/exchange/exports.ts'

/**
 * The dataset again and again: as many mapping sets, mappings and statements of no counterpart, of the same frameworks.
 * Packed as they come, as the store reads them.
 */
function repeated(rows: SnapshotRows, times: number): SnapshotRows {
  const copies = Array.from({ length: times }, (_, copy) => copy)
  const setAt = (set: number, copy: number) => set + copy * rows.sets.length
  const sets = copies.flatMap((copy) =>
    rows.sets.map((set) => ({ ...set, index: setAt(set.index, copy), slug: `${set.slug}-${copy}` })),
  )
  const packer = mappingPacker(sets)
  for (const copy of copies)
    for (const m of rows.mappings) packer.add({ ...m, id: `${m.id}-${copy}`, set: setAt(m.set, copy) })
  const unmapped = copies.flatMap((copy) => rows.unmapped.map((u) => ({ ...u, set: setAt(u.set, copy) })))
  return { ...rows, sets, mappings: packer.close(), unmapped: packedUnmapped(unmapped), quality: [] }
}

/** Mappings a second, and megabytes with the data itself. */
const GOAL = { rate: 20_000, resident: 300 }

const megabytes = (bytes: number) => Math.round(bytes / 1_000_000)

function exported(snapshot: Snapshot, format: ExportFormat, set: string | null): Iterable<Chunk> {
  return exportOf(snapshot, {
    ...{ format, resource: set === null ? 'mappings' : 'mapping', name: set },
    ...{ from: null, to: [], of: null, by: [], sets: null, maxHops: 3, locale: 'en', excelFr: false },
  }).chunks
}

/** All mappings in one file, or in a file a set where the format has no other; some sets have nothing that it can say. */
function* chunksOf(snapshot: Snapshot, format: ExportFormat): Generator<Chunk> {
  if (formatsOf('mappings').includes(format)) return yield* exported(snapshot, format, null)
  for (const { slug } of snapshot.sets)
    try {
      yield* exported(snapshot, format, slug)
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'NOT_EXPRESSIBLE')) throw error
    }
}

/** As a server does: chunk by chunk, each of which somebody else keeps no longer than it takes. */
async function measure(snapshot: Snapshot, format: ExportFormat): Promise<void> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  let bytes = 0
  let count = 0
  const start = performance.now()
  const cpu = process.cpuUsage()
  for (const chunk of chunksOf(snapshot, format)) {
    bytes += Buffer.byteLength(chunk)
    if (++count % 16 === 0) peak = Math.max(peak, process.memoryUsage.rss())
    await new Promise((resolve) => setImmediate(resolve))
  }
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const rate = (time: number) => Math.round(snapshot.mappings.length / time)
  console.log(
    `${format.padEnd(14)} ${snapshot.mappings.length} mappings, ${megabytes(bytes)} MB in ${seconds.toFixed(1)} s: ${rate(seconds)} mappings/s (at least ${GOAL.rate}), ${rate((user + system) / 1e6)} a second of processor time; resident ${megabytes(before)} MB before, ${megabytes(peak)} MB at its peak (at most ${GOAL.resident})`,
  )
  if (rate(seconds) < GOAL.rate || megabytes(peak) > GOAL.resident) process.exitCode = 1
}

const args = process.argv.slice(2)
const times = Number(args.find((arg) => arg.startsWith('--times='))?.split('=')[1] ?? 100)
const wanted = args.flatMap((arg) => formatBySlug(arg) ?? [])
const formats = EXPORT_FORMATS.filter((format) => formatsOf('mapping').includes(format))

/** What was only needed to make the value is given back, so that it is not counted as an export's. */
function settled<T>(value: T): T {
  globalThis.gc?.()
  return value
}

const rows = settled(repeated(settled(readDataset(readConfig().seedsDir)), times))
const snapshot = settled(buildSnapshot(rows, new Date()))
for (const format of wanted.length > 0 ? wanted : formats) await measure(snapshot, format)

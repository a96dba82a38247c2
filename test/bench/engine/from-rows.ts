// A snapshot from rows as the driver hands them out, some at a time: what the store does with them and the building, timed
// without the reading.

import type { Mapping, Unmapped } from '../../../src/domain/mapping.ts'
import { mappingPacker } from '../../../src/domain/packed-mapping.ts'
import { unmappedPacker } from '../../../src/domain/packed-unmapped.ts'
import { buildSnapshot, type SnapshotRows } from '../../../src/domain/snapshot.ts'
import { AT_ONCE } from '../../../src/store/batches.ts'
import { type EndRow, type MappingRow, packMappings } from '../../../src/store/mapping-rows.ts'
import {
  at,
  type ControlRow,
  controlsFrom,
  packUnmapped,
  type UnmappedRow,
} from '../../../src/store/snapshot-rows.ts'
import { withGraph } from './measure.ts'
import { world } from './world.ts'

/** As a driver makes a row: each string from bytes of its own, each document parsed, nothing shared. */
function driven<T extends object>(row: T): T {
  const made = JSON.parse(JSON.stringify(row)) as T
  for (const [name, value] of Object.entries(made))
    if (typeof value === 'string') Object.assign(made, { [name]: Buffer.from(value).toString() })
  return made
}

type Statement = Omit<Mapping, 'index'>

/** Rows of the tables for rows of the domain, which name others by position. */
function tables({ controls, sets, frameworks }: SnapshotRows) {
  const idOf = (control: number) => controls[control]!.id
  return {
    controls: (): ControlRow[] =>
      controls.map(({ index, framework, parent, ...control }) => ({
        ...control,
        framework: frameworks[framework]!.slug,
        parent: parent < 0 ? null : idOf(parent),
      })),
    mapping: ({ sources, targets, shares, set, ...mapping }: Statement): MappingRow => ({
      ...mapping,
      set: sets[set]!.slug,
    }),
    ends: ({ sources, targets, shares }: Statement, mapping: number): EndRow[] => [
      ...sources.map((control) => ({ mapping, side: 'source', control: idOf(control), shares: null })),
      ...targets.map((control, i) => ({
        ...{ mapping, side: 'target', control: idOf(control), shares: shares[i] ?? null },
      })),
    ],
    unmapped: ({ set, control, framework, reason }: Unmapped): UnmappedRow => ({
      ...{ set: sets[set]!.slug, control: idOf(control), framework: frameworks[framework]!.slug, reason },
    }),
  }
}

function* batchesOf<T>(rows: Iterable<T>): Generator<T[]> {
  let batch: T[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < AT_ONCE) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The snapshot, and the milliseconds that it took to pack the rows, and then to build it. */
export function builtFromRows(real: SnapshotRows, scale: number) {
  const { rows, mappings, unmapped } = world(real, scale)
  const table = tables(rows)
  let ms = 0
  const timed = <T>(run: () => T): T => {
    const began = performance.now()
    const answer = run()
    ms += performance.now() - began
    return answer
  }
  const frameworkAt = at(rows.frameworks, ({ slug }) => slug, undefined)
  const setAt = at(rows.sets, ({ slug }) => slug, undefined)
  const controlRows = table.controls().map(driven)
  const controls = timed(() => controlsFrom(controlRows, frameworkAt, 0))
  const controlAt = timed(() => at(controls, ({ id }) => id, undefined))
  const packer = mappingPacker(rows.sets)
  for (const batch of batchesOf(mappings)) {
    const [some, ends] = [batch.map(table.mapping).map(driven), batch.flatMap(table.ends).map(driven)]
    timed(() => packMappings(packer, some, ends, setAt, controlAt))
  }
  const statements = unmappedPacker()
  for (const batch of batchesOf(unmapped)) {
    const some = batch.map(table.unmapped).map(driven)
    timed(() => packUnmapped(statements, some, setAt, controlAt, frameworkAt))
  }
  const packed = timed(() => ({ ...rows, controls, mappings: packer.close(), unmapped: statements.close() }))
  const packing = ms
  const snapshot = timed(() => withGraph(buildSnapshot(packed, new Date(0))))
  return { snapshot, packing, building: ms - packing }
}

// A snapshot from rows as they come from the database, all of them at hand: what the store makes of them, timed without the
// reading.

import type { Control } from '../../../src/domain/framework.ts'
import { type Mapping, type Unmapped, unmappedOrder } from '../../../src/domain/mapping.ts'
import { mappingPacker } from '../../../src/domain/mapping-packer.ts'
import { unmappedPacker } from '../../../src/domain/packed-unmapped.ts'
import { Pieces } from '../../../src/domain/pieces.ts'
import { buildSnapshot, type SnapshotRows } from '../../../src/domain/snapshot.ts'
import type { LocalizedText } from '../../../src/domain/text.ts'
import { packMappings } from '../../../src/store/mapping-rows.ts'
import { AT_ONCE } from '../../../src/store/pieces.ts'
import {
  at,
  type ControlRow,
  controlsFrom,
  findControls,
  packUnmapped,
} from '../../../src/store/snapshot-rows.ts'
import { collect } from '../../support/memory.ts'
import { withGraph } from './measure.ts'
import { world } from './world.ts'

/** As a driver makes a row that it reads: each string from bytes of its own, each document parsed, nothing shared. */
function driven<T extends object>(row: T): T {
  const made = JSON.parse(JSON.stringify(row)) as T
  for (const [name, value] of Object.entries(made))
    if (typeof value === 'string') Object.assign(made, { [name]: Buffer.from(value).toString() })
  return made
}

type Cell = string | number | boolean | null | undefined

/** A row as PostgreSQL sends it (`domain/pieces.ts`). */
const sent = (...cells: readonly Cell[]): Buffer =>
  Buffer.from(
    cells
      .map((cell) => (cell === null || cell === undefined ? '-' : `${Buffer.byteLength(`${cell}`)}:${cell}`))
      .join(''),
  )

const inTwo = (text: LocalizedText | null | undefined) => [text?.en, text?.fr] as const

type Statement = Omit<Mapping, 'index'>

/** Rows of the tables for rows of the domain, which name others by position. */
function tables({ controls, sets, frameworks }: SnapshotRows) {
  const ids = controls.map(({ id }) => id)
  const idOf = (control: number) => ids[control]!
  return {
    control: ({ index, framework, parent, ...control }: Control): ControlRow => ({
      ...control,
      framework: frameworks[framework]!.slug,
      parent: parent < 0 ? null : idOf(parent),
    }),
    mapping: (m: Statement): Buffer => {
      const own = [m.id, sets[m.set]!.slug, m.mask, m.sameWording, m.rationaleKind, m.strength, m.confidence]
      const texts = [m.rationale, m.residual, m.surplus].flatMap(inTwo)
      const ends = [...m.sources, ...m.targets]
      const shares = [...m.sources.map(() => null), ...m.shares].flatMap(inTwo)
      return sent(...own, ...texts, m.sources.length, ends.length, ...ends.map(idOf), ...shares)
    },
    unmapped: ({ set, control, framework, reason }: Unmapped): Buffer =>
      sent(sets[set]!.slug, idOf(control), frameworks[framework]!.slug, ...inTwo(reason)),
  }
}

/** What came of a connection at a time: rows one after the other, and where each ends. */
interface Batch {
  readonly bytes: Buffer
  readonly ends: readonly number[]
}

function batchesOf<T>(rows: Iterable<T>, send: (row: T) => Buffer): Batch[] {
  const batches: Batch[] = []
  let sent: Buffer[] = []
  const close = () => {
    let end = 0
    batches.push({ bytes: Buffer.concat(sent), ends: sent.map(({ length }) => (end += length)) })
    sent = []
  }
  for (const row of rows) if (sent.push(send(row)) === AT_ONCE) close()
  close()
  return batches
}

/** As the driver hands them on. */
const rowsIn = ({ bytes, ends }: Batch) =>
  ends.map((end, i) => new Pieces(bytes.subarray(ends[i - 1] ?? 0, end)))

/** All that is read of a world, as it comes. */
function read(real: SnapshotRows, scale: number) {
  const { rows, mappings, unmapped } = world(real, scale)
  const table = tables(rows)
  return {
    others: { ...rows, controls: [] },
    controlRows: rows.controls.map((control) => driven(table.control(control))),
    mappings: batchesOf(mappings, table.mapping),
    unmapped: batchesOf(unmapped, table.unmapped),
  }
}

/** The rows as the store packs them; those of mappings are all at hand from the beginning, where the store has some at a time. */
function packed(came: ReturnType<typeof read>): SnapshotRows {
  const { others, mappings, unmapped } = came
  const frameworkAt = at(others.frameworks, ({ slug }) => slug, undefined)
  const setAt = at(others.sets, ({ slug }) => slug, undefined)
  const controlsAt = findControls(came.controlRows, null)
  const controls = controlsFrom(came.controlRows, frameworkAt, controlsAt, 0)
  came.controlRows = []
  const packer = mappingPacker(others.sets)
  const pack = packMappings(packer, setAt, controlsAt)
  for (const batch of mappings) pack(rowsIn(batch))
  const statements = unmappedPacker()
  const packStatements = packUnmapped(statements, setAt, controlsAt, frameworkAt)
  for (const batch of unmapped) packStatements(rowsIn(batch))
  return {
    ...others,
    controls,
    mappings: packer.close(),
    unmapped: statements.close().toSorted(unmappedOrder),
  }
}

/** The snapshot, and the milliseconds that it took to pack the rows, and then to build it. */
export function builtFromRows(real: SnapshotRows, scale: number) {
  const came = read(real, scale)
  collect()
  const began = performance.now()
  const rows = packed(came)
  const then = performance.now()
  const snapshot = withGraph(buildSnapshot(rows, new Date(0)))
  return { snapshot, packing: then - began, building: performance.now() - then }
}

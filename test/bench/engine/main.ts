// The benchmark of the engine: the same questions to it and to PostgreSQL, answers compared, times taken in turn in one run;
// on the dataset and on one many times as large.

import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { readDataset } from '../../../src/cli/dataset.ts'
import { readConfig } from '../../../src/config.ts'
import { buildSnapshot, type SnapshotRows } from '../../../src/domain/snapshot.ts'
import { thousandQuestions } from './caches.ts'
import { builtFromRows } from './from-rows.ts'
import { held, withGraph } from './measure.ts'
import { compared, growth, overlapMatrix } from './rounds.ts'
import { fillTables, SCHEMA } from './tables.ts'
import { scaled } from './world.ts'

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '15' },
    database: { type: 'string', default: readConfig().databaseUrl ?? '' },
  },
})
if (!values.database)
  throw new Error('--database, or DATABASE_URL, must be the URL of a PostgreSQL, but got: none')

const sql = postgres(values.database, {
  max: 1,
  onnotice: () => {},
  // As fast as it can be set up for such statements: they fit in memory, and compiling them costs more than it gains.
  connection: { search_path: SCHEMA, jit: 'off', work_mem: '1GB', random_page_cost: '1.1' } as never,
})

/** Mappings a second, and megabytes of the whole snapshot, with all rows and texts. */
const GOAL = { rate: 150_000, megabytes: 400 }

/** Builds the snapshot from rows as the driver makes them; nothing else holds what it keeps of them. */
function build(real: SnapshotRows, scale: number) {
  const before = held()
  const made = builtFromRows(real, scale)
  return { ...made, megabytes: held() - before }
}

function isWithinGoal({ snapshot, packing, building, megabytes }: ReturnType<typeof build>): boolean {
  const { controls, mappings } = snapshot
  const rate = (ms: number) => `${((mappings.length / ms) * 1000).toFixed(0)} mappings/s`
  const all = packing + building
  const reached = (mappings.length / all) * 1000 >= GOAL.rate && megabytes <= GOAL.megabytes
  console.log(
    `  ${controls.length} controls, ${mappings.length} mappings; from the driver's rows in ${all.toFixed(0)} ms: ${rate(all)}; of these ${building.toFixed(0)} ms once they are packed: ${rate(building)}; ${megabytes.toFixed(0)} MB with all rows and texts: ${reached ? 'reached' : 'MISSED'}: at least ${GOAL.rate} mappings/s and at most ${GOAL.megabytes} MB`,
  )
  return reached
}

const GROWTH = [4, 2]

try {
  const real = readDataset(readConfig().seedsDir)
  const small = buildSnapshot(real, new Date(0))
  console.log(`\nthe dataset: ${small.controls.length} controls, ${small.mappings.length} mappings`)
  await fillTables(sql, small)
  let reached = await compared(sql, small, Number(values.rounds))
  overlapMatrix(real)
  thousandQuestions(real)
  const scale = Number(values.scale)
  if (scale > 1) {
    const smaller = GROWTH.map((part) => withGraph(buildSnapshot(scaled(real, scale / part), new Date(0))))
    console.log(`\n${scale} times:`)
    const large = build(real, scale)
    reached = isWithinGoal(large) && reached
    await fillTables(sql, large.snapshot)
    reached = (await compared(sql, large.snapshot, 3)) && reached
    reached = growth([...smaller, large.snapshot]) && reached
  }
  if (!reached) process.exitCode = 1
} finally {
  await sql.unsafe(`drop schema if exists ${SCHEMA} cascade`)
  await sql.end()
}

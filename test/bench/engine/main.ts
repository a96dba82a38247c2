// The benchmark of the engine: the same questions to it and to PostgreSQL, answers compared, times taken in turn in one run;
// on the dataset and on one many times as large.

import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { readDataset } from '../../../src/cli/dataset.ts'
import { readConfig } from '../../../src/config.ts'
import { buildSnapshot, type SnapshotRows } from '../../../src/domain/snapshot.ts'
import { thousandQuestions } from './caches.ts'
import { held, timed } from './measure.ts'
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

/** Builds the snapshot once more, from rows already read. */
async function build(rows: SnapshotRows) {
  const before = held()
  const { ms, answer: snapshot } = await timed(() => buildSnapshot(rows, new Date(0)))
  return { snapshot, ms, megabytes: held() - before }
}

async function bench(rows: SnapshotRows, name: string, rounds: number): Promise<boolean> {
  const { snapshot, ms, megabytes } = await build(rows)
  const rate = (rows.mappings.length / ms) * 1000
  console.log(
    `\n${name}: ${rows.controls.length} controls, ${rows.mappings.length} mappings; built in ${ms.toFixed(0)} ms (${rate.toFixed(0)} mappings/s), ${megabytes.toFixed(0)} MB beside the rows`,
  )
  await fillTables(sql, snapshot)
  return compared(sql, snapshot, rounds)
}

try {
  const real = readDataset(readConfig().seedsDir)
  let reached = await bench(real, 'the dataset', Number(values.rounds))
  overlapMatrix(real)
  thousandQuestions(real)
  const scale = Number(values.scale)
  if (scale > 1) {
    const before = held()
    const rows = scaled(real, scale)
    const rowsHeld = held() - before
    console.log(`\nrows of ${scale} times: ${rowsHeld.toFixed(0)} MB`)
    reached = (await bench(rows, `${scale} times`, 3)) && reached
    reached = growth(real, scale) && reached
  }
  if (!reached) process.exitCode = 1
} finally {
  await sql.unsafe(`drop schema if exists ${SCHEMA} cascade`)
  await sql.end()
}

// Asks each question of the engine and of PostgreSQL in turn, compares the answers, and prints how many times faster the
// engine is; and how the engine's time grows with the data.

import type postgres from 'postgres'
import { assess } from '../../../src/domain/assessment.ts'
import type { CoverageRow } from '../../../src/domain/coverage.ts'
import { buildSnapshot, type Snapshot, type SnapshotRows } from '../../../src/domain/snapshot.ts'
import { median, milliseconds, withGraph } from './measure.ts'
import { type EngineQuestion, QUESTIONS } from './questions.ts'

/** The same snapshot with nothing kept of earlier answers. */
const fresh = (snapshot: Snapshot): Snapshot => ({ ...snapshot })

/** What the server itself says the statement took: without planning, the way there and back, and reading the rows. */
async function executionTime(sql: postgres.Sql, text: string, values: readonly unknown[]): Promise<number> {
  const [row] = await sql.unsafe<{ 'QUERY PLAN': [{ 'Execution Time': number }] }[]>(
    `explain (analyze, timing off, format json) ${text}`,
    values as never[],
  )
  return row!['QUERY PLAN'][0]['Execution Time']
}

function requireEqual(question: EngineQuestion, ours: string[], theirs: string[]): void {
  const [a, b] = [ours.toSorted(), theirs.toSorted()]
  const wrong = a.findIndex((row, i) => row !== b[i])
  if (wrong < 0 && a.length === b.length) return
  throw new Error(
    `${question.name} must be answered alike, but got: ${a.length} rows and ${b.length} in SQL; ${a[wrong]} and ${b[wrong]}`,
  )
}

/** Each is asked again and again for so many milliseconds a round: a single answer of the engine is too short to time. */
const ROUND = 60

async function each(run: () => unknown): Promise<number> {
  const began = performance.now()
  for (let runs = 1; ; runs++) {
    await run()
    const taken = performance.now() - began
    if (taken >= ROUND) return taken / runs
  }
}

async function compare(
  sql: postgres.Sql,
  snapshot: Snapshot,
  question: EngineQuestion,
  rounds: number,
): Promise<boolean> {
  const parameters = question.parameters(snapshot)
  const values = question.statement.names.map((name) => parameters[name])
  const asked = () => sql.unsafe(question.statement.text, values as never[], { prepare: true })
  const answer = question.rowsOf(question.engine(fresh(snapshot)))
  requireEqual(question, answer, (await asked()).map(question.rowOf))
  const [engine, client, server] = [[] as number[], [] as number[], [] as number[]]
  const ask = () => question.engine(fresh(snapshot))
  // A server has long compiled what it is asked all day.
  await each(ask)
  for (let i = 0; i < rounds; i++) {
    engine.push(await each(ask))
    client.push(await each(asked))
    server.push(await executionTime(sql, question.statement.text, values))
  }
  // Both until the program holds the answer's rows; the server's own time is told beside it, since it sends nothing.
  const ratio = median(client) / median(engine)
  const inServer = median(server) / median(engine)
  const reached = ratio >= question.goal
  console.log(
    `  ${question.name} (${answer.length} rows): ${milliseconds(median(engine))} ms; SQL ${milliseconds(median(client))} ms: ${ratio.toFixed(0)} times, ${reached ? 'reached' : 'MISSED'}: at least ${question.goal} (${milliseconds(median(server))} ms in the server before any row is sent: ${inServer.toFixed(0)} times)`,
  )
  return reached
}

export async function compared(sql: postgres.Sql, snapshot: Snapshot, rounds: number): Promise<boolean> {
  let reached = true
  for (const question of QUESTIONS) reached = (await compare(sql, snapshot, question, rounds)) && reached
  return reached
}

/** How many results an answer of either kind holds: rows, and of coverage the overlaps that they rest on. */
function resultsIn(answer: unknown): number {
  const { rows, length } = answer as { rows?: readonly CoverageRow[]; length: number }
  return !rows ? length : rows.reduce((sum, row) => sum + 1 + row.overlaps.length, 0)
}

/** At least so many answers of each, and for so many milliseconds: garbage is collected in some of them. */
const ENOUGH = { answers: 15, ms: 1000 }

/**
 * Of each question the microseconds for each mapping and result, a snapshot after the other: all are asked in turn, since a
 * machine that others use is not equally fast all the time.
 */
function unitTimes(snapshots: readonly Snapshot[]): number[][] {
  return QUESTIONS.map((question) => {
    // Asked before.
    const sizes = snapshots.map((one) => one.mappings.length + resultsIn(question.engine(fresh(one))))
    const times: number[][] = snapshots.map(() => [])
    const began = performance.now()
    while (times[0]!.length < ENOUGH.answers || performance.now() - began < ENOUGH.ms)
      for (const [i, snapshot] of snapshots.entries()) {
        const one = fresh(snapshot)
        const asked = performance.now()
        question.engine(one)
        times[i]!.push(performance.now() - asked)
      }
    return times.map((taken, i) => (median(taken) / sizes[i]!) * 1000)
  })
}

/** What caches of the processor may cost beyond: the data of a scale no longer fits where that of the one before did. */
const TOLERANCE = 1.25

/** Whether time grows no faster than mappings and results together, from the smallest snapshot to the largest. */
export function growth(snapshots: readonly Snapshot[]): boolean {
  const taken = unitTimes(snapshots)
  console.log('\nmicroseconds for each mapping and result, growing data:')
  return QUESTIONS.map(({ name }, i) => {
    const each = taken[i]!
    const reached = each.at(-1)! <= each[0]! * TOLERANCE
    console.log(`  ${name}: ${each.map((us) => us.toFixed(3)).join(', ')}: ${reached ? 'reached' : 'MISSED'}`)
    return reached
  }).every(Boolean)
}

/** The matrix of all ordered pairs, asked for the first time. */
export function overlapMatrix(rows: SnapshotRows): void {
  const snapshot = withGraph(buildSnapshot(rows, new Date(0)))
  const began = performance.now()
  let cells = 0
  for (const of of snapshot.frameworks)
    for (const by of snapshot.frameworks)
      if (of !== by) cells += Number(assess(snapshot, of.index, [by.index], null).rows.length >= 0)
  console.log(`\noverlap matrix, ${cells} cells: ${(performance.now() - began).toFixed(0)} ms`)
}

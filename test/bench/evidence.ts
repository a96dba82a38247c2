// The benchmark of evidence: a million pieces and five million links on a PostgreSQL, questions of organizations of three
// sizes against the bare SQL that fetches what they need, in turn; then the same with the tables twice as large.
// `npm run bench -- evidence` starts a PostgreSQL of its own, and removes it; `--url` takes an empty database, or one that an
// earlier run has filled, and leaves it. Stages can be named: generate, measure, double, write.

import { parseArgs } from 'node:util'
import { seedFrom } from '../../src/cli/dataset.ts'
import { readConfig } from '../../src/config.ts'
import { type Database, migrate, openDatabase } from '../../src/store/database.ts'
import { createPostgres, type Server } from '../support/postgres.ts'
import { type Child, startChild } from './child.ts'
import { type Comparison, comparisons, type Piece, timesOf } from './evidence-questions.ts'
import { generate, LINKS, type Tenant, tenants } from './evidence-rows.ts'
import { keyOf, type Writes, writing, writingEmbedded } from './evidence-writes.ts'

const STAGES = ['generate', 'measure', 'double', 'write'] as const
type Stage = (typeof STAGES)[number]

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    url: { type: 'string' },
    evidence: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '51' },
  },
})
const stages = (positionals.length > 0 ? positionals : ['generate', 'measure', 'double', 'write']) as Stage[]
const unknown = stages.find((stage) => !STAGES.includes(stage))
if (unknown) throw new Error(`a stage must be ${STAGES.join(', ')}, but got: ${unknown}`)
const evidence = Number(values.evidence)
const SIZES = [evidence / 5, evidence / 100, evidence / 1000]
/** The last has evidence of less than half of the controls: most depends on what is possible. */
const [large, small, sparse] = tenants('a', evidence, SIZES) as [Tenant, Tenant, Tenant]

/** How much larger the time of the small organization may be once the tables are twice as large. */
const GROWTH = 1.5

let reached = true
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
const timed = async (what: string, run: () => Promise<unknown>) => {
  const begun = performance.now()
  await run()
  console.log(`${what} in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
}

/** Milliseconds of asking both before it counts: a server that has just started has neither plans nor compiled code. */
const WARM_UP = 3000

/** Asks both in turn; prints the medians and their ratio, and tells the API's. */
async function compare({ name, goal, bare, api }: Comparison): Promise<number> {
  const taken = { bare: [] as number[], api: [] as number[] }
  const begun = performance.now()
  while (performance.now() - begun < WARM_UP) {
    await bare()
    await api()
  }
  for (let round = 0; round < Number(values.rounds); round++) {
    taken.bare.push(await bare())
    taken.api.push(await api())
  }
  const ratio = median(taken.api.map((time, i) => time / taken.bare[i]!))
  reached &&= ratio <= goal
  console.log(
    `  ${name.padEnd(44)} ${median(taken.api).toFixed(1).padStart(7)} ms, bare SQL ${median(taken.bare).toFixed(1).padStart(7)} ms: ${ratio.toFixed(2)}, ${ratio <= goal ? 'reached' : 'MISSED'}: at most ${goal}`,
  )
  return median(taken.api)
}

async function withServer<T>(url: string, run: (server: Child) => Promise<T>): Promise<T> {
  const server = await startChild('src/launch.js', ['serve', '--port', '0'], { DATABASE_URL: url })
  try {
    return await run(server)
  } finally {
    await server.stop()
  }
}

/** One that others double, and the one that they do not. */
const pieces = async (database: Database, organization: string) =>
  [await accepted(database, organization), await rare(database, organization)] as const

const rare = async ({ sql }: Database, organization: string) =>
  (
    await sql<Piece[]>`
    select id from evidence where organization_id = ${organization} and id = md5(${organization}::text || 'rare')::uuid`
  )[0]!

const accepted = async ({ sql }: Database, organization: string) =>
  (
    await sql<Piece[]>`
    select id from evidence where organization_id = ${organization} and status = 'ACCEPTED' order by created_at limit 1`
  )[0]!

/** Measures the organizations; the time of the small one's posture. */
async function measure(database: Database, url: string): Promise<number> {
  return withServer(url, async (server) => {
    let time = 0
    const before = server.resident()
    for (const { id } of [large, small, sparse]) {
      console.log(`${id}:`)
      const times = timesOf(database, server.url, id, await keyOf(database, id))
      for (const comparison of comparisons(times, ...(await pieces(database, id)))) {
        const taken = await compare(comparison)
        if (id === small.id && comparison.name === 'posture') time = taken
      }
    }
    console.log(`  resident ${before.toFixed(0)} MB before, ${server.resident().toFixed(0)} MB after`)
    return time
  })
}

function tell(where: string, { rate, reads, broken }: Writes): void {
  reached &&= broken.length === 0
  console.log(
    `writers on ${where}: ${rate.toFixed(0)} changes a second while a posture took ${median(reads).toFixed(0)} ms; refused, lost or half-written: ${broken.slice(0, 5).join(', ') || 'none'}`,
  )
}

const server: Server | null = values.url
  ? null
  : await createPostgres({ shared_buffers: '1GB', max_wal_size: '8GB' })
await server?.start()
const url = values.url ?? server!.url
const database = await openDatabase({ databaseUrl: url, dataDir: '' })
try {
  let before: number | null = null
  for (const stage of stages)
    if (stage === 'generate') {
      await migrate(database)
      await seedFrom(readConfig().seedsDir, database, () => {})
      await timed(`${evidence} pieces and ${evidence * LINKS} links`, () =>
        generate(database.sql, tenants('a', evidence, SIZES)),
      )
    } else if (stage === 'measure') before = await measure(database, url)
    else if (stage === 'double') {
      await timed('as many again', () => generate(database.sql, tenants('b', evidence, [])))
      const after = await measure(database, url)
      if (before !== null) {
        reached &&= after / before <= GROWTH
        console.log(
          `posture of ${small.id} with twice the rows: ${(after / before).toFixed(2)}, at most ${GROWTH}`,
        )
      }
    } else {
      tell('PostgreSQL', await writing({ databaseUrl: url, dataDir: '' }, small.id))
      tell('the embedded database', await writingEmbedded())
    }
  if (!reached) process.exitCode = 1
} finally {
  await database.close()
  await server?.remove()
}

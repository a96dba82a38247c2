// The benchmark: starts the server and its two limits, makes sure that they give the same answers, and puts load on
// them in turn, so that a ratio compares what the machine did in the same minute.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../../src/config.ts'
import { ask, load } from './ask.ts'
import { bundled } from './bundle.ts'
import { type Child, startChild } from './child.ts'
import { type Question, questions } from './questions.ts'
import { type Goal, type Round, report } from './report.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
  },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)

const GOALS: readonly Goal[] = [
  { question: 'Q1', ofJit: 0.4 },
  { question: 'Q2', ofJit: 0.7 },
  { question: 'Q4', ofJit: 0.5 },
]

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const embedded = readConfig().databaseUrl === null
const children: Child[] = []
let reached = true

async function start(...args: Parameters<typeof startChild>): Promise<Child> {
  const child = await startChild(...args)
  children.push(child)
  return child
}

/** The real program; with the embedded database once from an empty folder, then from the one that this left. */
async function startServer(): Promise<Child> {
  const env = { DATA_DIR: join(folder, 'data') }
  const run = async (from: string, limit: string) => {
    const child = await start('src/launch.js', ['start', '--port', '0'], env)
    console.log(
      `ready ${from} after ${child.readyAfter.toFixed(1)} s (${limit}), CPU ${child.cpu().toFixed(1)} s`,
    )
    return child
  }
  if (embedded) {
    const first = await run('from an empty folder', 'at most 10')
    await first.stop()
    // One process at a time may have an embedded database open: the limit reads a copy.
    cpSync(join(folder, 'data/pgdata'), join(folder, 'limit/pgdata'), { recursive: true })
  }
  const server = await run(embedded ? 'from an existing folder' : 'with PostgreSQL', 'at most 3')
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const resident = server.resident()
  const allowed = embedded ? 600 : 300
  reached &&= resident <= allowed
  console.log(`resident after start-up ${resident.toFixed(0)} MB (at most ${allowed})`)
  return server
}

async function answersOf(url: string, asked: readonly Question[]): Promise<Record<string, string>> {
  const answers: Record<string, string> = {}
  for (const body of asked.flatMap((question) => question.bodies)) answers[body] = await ask(url, body)
  return answers
}

async function round(server: Child, question: Question, forSeconds: number): Promise<Round> {
  const before = server.cpu()
  const { requests, perSecond, p99 } = await load(server.url, question, forSeconds)
  return { perSecond, p99, cpuMicros: ((server.cpu() - before) / requests) * 1e6 }
}

try {
  const server = await startServer()
  const asked = (await questions(server.url)).filter(({ name }) => name.startsWith(values.only))
  const answers = await answersOf(server.url, asked)
  const file = join(folder, 'answers.json')
  writeFileSync(file, JSON.stringify(answers))
  const servers = {
    bytes: await start(await bundled('test/bench/limit-bytes.ts'), [file]),
    jit: await start(await bundled('test/bench/limit-jit.ts'), [], { DATA_DIR: join(folder, 'limit') }),
    server,
  }
  for (const [name, { url }] of Object.entries(servers))
    for (const [body, answer] of Object.entries(await answersOf(url, asked)))
      if (answer !== answers[body]) throw new Error(`${name} must answer like the server, but got: ${answer}`)

  for (const question of asked) {
    for (const child of Object.values(servers)) await load(child.url, question, seconds)
    const taken: Record<keyof typeof servers, Round[]> = { bytes: [], jit: [], server: [] }
    for (let i = 0; i < rounds; i++)
      for (const name of ['bytes', 'jit', 'server'] as const)
        taken[name].push(await round(servers[name], question, seconds))
    const sizes = question.bodies.map((body) => Buffer.byteLength(answers[body]!))
    reached = report(question, sizes, taken, GOALS) && reached
  }
  console.log(`\nresident after the load ${server.resident().toFixed(0)} MB`)
  if (!reached) process.exitCode = 1
} finally {
  for (const child of children) await child.stop()
  rmSync(folder, { recursive: true, force: true })
}

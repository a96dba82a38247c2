// How fast exports of the whole dataset are and how much memory they take, at a hundred times its size: the command itself,
// with all that it does, from a database. `npm run bench -- export [format …] [--times 100]` starts a PostgreSQL of its own,
// and removes it; `--url` takes an empty database, or one that an earlier run has filled, and leaves it.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import {
  EXPORT_FORMATS,
  type ExportFormat,
  formatBySlug,
  formatSlug,
  formatsOf,
} from '../../src/domain/export.ts'
import { createPostgres } from '../support/postgres.ts'
import { fill } from './export-rows.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: { times: { type: 'string', default: '100' }, url: { type: 'string' } },
})
const wanted = positionals.map((slug) => {
  const format = formatBySlug(slug)
  if (format) return format
  throw new Error(`a format must be one of ${EXPORT_FORMATS.map(formatSlug).join(', ')}, but got: ${slug}`)
})
const formats = EXPORT_FORMATS.filter((format) => formatsOf('mapping').includes(format))

/** Mappings a second once the data is read, and megabytes of the whole process at its peak. */
const GOAL = { rate: 20_000, resident: 300 }

/** Milliseconds between two looks at a process: the peak itself is kept by the system. */
const LOOK = 20

/** The most that was ever resident of a process, in bytes; 0 when it is gone, or where there is no /proc. */
function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

interface Taken {
  /** Seconds until the first byte, and from then on. */
  readonly before: number
  readonly writing: number
  readonly bytes: number
  readonly peak: number
}

const sizeOf = (folder: string) =>
  readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)

/** All mappings to standard output, or to a file a set of a folder where the format has no other. */
async function taken(format: ExportFormat, url: string, folder: string): Promise<Taken> {
  const isWhole = formatsOf('mappings').includes(format)
  const args = ['export', formatSlug(format), ...(isWhole ? [] : ['--each-set', '--out', folder])]
  const env = { ...process.env, NODE_ENV: 'production', DATABASE_URL: url }
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const began = performance.now()
  const child = spawn(process.execPath, ['src/launch.js', ...args], { cwd: ROOT, env, stdio: [...stdio] })
  const ended = once(child, 'close')
  let [first, bytes, peak] = [0, 0, 0]
  const look = () => {
    peak = Math.max(peak, peakOf(child.pid!))
    if (first === 0 && !isWhole && readdirSync(folder).length > 0) first = performance.now()
  }
  const timer = setInterval(look, LOOK)
  child.stdout!.on('data', (chunk: Buffer) => {
    if (isWhole) first ||= performance.now()
    bytes += chunk.length
  })
  const [code] = (await ended) as [number | null]
  const end = performance.now()
  clearInterval(timer)
  if (code !== 0) throw new Error(`export ${formatSlug(format)} must succeed, but got: exit code ${code}`)
  if (!isWhole) bytes = sizeOf(folder)
  return { before: (first - began) / 1000, writing: (end - first) / 1000, bytes, peak }
}

const megabytes = (bytes: number) => Math.round(bytes / 1e6)

/** Prints what one format took; whether it reached both goals. */
async function measure(format: ExportFormat, url: string, mappings: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'xw-bench-export-'))
  try {
    const { before, writing, bytes, peak } = await taken(format, url, folder)
    const rate = (seconds: number) => Math.round(mappings / seconds)
    const reached = rate(writing) >= GOAL.rate && peak > 0 && megabytes(peak) <= GOAL.resident
    console.log(
      `${formatSlug(format).padEnd(14)} ${megabytes(bytes)} MB in ${writing.toFixed(1)} s: ${rate(writing)} mappings/s; with the ${before.toFixed(1)} s before the first byte ${rate(before + writing)}; ${megabytes(peak)} MB resident at the peak: ${reached ? 'reached' : 'MISSED'}: at least ${GOAL.rate} mappings/s and at most ${GOAL.resident} MB`,
    )
    return reached
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** How many mappings a database has; null when it has no tables. */
async function mappingsIn(url: string): Promise<number | null> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql`select to_regclass('mapping') is not null "isThere"`
    if (!row!.isThere) return null
    return (await sql<{ mappings: number }[]>`select count(*)::int mappings from mapping`)[0]!.mappings
  } finally {
    await sql.end()
  }
}

const server = values.url === undefined ? await createPostgres() : null
try {
  await server?.start()
  const url = values.url ?? server!.url
  const mappings = (await mappingsIn(url)) ?? (await fill(url, Number(values.times)))
  console.log(`${mappings} mappings`)
  let reached = true
  for (const format of wanted.length > 0 ? wanted : formats)
    reached = (await measure(format, url, mappings)) && reached
  if (!reached) process.exitCode = 1
} finally {
  await server?.remove()
}

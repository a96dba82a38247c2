// A PostgreSQL of a test's own, which it may stop and start as it likes: from the newest installation, in a folder that
// goes with it. The server refuses to run as root: there it runs as the user that its package made.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'

const ROOT = '/usr/lib/postgresql'

const installed = (): string | null => {
  const versions = existsSync(ROOT) ? readdirSync(ROOT) : []
  const newest = versions
    .sort((a, b) => Number(a) - Number(b))
    .findLast((v) => existsSync(join(ROOT, v, 'bin/initdb')))
  return newest === undefined ? null : join(ROOT, newest, 'bin')
}

const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))

/** Whom the server runs as: null for whoever runs the test. */
function owner(): { readonly uid: number; readonly gid: number } | null {
  return process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : null
}

/** Where its programs are; a sentence when a test must do without. */
export const POSTGRES_BIN = installed()
export const NO_POSTGRES = `there is no PostgreSQL in ${ROOT}`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end()
  }
}

export interface Server {
  readonly url: string
  /** Resolves when it answers. */
  start(): Promise<void>
  /** As a power cut would, for the server: nothing is written any more, and the next start recovers. */
  stopAtOnce(): Promise<void>
  remove(): Promise<void>
}

/** A cluster on a free port, not started yet. `settings` are those of postgresql.conf. */
export async function createPostgres(settings: Readonly<Record<string, string>> = {}): Promise<Server> {
  const bin = POSTGRES_BIN
  if (bin === null) throw new Error(`the test must be skipped, since ${NO_POSTGRES}`)
  const folder = mkdtempSync(join(tmpdir(), 'xw-pg-'))
  const as = owner()
  if (as) chownSync(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const flags = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  execFileSync(join(bin, 'initdb'), flags, { ...as, cwd: folder, stdio: 'pipe' })
  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const given = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    port: `${port}`,
    ...settings,
  }
  const options = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  let running: ChildProcess | null = null
  const stopAtOnce = async () => {
    if (!running) return
    const gone = once(running, 'exit')
    running.kill('SIGQUIT')
    await gone
    running = null
  }
  process.once('exit', () => running?.kill('SIGQUIT'))
  return {
    url,
    start: async () => {
      running = spawn(join(bin, 'postgres'), ['-D', data, ...options], {
        ...as,
        cwd: folder,
        stdio: 'ignore',
      })
      while (!(await answers(url)))
        if (running.exitCode !== null)
          throw new Error(`${bin}/postgres must start, but got: ${running.exitCode}`)
    },
    stopAtOnce,
    remove: async () => {
      await stopAtOnce()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

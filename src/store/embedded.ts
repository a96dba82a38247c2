// The embedded database: started in its worker, and its folder locked against a second process. The Unix socket is the
// lock: the kernel drops it with its owner, so a crash leaves nothing to clean up by hand.

import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ROOT } from '../root.ts'

/** Longer paths are cut off by the kernel (sun_path). */
const MAX_SOCKET_PATH = 100

/** JavaScript, so that the thread needs nothing that translates TypeScript. */
const WORKER = join(ROOT, 'src/store/embedded-worker.js')

export class DatabaseLocked extends Error {
  override readonly name = 'DatabaseLocked'
}

export interface Embedded {
  readonly socketPath: string
  close(): Promise<void>
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath)
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}

/** Whether a folder holds no database yet. */
export function isEmbeddedFresh(folder: string): boolean {
  return !existsSync(join(folder, 'pgdata'))
}

/**
 * Starts PGlite on a folder; `meanwhile` runs while the worker starts. Throws DatabaseLocked when another process has the
 * folder open.
 */
export async function startEmbedded(folder: string, meanwhile: () => void = () => {}): Promise<Embedded> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const socketPath = join(folder, '.s.PGSQL.5432')
  if (socketPath.length > MAX_SOCKET_PATH)
    throw new Error(`DATA_DIR must be at most ${MAX_SOCKET_PATH - 14} characters long, but got: ${folder}`)
  if (await answers(socketPath))
    throw new DatabaseLocked(
      `DATA_DIR must not be in use by another process, but one has ${folder} open: stop it, or set another DATA_DIR`,
    )
  await rm(socketPath, { force: true })
  const worker = new Worker(WORKER, {
    execArgv: [],
    workerData: { dataDir: join(folder, 'pgdata'), socketPath, fresh: isEmbeddedFresh(folder) },
  })
  const ready = new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
    worker.once('exit', (code) =>
      reject(new Error(`the embedded database stopped while starting (code ${code})`)),
    )
  })
  meanwhile()
  await ready
  return {
    socketPath,
    close: async () => {
      const gone = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage('close')
      await gone
      await rm(socketPath, { force: true })
    },
  }
}

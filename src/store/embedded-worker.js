// The worker thread that runs the embedded PostgreSQL (PGlite) behind a Unix socket, so that its work never stops the
// server's event loop and the whole program knows one driver.

import { setFlagsFromString } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { createDatabase, openPglite } from './pglite.js'

/** @type {{ dataDir: string, socketPath: string, fresh: boolean }} */
const { dataDir, socketPath, fresh } = workerData

if (fresh) {
  // Filling the database runs a lot of code once: not optimizing it saves a third of the first start. The queries of
  // that one run are about a third slower; from the next start on they are not.
  setFlagsFromString('--liftoff-only')
  await createDatabase(dataDir)
}

const db = await openPglite(dataDir)
const server = new PGLiteSocketServer({ db, path: socketPath })
await server.start()
parentPort?.postMessage('ready')
parentPort?.once('message', async () => {
  await server.stop()
  await db.close()
  parentPort?.postMessage('closed')
  parentPort?.close()
})

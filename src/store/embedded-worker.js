// The worker thread that runs the embedded PostgreSQL (PGlite) behind a Unix socket, so that its work never stops the
// server's event loop and the whole program knows one driver.

import { setFlagsFromString } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

/** @type {{ dataDir: string, socketPath: string, fresh: boolean }} */
const { dataDir, socketPath, fresh } = workerData

// Creating the database runs a lot of code once: not optimizing it saves a third of the first start. The queries of
// that one run are about a third slower; from the next start on they are not.
if (fresh) setFlagsFromString('--liftoff-only')

const db = await PGlite.create({
  dataDir,
  extensions: { pg_trgm, unaccent },
  // A first write-ahead log of 1 MB instead of 16: less to write before the first query.
  initDbStartParams: ['--wal-segsize=1'],
})
const server = new PGLiteSocketServer({ db, path: socketPath })
await server.start()
parentPort?.postMessage('ready')
parentPort?.once('message', async () => {
  await server.stop()
  await db.close()
  parentPort?.postMessage('closed')
  parentPort?.close()
})

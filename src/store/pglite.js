// The embedded PostgreSQL: a new database is a copy of an empty one, which is created once, by `npm ci`, because that
// takes seconds. JavaScript, so that a thread that opens it needs nothing that translates TypeScript.

import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')), 'utf8'),
)
const DIST = fileURLToPath(new URL('../../dist/', import.meta.url))
const TEMPLATE = join(DIST, `pgdata-${version}`)

/**
 * Opens the database in a folder, and creates it where there is none.
 * @param {string} dataDir
 */
export function openPglite(dataDir) {
  return PGlite.create({
    dataDir,
    extensions: { pg_trgm, unaccent },
    // A first write-ahead log of 1 MB instead of 16: less to write before the first query.
    initDbStartParams: ['--wal-segsize=1'],
  })
}

/** Creates the empty database, unless it is there. */
export async function makeTemplate() {
  if (existsSync(TEMPLATE)) return
  const unfinished = `${TEMPLATE}.${process.pid}.tmp`
  mkdirSync(unfinished, { recursive: true })
  const db = await openPglite(unfinished)
  await db.close()
  // Another process may have been faster.
  if (existsSync(TEMPLATE)) rmSync(unfinished, { recursive: true })
  else renameSync(unfinished, TEMPLATE)
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Puts a new database at `dataDir`, in one step: what an interrupted start leaves is never taken for one.
 * @param {string} dataDir
 */
export async function createDatabase(dataDir) {
  const unfinished = `${dataDir}.tmp`
  rmSync(unfinished, { recursive: true, force: true })
  if (existsSync(TEMPLATE) || isWritable(DIST)) {
    await makeTemplate()
    cpSync(TEMPLATE, unfinished, { recursive: true })
  } else await (await openPglite(unfinished)).close()
  renameSync(unfinished, dataDir)
}

// The folder of the embedded database: new, left by a start that was interrupted, or in use.

import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { isEmbeddedFresh } from '../../src/store/embedded.ts'

let folder: string
const opened: Database[] = []
const open = async () => {
  const database = await openDatabase({ databaseUrl: null, dataDir: folder })
  opened.push(database)
  return database
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xw-embedded-'))
})
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('The embedded database', () => {
  it('is created in an empty folder, and keeps what it is told', async () => {
    expect(isEmbeddedFresh(folder)).toBe(true)
    const first = await open()
    await first.sql`create table kept as select 42 answer`
    await first.close()
    opened.length = 0
    expect(isEmbeddedFresh(folder)).toBe(false)
    const { sql } = await open()
    expect(await sql`select answer, current_setting('server_encoding') encoding from kept`).toEqual([
      { answer: 42, encoding: 'UTF8' },
    ])
  })

  it('does not take what an interrupted start left for a database', async () => {
    const left = join(folder, 'pgdata.tmp')
    mkdirSync(join(left, 'base'), { recursive: true })
    writeFileSync(join(left, 'PG_VERSION'), 'broken')
    const { sql } = await open()
    expect(await sql`select 1 one`).toEqual([{ one: 1 }])
    expect(existsSync(left)).toBe(false)
  })

  it('is open to nobody but its owner', async () => {
    rmSync(folder, { recursive: true })
    await open()
    expect(statSync(folder).mode & 0o077).toBe(0)
  })

  it('refuses a second process in its folder, naming it', async () => {
    await open()
    await expect(open()).rejects.toThrow(`one has ${folder} open`)
  })
})

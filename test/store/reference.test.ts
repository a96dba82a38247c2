// The snapshot in memory: swapped as a whole when the dataset revision changes, never changed in place.

import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { openReference, type Reference } from '../../src/store/reference.ts'
import { seed } from '../../src/store/seed.ts'
import { describeDatabases } from '../support/database.ts'
import { changed } from '../support/rows.ts'
import { rowsOf, smallSeeds } from '../support/seeds.ts'

const folder = smallSeeds()
const rows = rowsOf(folder)
afterAll(() => rmSync(folder, { recursive: true }))

describeDatabases('The reference data in memory', (open, kind) => {
  let database: Database
  let reference: Reference | null = null
  const onError = vi.fn()
  beforeAll(async () => {
    database = await open('migrated')
    await seed(database, rows)
  })
  afterEach(async () => {
    await reference?.close()
    expect(onError).not.toHaveBeenCalled()
    await seed(database, rows)
  })

  it('stays until it is refreshed, and a snapshot that somebody holds stays for ever', async () => {
    reference = await openReference(database, { pollSeconds: 3600, onError })
    const held = reference.current()
    expect(await reference.refresh()).toBe(false)
    expect(reference.current()).toBe(held)

    await seed(database, changed(rows))
    expect(await reference.refresh()).toBe(true)
    expect(reference.current().revision).toBe('another')
    expect(held.revision).toBe(rows.revision)
    expect(held.frameworks).toHaveLength(rows.frameworks.length)
    expect(reference.current().frameworks).toHaveLength(rows.frameworks.length - 1)
  })

  it('is loaded once however many ask at the same time', async () => {
    reference = await openReference(database, { pollSeconds: 3600, onError })
    await seed(database, changed(rows))
    let reads = 0
    database.sql.options.debug = (_connection, statement) => {
      if (/from dataset_revision/.test(statement)) reads++
    }
    await Promise.all([reference.refresh(), reference.refresh(), reference.refresh()])
    database.sql.options.debug = false
    expect(reads).toBe(1)
  })

  it.runIf(kind === 'PostgreSQL')('follows another process that seeds, without being asked', async () => {
    reference = await openReference(database, { pollSeconds: 3600, onError })
    await vi.waitFor(async () => {
      const listeners = await database.sql`select 1 from pg_stat_activity where query ilike 'listen%'`
      expect(listeners.length).toBeGreaterThan(0)
    })
    await seed(database, changed(rows))
    await vi.waitFor(() => expect(reference!.current().revision).toBe('another'), 5000)
  })
})

// Seeding: one transaction, idempotent, and what went from the dataset goes from the tables.

import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SnapshotRows } from '../../src/domain/snapshot.ts'
import type { Database } from '../../src/store/database.ts'
import { currentRevision, seed } from '../../src/store/seed.ts'
import { readSnapshotRows } from '../../src/store/snapshot.ts'
import { describeDatabases } from '../support/database.ts'
import { changed, sorted } from '../support/rows.ts'
import { rowsOf, smallSeeds } from '../support/seeds.ts'

const folder = smallSeeds()
const rows = rowsOf(folder)
afterAll(() => rmSync(folder, { recursive: true }))

const writes = (statement: string) => /^\s*(insert|update|delete)/i.test(statement)
const begins = (statement: string) => /^\s*begin/i.test(statement)

describeDatabases('Seeding', (open) => {
  let database: Database
  beforeAll(async () => {
    database = await open('migrated')
  })

  const read = async () => sorted((await readSnapshotRows(database))!)
  const seeding = async (next: SnapshotRows) => {
    const statements: string[] = []
    database.sql.options.debug = (_connection, statement) => statements.push(statement)
    const result = await seed(database, next)
    database.sql.options.debug = false
    return { result, statements }
  }

  it('writes everything in one transaction, and what is read back is what was assembled', async () => {
    expect(await readSnapshotRows(database)).toBeNull()
    const { result, statements } = await seeding(rows)
    expect(result).toEqual({ revision: rows.revision, changed: true })
    expect(statements.filter(begins)).toHaveLength(1)
    expect(statements.findIndex(writes)).toBeGreaterThan(statements.findIndex(begins))
    expect(await read()).toEqual(sorted(rows))
  })

  it('does nothing a second time', async () => {
    const { result, statements } = await seeding(rows)
    expect(result).toEqual({ revision: rows.revision, changed: false })
    expect(statements.filter(writes)).toEqual([])
  })

  it('leaves the database as it was when a row does not fit', async () => {
    const broken = { ...changed(rows), mappings: rows.mappings.map((m) => ({ ...m, mask: 99_999 })) }
    await expect(seed(database, broken)).rejects.toThrow()
    expect(await currentRevision(database)).toBe(rows.revision)
    expect(await read()).toEqual(sorted(rows))
  })

  it('updates what changed, removes what went and adds what is new', async () => {
    const next = changed(rows)
    expect(next.controls.length).toBeLessThan(rows.controls.length)
    expect(next.mappings.length).toBeGreaterThan(0)
    await seeding(next)
    expect(await read()).toEqual(sorted(next))
    await seeding(rows)
    expect(await read()).toEqual(sorted(rows))
  })
})

// The whole of seeds/ in the tables: counts and links that SQL finds are what the snapshot in memory holds.

import { beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { revisionOf } from '../../src/dataset/files.ts'
import type { SnapshotRows } from '../../src/domain/snapshot.ts'
import type { Database } from '../../src/store/database.ts'
import { readSnapshotRows } from '../../src/store/snapshot.ts'
import { describeDatabases } from '../support/database.ts'
import { plainUnmapped, sorted } from '../support/rows.ts'
import { rowsOf } from '../support/seeds.ts'

describeDatabases('The snapshot of seeds/', (open) => {
  let database: Database
  let rows: SnapshotRows
  beforeAll(async () => {
    database = await open('seeded')
    rows = (await readSnapshotRows(database))!
  })

  it('is, row by row, what the files say', ({ skip }) => {
    const { seedsDir } = readConfig()
    skip(revisionOf(seedsDir) !== rows.revision, 'seeds/ was edited during the run')
    const read = rowsOf(seedsDir)
    expect(sorted(rows)).toEqual(sorted(read))
    // In this order they are exported.
    expect(rows.unmapped.map(plainUnmapped)).toEqual(read.unmapped)
  })

  it('has every row of the tables', async () => {
    const [counts] = await database.sql`
      select (select count(*)::int from source) sources, (select count(*)::int from framework) frameworks,
        (select count(*)::int from control) controls, (select count(*)::int from mapping_set) sets,
        (select count(*)::int from mapping) mappings, (select count(*)::int from unmapped) unmapped`
    for (const [name, count] of Object.entries(counts!))
      expect({ [name]: rows[name as 'controls'].length }).toEqual({ [name]: count })
  })

  it('is read at one moment: in one transaction that sees no other', async () => {
    const statements: string[] = []
    database.sql.options.debug = (_connection, statement) => statements.push(statement)
    await readSnapshotRows(database)
    database.sql.options.debug = false
    expect(statements[0]).toMatch(/^begin isolation level repeatable read read only/i)
    expect(statements.at(-1)).toMatch(/^commit/i)
    expect(statements.filter((statement) => /^(begin|commit)/i.test(statement))).toHaveLength(2)
  })
})

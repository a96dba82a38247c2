// What an organization has of its own, stored and read as rows that follow the public ones; and what the database itself
// refuses.

import { beforeAll, expect, it } from 'vitest'
import { overlay } from '../../src/domain/own.ts'
import { buildSnapshot, type Snapshot } from '../../src/domain/snapshot.ts'
import type { Database } from '../../src/store/database.ts'
import { loadOverlay, readOwn } from '../../src/store/own.ts'
import { deleteFrameworks, deleteSets, replaceOwn } from '../../src/store/own-write.ts'
import { readSnapshotRows } from '../../src/store/snapshot.ts'
import { inTenant } from '../../src/store/tenant.ts'
import { describeDatabases } from '../support/database.ts'
import { handbook, storeOwn } from '../support/own.ts'
import { ACME, createTenants, RIVAL } from '../support/tenants.ts'

describeDatabases('An organization’s own frameworks in the store', (open) => {
  let database: Database
  let base: Snapshot
  const load = (organization: string) => loadOverlay(database, organization, base)
  beforeAll(async () => {
    database = await open('seeded')
    base = buildSnapshot((await readSnapshotRows(database))!, new Date(0))
    await createTenants(database)
    await storeOwn(database, ACME, handbook(ACME))
  })

  it('follow the public rows, which keep their places', async () => {
    const { snapshot } = await load(ACME)
    for (const rows of ['frameworks', 'controls', 'sets', 'mappings'] as const) {
      expect(snapshot[rows].slice(0, base[rows].length)).toEqual(base[rows])
      expect(snapshot[rows].every(({ index }, i) => index === i)).toBe(true)
    }
    expect(snapshot.frameworks.slice(base.frameworks.length).map(({ slug }) => slug)).toEqual([
      'acme:handbook',
    ])
    expect(snapshot.mappings.slice(base.mappings.length)).toMatchObject([
      {
        sources: [base.controls.length + 1],
        targets: [base.controlById.get('iso-27001-2022/A.5.18')!.index],
      },
      { residual: { en: 'the register is kept for ten years' } },
    ])
  })

  it('share the public rows in memory, and are the public snapshot itself where there are none', async () => {
    const { snapshot } = await load(ACME)
    expect(snapshot.controls[17]).toBe(base.controls[17])
    expect((await load(RIVAL)).snapshot).toBe(base)
  })

  it('make a revision of their own, which no other organization has', async () => {
    const { revision, snapshot } = await load(ACME)
    expect(snapshot.revision).toBe(`${base.revision}+acme.${revision}`)
    const { rows } = await inTenant(database, ACME, (sql) => readOwn(sql, ACME, base))
    expect(overlay(base, RIVAL, revision, rows).revision).not.toBe(snapshot.revision)
  })

  it('cost a number of statements that does not grow with them', async () => {
    const statements: string[] = []
    database.sql.options.debug = (_connection, statement) => statements.push(statement)
    await load(ACME)
    const few = statements.length
    const more = handbook(ACME, 'second')
    await storeOwn(database, ACME, more)
    statements.length = 0
    await load(ACME)
    database.sql.options.debug = false
    expect(statements.length).toBe(few)
    expect(few).toBeLessThanOrEqual(12)
    await inTenant(database, ACME, async (sql) => {
      await deleteSets(sql, ACME, [more.sets[0]!.slug])
      await deleteFrameworks(sql, ACME, [more.frameworks[0]!.slug])
    })
  })

  it('leave out a mapping of which one end is gone, and keep it for when that comes back', async () => {
    const parts = handbook(ACME, 'brief')
    await storeOwn(database, ACME, {
      ...parts,
      mappings: parts.mappings.map((m, i) => (i === 0 ? { ...m, targets: ['iso-27001-2022/A.99.1'] } : m)),
    })
    const { snapshot } = await load(ACME)
    const set = snapshot.setBySlug.get('acme:brief--iso-27001-2022')!
    expect(snapshot.mappings.filter((m) => m.set === set.index).map((m) => m.residual)).toEqual([
      { en: 'the register is kept for ten years' },
    ])
    await inTenant(database, ACME, (sql) => deleteFrameworks(sql, ACME, ['acme:brief']))
    expect((await load(ACME)).snapshot.setBySlug.has('acme:brief--iso-27001-2022')).toBe(false)
    const [left] = await inTenant(
      database,
      ACME,
      (sql) => sql`select count(*)::int left from own_mapping where set = 'acme:brief--iso-27001-2022'`,
    )
    expect(left).toEqual({ left: 2 })
    await inTenant(database, ACME, (sql) => deleteSets(sql, ACME, ['acme:brief--iso-27001-2022']))
  })

  it('cannot bear a name that is public, or another organization’s', async () => {
    const store = (slug: string) => {
      const document = handbook(ACME)
      const named = { ...document.frameworks[0]!, slug }
      return inTenant(database, ACME, (sql) =>
        replaceOwn(sql, ACME, {
          ...document,
          frameworks: [named],
          controls: [],
          sets: [],
          mappings: [],
          unmapped: [],
        }),
      )
    }
    for (const slug of ['iso-27001-2022', 'rival:handbook', 'acme', 'xacme:handbook'])
      await expect(store(slug)).rejects.toThrow(/own_framework_slug/)
  })
})

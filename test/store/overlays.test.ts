// The snapshots of organizations in memory: built once, for as long as nothing changed, within a bound; and what several
// processes see of each other.

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Authenticated } from '../../src/domain/member.ts'
import { buildSnapshot, type Snapshot } from '../../src/domain/snapshot.ts'
import type { Database } from '../../src/store/database.ts'
import { createOrganization } from '../../src/store/organization.ts'
import { createOverlays } from '../../src/store/overlays.ts'
import { deleteFrameworks } from '../../src/store/own-write.ts'
import { openReference, type Reference } from '../../src/store/reference.ts'
import { inTenant } from '../../src/store/tenant.ts'
import { describeDatabases } from '../support/database.ts'
import { heldBytes } from '../support/memory.ts'
import { handbook, storeOwn } from '../support/own.ts'
import { actor } from '../support/tenants.ts'

const NAMES = ['acme', 'rival', 'third', 'fourth']

describeDatabases('Snapshots of organizations', (open) => {
  let database: Database
  let base: Snapshot
  let reference: Reference
  const loads: string[] = []
  beforeAll(async () => {
    database = await open('seeded')
    database.sql.options.debug = (_connection, statement) => {
      if (/from "own_framework"/.test(statement)) loads.push(statement)
    }
    reference = await openReference(database, { pollSeconds: 3600, onError: () => {} })
    base = reference.current()
    for (const name of NAMES) {
      await createOrganization(database, name, name)
      await storeOwn(database, name, handbook(name))
    }
    loads.length = 0
  })
  afterAll(() => reference.close())

  const own = (snapshot: Snapshot) =>
    snapshot.frameworks.map(({ slug }) => slug).filter((slug) => slug.includes(':'))

  const as = (organization: string, ownRevision: number): Authenticated => ({
    ...actor(organization),
    ownRevision,
  })

  it('are built once for many requests, also for those that come at the same time', async () => {
    const overlays = createOverlays(database)
    const many = await Promise.all(Array.from({ length: 20 }, () => overlays.get(base, 'acme', 1)))
    expect(new Set(many).size).toBe(1)
    expect(loads.filter((statement) => statement.includes('short_title'))).toHaveLength(1)
    expect(overlays.get(base, 'acme', 1)).toBe(many[0])
  })

  it('are never one organization’s for another', async () => {
    const overlays = createOverlays(database)
    const found = await Promise.all(NAMES.map((name) => overlays.get(base, name, 1)))
    expect(found.map(own)).toEqual(NAMES.map((name) => [`${name}:handbook`]))
    expect(new Set(found.map(({ revision }) => revision)).size).toBe(NAMES.length)
  })

  it('take the bytes they are given and no more; the one not asked for longest goes', async () => {
    const one = createOverlays(database)
    await one.get(base, 'acme', 1)
    const room = one.bytes * 2.5
    const overlays = createOverlays(database, room)
    const kept = await overlays.get(base, 'acme', 1)
    await overlays.get(base, 'rival', 1)
    expect(overlays.get(base, 'acme', 1)).toBe(kept)
    await overlays.get(base, 'third', 1)
    expect(overlays.bytes).toBeLessThanOrEqual(room)
    expect(overlays.get(base, 'acme', 1)).toBe(kept)
    const again = overlays.get(base, 'rival', 1)
    expect(again).toBeInstanceOf(Promise)
    expect(own(await again)).toEqual(['rival:handbook'])
  })

  it('are told larger than what they hold', async () => {
    const overlays = createOverlays(database)
    const holds = new Map<string, unknown>()
    const before = heldBytes()
    for (const name of NAMES) holds.set(name, await overlays.get(base, name, 1))
    const grown = heldBytes() - before
    expect(holds.size).toBe(NAMES.length)
    expect(grown).toBeLessThan(overlays.bytes)
  })

  it('count the texts that they hold', async () => {
    const small = createOverlays(database)
    await small.get(base, 'fourth', 1)
    const own = handbook('fourth')
    const summary = { en: 'word '.repeat(9000) }
    await storeOwn(database, 'fourth', { ...own, controls: own.controls.map((c) => ({ ...c, summary })) })
    const large = createOverlays(database)
    await large.get(base, 'fourth', 2)
    expect(large.bytes - small.bytes).toBeGreaterThan(own.controls.length * summary.en.length)
  })

  it('are the public one where there was never anything, without a statement', () => {
    loads.length = 0
    expect(reference.seenBy(as('nobody', 0))).toBe(base)
    expect(reference.seenBy(null)).toBe(base)
    expect(loads).toEqual([])
  })

  it('follow a change as soon as a request knows of it, while a request under way keeps its own', async () => {
    const before = await reference.seenBy(as('acme', 1))
    await storeOwn(database, 'acme', handbook('acme', 'second'))
    expect(reference.seenBy(as('acme', 1))).toBe(before)
    const after = await reference.seenBy(as('acme', 2))
    expect([own(before), own(after)]).toEqual([['acme:handbook'], ['acme:handbook', 'acme:second']])
    expect(reference.seenBy(as('acme', 2))).toBe(after)
  })

  it('are seen by another process that has its own in memory', async () => {
    const other = await openReference(database, { pollSeconds: 3600, onError: () => {} })
    await other.seenBy(as('acme', 2))
    await inTenant(database, 'acme', async (sql) => {
      await deleteFrameworks(sql, 'acme', ['acme:second'])
      await sql`update own_revision set revision = revision + 1`
    })
    expect(own(await other.seenBy(as('acme', 3)))).toEqual(['acme:handbook'])
    await other.close()
  })

  it('are read whole while they are being replaced', async () => {
    const sizes = new Set<number>()
    let revision = 3
    const writing = (async () => {
      for (let turn = 0; turn < 4; turn++) await storeOwn(database, 'acme', handbook('acme'))
    })()
    for (let turn = 0; turn < 10; turn++) {
      const overlays = createOverlays(database)
      const seen = await overlays.get(base, 'acme', revision++)
      sizes.add(seen.controls.length - base.controls.length)
    }
    await writing
    expect([...sizes]).toEqual([4])
  })

  it('are built anew over new public data, and nothing of the old is kept', async () => {
    const overlays = createOverlays(database)
    const old = await overlays.get(base, 'acme', 1)
    const next = buildSnapshot({ ...base, revision: 'next' }, new Date(0))
    overlays.dropAllBut(next)
    expect(overlays.bytes).toBe(0)
    const built = await overlays.get(next, 'acme', 1)
    expect([built === old, built.revision.startsWith('next+acme.')]).toEqual([false, true])
  })
})

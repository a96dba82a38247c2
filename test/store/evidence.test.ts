// Changes of evidence: each once under its key, each on the version its author saw, each with its row in the log; and the
// facts that SQL reads are those that memory concludes.

import { beforeAll, expect, it } from 'vitest'
import { plusDays } from '../../src/domain/calendar.ts'
import type { Evidence, Moment } from '../../src/domain/evidence.ts'
import { factsAt } from '../../src/domain/facts.ts'
import { buildSnapshot, type Snapshot } from '../../src/domain/snapshot.ts'
import { auditEntries } from '../../src/store/audit.ts'
import type { Database } from '../../src/store/database.ts'
import { certificatesByEvidence, evidenceByIds, linksByEvidence } from '../../src/store/evidence.ts'
import { certifyEvidence } from '../../src/store/evidence-certificate.ts'
import {
  createEvidence,
  deleteEvidence,
  supersedeEvidence,
  updateEvidence,
} from '../../src/store/evidence-change.ts'
import { decideEvidence } from '../../src/store/evidence-decision.ts'
import { linkEvidence, unlinkEvidence } from '../../src/store/evidence-links.ts'
import { countEvidence, evidencePage } from '../../src/store/evidence-page.ts'
import { factsByDay, factsOf } from '../../src/store/facts.ts'
import { createScope } from '../../src/store/scope.ts'
import { readSnapshotRows } from '../../src/store/snapshot.ts'
import { describeDatabases } from '../support/database.ts'
import { ACME, accepted, actor, createTenants, fields, RIVAL } from '../support/tenants.ts'

const ANY = { statuses: null, type: null, control: null, scope: null, text: null }

describeDatabases('Evidence', (open) => {
  let database: Database
  let snapshot: Snapshot
  const who = actor(ACME)
  beforeAll(async () => {
    database = await open('seeded')
    await createTenants(database)
    snapshot = buildSnapshot((await readSnapshotRows(database))!, new Date(0))
  })

  const stateOf = async (id: string) => (await evidenceByIds(database, ACME, [id]))[0]
  const logOf = async (id: string) =>
    (await auditEntries(database, ACME, null, 1000)).filter(({ subject }) => subject === `evidence:${id}`)

  it('is made once under a key, however often it is asked for, at once or later', async () => {
    const twins = await Promise.all([1, 2, 3].map(() => createEvidence(database, who, 'one', fields())))
    const later = await createEvidence(database, who, 'one', fields())
    expect(new Set([...twins, later].map(({ id }) => id)).size).toBe(1)
    expect(await logOf(later.id)).toHaveLength(1)
    await expect(createEvidence(database, who, 'one', fields({ title: 'other' }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    const rival = await createEvidence(database, actor(RIVAL), 'one', fields())
    expect(rival.id).not.toBe(later.id)
  })

  it('changes on the version its author saw: of two at once, one is told', async () => {
    const made = await createEvidence(database, who, null, fields())
    const both = await Promise.allSettled(
      ['a', 'b'].map((title) => updateEvidence(database, who, null, made, { title })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'VERSION_CONFLICT', details: { current: 2 } },
    })
    expect(await logOf(made.id)).toHaveLength(2)
    expect((await logOf(made.id))[0]).toMatchObject({
      actor: who.subject,
      action: 'evidence.update',
      before: { title: fields().title },
    })
  })

  it('is submitted, accepted and rejected in that order, and any change of it must be accepted anew', async () => {
    const made = await createEvidence(database, who, null, fields())
    await expect(decideEvidence(database, who, null, made, 'ACCEPTED')).rejects.toMatchObject({
      code: 'WRONG_STATUS',
    })
    const link = { control: 'secnumcloud-3.2/9.4.a', role: 'PROVES' as const, note: 'page 3' }
    let at = await linkEvidence(database, who, null, made, link)
    at = await decideEvidence(database, who, null, at, 'SUBMITTED')
    at = await decideEvidence(database, who, null, at, 'ACCEPTED')
    expect(await linksByEvidence(database, ACME, [at.id])).toMatchObject([
      { ...link, acceptedBy: who.subject, acceptedAt: expect.stringMatching(/^2\d{3}-.*Z$/) },
    ])
    at = await updateEvidence(database, who, null, at, { title: 'changed' })
    expect(await stateOf(at.id)).toMatchObject({ status: 'DRAFT', version: 5, title: 'changed' })
    at = await unlinkEvidence(database, who, null, at, link.control)
    expect(await linksByEvidence(database, ACME, [at.id])).toEqual([])
    await expect(unlinkEvidence(database, who, null, at, link.control)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await deleteEvidence(database, who, null, at)
    expect(await stateOf(at.id)).toBeUndefined()
    expect((await logOf(at.id))[0]).toMatchObject({ action: 'evidence.delete', before: { title: 'changed' } })
  })

  it('is followed by a new version with the same links, as a draft', async () => {
    let old = await accepted(database, ACME, { 'secnumcloud-3.2/9.4.a': 'SUPPORTS' })
    old = await certifyEvidence(database, who, null, old, 'soc2-tsc-2017', ['soc2-tsc-2017/CC6.1'])
    const next = await supersedeEvidence(database, who, 'next', old, { collectedAt: '2027-01-10' })
    expect(await supersedeEvidence(database, who, 'next', old, { collectedAt: '2027-01-10' })).toEqual(next)
    expect(await stateOf(next.id)).toMatchObject({
      status: 'DRAFT',
      supersedes: old.id,
      collectedAt: '2027-01-10',
    })
    expect(await linksByEvidence(database, ACME, [next.id])).toMatchObject([
      { role: 'SUPPORTS', acceptedAt: null },
    ])
    expect(await certificatesByEvidence(database, ACME, [next.id])).toMatchObject([
      { framework: 'soc2-tsc-2017', exceptions: ['soc2-tsc-2017/CC6.1'] },
    ])
  })

  it('comes in pages that hold every piece once, in either order', async () => {
    for (const order of ['NEWEST', 'OLDEST'] as const) {
      const seen: string[] = []
      for (let after: string | null = null; ; ) {
        const page = await evidencePage(database, ACME, { where: ANY, order, after, size: 2 })
        seen.push(...page.rows.map(({ id }) => id))
        after = page.rows.at(-1)?.id ?? null
        if (!page.more) {
          expect(seen).toHaveLength(await countEvidence(database, ACME, ANY))
          break
        }
      }
      expect(new Set(seen).size).toBe(seen.length)
    }
    const where = { ...ANY, statuses: ['DRAFT' as const], text: 'ACCÈSS' }
    const drafts = await evidencePage(database, ACME, { where, order: 'NEWEST', after: null, size: 9 })
    expect(drafts.rows.every(({ status }) => status === 'DRAFT')).toBe(true)
    expect(drafts.rows.length).toBeGreaterThan(0)
    expect(await countEvidence(database, ACME, where)).toBe(drafts.rows.length)
  })

  it('says in SQL what it says in memory, at any moment', async () => {
    await createScope(database, who, null, { slug: 'paris', name: 'Paris', description: null })
    await createScope(database, who, null, { slug: 'lyon', name: 'Lyon', description: null })
    await accepted(database, ACME, { 'iso-27001-2022/A.5.15': 'PROVES' }, { validUntil: '2026-06-30' })
    await accepted(
      database,
      ACME,
      { 'iso-27001-2022/A.5.15': 'SUPPORTS', 'gone/1': 'PROVES' },
      { scopes: ['paris'] },
    )
    await accepted(
      database,
      ACME,
      { 'soc2-tsc-2017/CC6.1': 'PROVES' },
      { effectiveFrom: '2026-05-01', effectiveTo: '2026-07-01' },
    )
    const early = await accepted(database, ACME, { 'soc2-tsc-2017/CC6.6': 'PROVES' })
    let later = await supersedeEvidence(database, who, null, early, { collectedAt: '2026-06-15' })
    later = await unlinkEvidence(database, who, null, later, 'soc2-tsc-2017/CC6.6')
    for (const to of ['SUBMITTED', 'ACCEPTED'] as const)
      later = await decideEvidence(database, who, null, later, to)
    await accepted(database, RIVAL, { 'soc2-tsc-2017/CC6.2': 'PROVES' })
    const piece = await createEvidence(database, who, null, fields({ validUntil: '2026-08-01' }))
    let at = await certifyEvidence(database, who, null, piece, 'iso-27017-2015', ['iso-27017-2015/5.1.1'])
    for (const to of ['SUBMITTED', 'ACCEPTED'] as const)
      at = await decideEvidence(database, who, null, at, to)

    const { rows } = await evidencePage(database, ACME, {
      where: ANY,
      order: 'OLDEST',
      after: null,
      size: 100,
    })
    const ids = rows.map(({ id }) => id)
    const index = (id: string) => snapshot.controlById.get(id)?.index
    const known = (controls: readonly string[]) => controls.map(index).filter((c) => c !== undefined)
    const links = await linksByEvidence(database, ACME, ids)
    const certificates = await certificatesByEvidence(database, ACME, ids)
    const evidence = rows.map(
      (row): Evidence => ({
        ...row,
        claims: links
          .filter((link) => link.evidence === row.id && index(link.control) !== undefined)
          .map((link) => ({ control: index(link.control)!, role: link.role })),
        certificates: certificates
          .filter((c) => c.evidence === row.id)
          .map((c) => ({
            framework: snapshot.frameworkBySlug.get(c.framework)!.index,
            except: known(c.exceptions),
          })),
      }),
    )
    const sizes = new Set<number>()
    for (const asOf of [
      '2026-01-09',
      '2026-01-10',
      '2026-05-01',
      '2026-06-30',
      '2026-07-01',
      '2026-07-02',
      '2026-08-02',
    ])
      for (const [scope, anyScope] of [
        [null, false],
        ['paris', false],
        ['lyon', false],
        [null, true],
      ] as const) {
        const moment: Moment = { asOf, scope, anyScope }
        const inMemory = factsAt(snapshot.graph, evidence, moment)
        // Read at once, and control by control as from many links.
        for (const few of [1000, 0])
          expect([moment, few, await factsOf(database, snapshot, ACME, moment, [], few)]).toEqual([
            moment,
            few,
            inMemory,
          ])
        sizes.add(inMemory.proven.length * 1000 + inMemory.supported.length)
      }
    expect(sizes.size).toBeGreaterThan(5)
    const from = { asOf: '2026-04-20', scope: null, anyScope: false }
    const onDay = await factsByDay(database, snapshot, ACME, from, '2026-08-10')
    for (let asOf = from.asOf; asOf <= '2026-08-10'; asOf = plusDays(asOf, 1))
      expect([asOf, onDay(asOf)]).toEqual([asOf, factsAt(snapshot.graph, evidence, { ...from, asOf })])
    const moment = { asOf: '2026-03-01', scope: null, anyScope: true }
    const without = await factsOf(database, snapshot, ACME, moment, [at.id])
    expect(without).toEqual(
      factsAt(
        snapshot.graph,
        evidence.filter(({ id }) => id !== at.id),
        moment,
      ),
    )
  })
})

// A new version of a piece replaces it from its first day on, once and as long as it is accepted: whatever happens to the
// versions, in any order and at once, what is written beside each piece is what its versions say.

import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { plusDays } from '../../src/domain/calendar.ts'
import { firstDay } from '../../src/domain/evidence.ts'
import { buildSnapshot, type Snapshot } from '../../src/domain/snapshot.ts'
import type { Database } from '../../src/store/database.ts'
import { evidenceByIds, type StoredEvidence } from '../../src/store/evidence.ts'
import { blockedPage, evidenceShowing, expiringEvidence } from '../../src/store/evidence-at.ts'
import { deleteEvidence, supersedeEvidence, updateEvidence } from '../../src/store/evidence-change.ts'
import { decideEvidence } from '../../src/store/evidence-decision.ts'
import type { Handle } from '../../src/store/evidence-edit.ts'
import { unlinkEvidence } from '../../src/store/evidence-links.ts'
import { factsByDay, factsOf } from '../../src/store/facts.ts'
import { readSnapshotRows } from '../../src/store/snapshot.ts'
import { describeDatabases } from '../support/database.ts'
import { ACME, accepted, actor, createTenants } from '../support/tenants.ts'

const KEPT = 'secnumcloud-3.2/9.4.a'
const LEFT_OUT = 'secnumcloud-3.2/9.4.b'
const at = (asOf: string) => ({ asOf, scope: null, anyScope: false })

describeDatabases('A new version of a piece', (open) => {
  let database: Database
  let snapshot: Snapshot
  const who = actor(ACME)
  beforeAll(async () => {
    database = await open('seeded')
    await createTenants(database)
    snapshot = buildSnapshot((await readSnapshotRows(database))!, new Date(0))
  })

  const stateOf = async (id: string) => (await evidenceByIds(database, ACME, [id]))[0]!
  const accept = async (handle: Handle) =>
    decideEvidence(
      database,
      who,
      null,
      await decideEvidence(database, who, null, handle, 'SUBMITTED'),
      'ACCEPTED',
    )

  it('replaces it from its first day on: what it leaves out falls that day, and stays down when it expires', async () => {
    const old = await accepted(database, ACME, { [KEPT]: 'PROVES', [LEFT_OUT]: 'PROVES' })
    const draft = await supersedeEvidence(database, who, null, old, {
      collectedAt: '2026-06-01',
      validUntil: '2026-08-31',
    })
    const next = await unlinkEvidence(database, who, null, draft, LEFT_OUT)
    const proven = async (asOf: string) =>
      (await factsOf(database, snapshot, ACME, at(asOf))).proven.map((c) => snapshot.controls[c]!.id)
    expect(await proven('2026-06-01')).toEqual([KEPT, LEFT_OUT])

    const now = await accept(next)
    expect(await stateOf(old.id)).toMatchObject({ status: 'ACCEPTED', replacedFrom: '2026-06-01' })
    expect(await proven('2026-05-31')).toEqual([KEPT, LEFT_OUT])
    expect(await proven('2026-06-01')).toEqual([KEPT])
    expect(await proven('2026-09-01')).toEqual([])
    const onDay = await factsByDay(database, snapshot, ACME, at('2026-05-01'), '2026-09-02')
    for (const day of ['2026-05-31', '2026-06-01', '2026-08-31', '2026-09-01'])
      expect([day, onDay(day)]).toEqual([day, await factsOf(database, snapshot, ACME, at(day))])

    const showing = (asOf: string) => evidenceShowing(database, ACME, at(asOf), [KEPT], 9)
    expect(await showing('2026-05-31')).toEqual([{ control: KEPT, evidence: old.id }])
    expect(await showing('2026-06-01')).toEqual([{ control: KEPT, evidence: next.id }])
    const expiring = await expiringEvidence(database, ACME, at('2026-05-01'), '2026-12-31', 9)
    expect(expiring.map(({ id }) => id)).toEqual([old.id])
    const blocked = await blockedPage(database, ACME, at('2026-06-01'), 'EXPIRED', null, 9)
    expect(blocked.rows.map(({ id }) => id)).toEqual([old.id])

    await decideEvidence(database, who, null, now, 'REJECTED')
    expect(await proven('2026-06-01')).toEqual([KEPT, LEFT_OUT])
  })

  it('also replaces those before it, and follows the one before when its own is deleted', async () => {
    const first = await accepted(database, ACME, {})
    const second = await supersedeEvidence(database, who, null, first, { collectedAt: '2026-03-01' })
    const third = await accept(
      await supersedeEvidence(database, who, null, second, { collectedAt: '2026-05-01' }),
    )
    expect(await stateOf(first.id)).toMatchObject({ replacedFrom: '2026-05-01' })
    await accept(second)
    expect(await stateOf(first.id)).toMatchObject({ replacedFrom: '2026-03-01' })
    await deleteEvidence(database, who, null, await stateOf(second.id))
    expect(await stateOf(third.id)).toMatchObject({ supersedes: first.id })
    expect(await stateOf(first.id)).toMatchObject({ replacedFrom: '2026-05-01' })
    await updateEvidence(database, who, null, third, { title: 'to be accepted anew' })
    expect(await stateOf(first.id)).toMatchObject({ replacedFrom: null })
  })

  it('is heard of, of several accepted at once the earliest', async () => {
    const orders = [
      [3, 1, 2],
      [1, 2, 3],
      [2, 3, 1],
    ]
    for (const days of [...orders, ...orders, ...orders]) {
      const old = await accepted(database, ACME, {})
      const versions = await Promise.all(
        days.map(async (day) => {
          const made = await supersedeEvidence(database, who, null, old, { collectedAt: `2026-04-0${day}` })
          return decideEvidence(database, who, null, made, 'SUBMITTED')
        }),
      )
      await Promise.all(versions.map((one) => decideEvidence(database, who, null, one, 'ACCEPTED')))
      expect(await stateOf(old.id)).toMatchObject({ replacedFrom: '2026-04-01' })
    }
  })

  it('never waits in a circle for those before and after it', async () => {
    const codes = new Set<string>()
    for (let round = 0; round < 8; round++) {
      const old = await accepted(database, ACME, {})
      const middle = await accept(await supersedeEvidence(database, who, null, old, { title: 'middle' }))
      const versions = await Promise.all(
        ['2026-04-02', '2026-04-01'].map(async (collectedAt) => {
          const made = await supersedeEvidence(database, who, null, middle, { collectedAt })
          return decideEvidence(database, who, null, made, 'SUBMITTED')
        }),
      )
      const changes = [
        ...versions.map((one) => decideEvidence(database, who, null, one, 'ACCEPTED')),
        deleteEvidence(database, who, null, middle),
        supersedeEvidence(database, who, null, old, { title: 'other' }),
        updateEvidence(database, who, null, old, { title: 'old' }),
      ]
      for (const told of await Promise.allSettled(changes))
        if (told.status === 'rejected') codes.add(told.reason.code)
      expect(await stateOf(old.id)).toMatchObject({ title: 'old', replacedFrom: '2026-04-01' })
    }
    expect([...codes].filter((code) => code !== 'VERSION_CONFLICT')).toEqual([])
  })

  /** What the rule says, from nothing but the versions. */
  function replacedFrom(piece: StoredEvidence, all: readonly StoredEvidence[]): string | null {
    const days = all
      .filter(({ supersedes }) => supersedes === piece.id)
      .flatMap((version) => [
        ...(version.status === 'ACCEPTED' ? [firstDay(version)] : []),
        ...[replacedFrom(version, all)].filter((day) => day !== null),
      ])
    return days.sort()[0] ?? null
  }

  const step = fc.record({
    which: fc.nat(20),
    what: fc.constantFrom(
      'supersede',
      'supersede',
      'accept',
      'accept',
      'accept',
      'update',
      'reject',
      'delete',
    ),
    day: fc.nat(40),
  })

  it('is written beside the pieces before it after any history of theirs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const ids = [(await accepted(database, ACME, {})).id]
        for (const { which, what, day } of steps) {
          const living = await evidenceByIds(database, ACME, ids)
          const piece =
            living.length > 0 && (await stateOf(living.map(({ id }) => id).sort()[which % living.length]!))
          if (!piece) break
          const collectedAt = plusDays('2026-03-01', day)
          if (what === 'supersede')
            ids.push((await supersedeEvidence(database, who, null, piece, { collectedAt })).id)
          if (what === 'update') await updateEvidence(database, who, null, piece, { collectedAt })
          if (what === 'delete') await deleteEvidence(database, who, null, piece)
          if (what === 'reject' && piece.status === 'ACCEPTED')
            await decideEvidence(database, who, null, piece, 'REJECTED')
          if (what === 'accept' && piece.status !== 'ACCEPTED') await accept(piece)
          const now = await evidenceByIds(database, ACME, ids)
          expect(now.map((one) => [one.id, one.replacedFrom])).toEqual(
            now.map((one) => [one.id, replacedFrom(one, now)]),
          )
        }
      }),
      { numRuns: 15 },
    )
  }, 60_000)
})

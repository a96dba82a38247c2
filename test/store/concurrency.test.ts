// Many writers at once, and readers among them: no change is lost, none waits for another in a circle, and nobody sees
// one by half.

import { beforeAll, expect, it } from 'vitest'
import type { DomainError } from '../../src/domain/errors.ts'
import type { Database } from '../../src/store/database.ts'
import { evidenceByIds, linksByEvidence } from '../../src/store/evidence.ts'
import {
  createEvidence,
  deleteEvidence,
  supersedeEvidence,
  updateEvidence,
} from '../../src/store/evidence-change.ts'
import { decideEvidence } from '../../src/store/evidence-decision.ts'
import type { Handle } from '../../src/store/evidence-edit.ts'
import { linkEvidence, unlinkEvidence } from '../../src/store/evidence-links.ts'
import { setOwnVerdict } from '../../src/store/own-verdict.ts'
import { describeDatabases } from '../support/database.ts'
import { ACME, actor, createTenants, fields } from '../support/tenants.ts'
import { halfWritten } from '../support/write-load.ts'

const control = (n: number) => `secnumcloud-3.2/9.${n}.a`
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

describeDatabases('Many writers at once', (open) => {
  let database: Database
  const who = actor(ACME)
  beforeAll(async () => {
    database = await open('migrated')
    await createTenants(database)
  })

  /** Links on the version that is current, as often as somebody else was faster. */
  async function linkAtLast(id: string, n: number): Promise<number> {
    for (let conflicts = 0; ; conflicts++) {
      const { version } = (await evidenceByIds(database, ACME, [id]))[0]!
      const link = { control: control(n), role: 'PROVES' as const, note: null }
      try {
        await linkEvidence(database, who, `link ${n}`, { id, version }, link)
        return conflicts
      } catch (error) {
        if ((error as DomainError).code !== 'VERSION_CONFLICT') throw error
      }
    }
  }

  it('lose no change of one piece: all are in it, and its version counts them', async () => {
    const { id } = await createEvidence(database, who, 'one', fields())
    const conflicts = await Promise.all(numbers(20).map((n) => linkAtLast(id, n)))
    expect(conflicts.some((count) => count > 0)).toBe(true)
    const links = await linksByEvidence(database, ACME, [id])
    expect(links.map((link) => link.control).sort()).toEqual(numbers(20).map(control).sort())
    expect(await evidenceByIds(database, ACME, [id])).toMatchObject([{ version: 21 }])
  })

  it('do the same change once, however many send it', async () => {
    const { id } = await createEvidence(database, who, 'same', fields({ title: 'same' }))
    const link = { control: control(1), role: 'PROVES' as const, note: null }
    const sent = numbers(12).map(() => linkEvidence(database, who, 'same link', { id, version: 1 }, link))
    expect(new Set((await Promise.all(sent)).map(({ version }) => version))).toEqual(new Set([2]))
  })

  it('never wait for each other in a circle, whatever they do to the same pieces', async () => {
    const pieces = await Promise.all(
      numbers(4).map((n) => createEvidence(database, who, `piece ${n}`, fields({ title: `piece ${n}` }))),
    )
    const changes: readonly ((at: Handle, n: number, key: string) => Promise<unknown>)[] = [
      (at, n, key) =>
        linkEvidence(database, who, key, at, { control: control(n), role: 'SUPPORTS', note: null }),
      (at, n, key) => unlinkEvidence(database, who, key, at, control(n)),
      (at, n, key) => updateEvidence(database, who, key, at, { description: `change ${n}` }),
      (at, n, key) => supersedeEvidence(database, who, key, at, { title: `after ${key} ${n}` }),
      (at, _n, key) => decideEvidence(database, who, key, at, 'SUBMITTED'),
      (at, _n, key) => decideEvidence(database, who, key, at, 'ACCEPTED'),
      (at, n, key) => (n === 11 ? deleteEvidence(database, who, key, at) : Promise.resolve()),
      (_at, n, key) => setOwnVerdict(database, who, key, control(n % 3), { verdict: 'MET', reason: key }),
    ]
    const codes = new Set<string>()
    const write = async (n: number) => {
      for (const [i, change] of changes.entries())
        for (const { id } of n % 2 ? pieces : pieces.toReversed()) {
          const [at] = await evidenceByIds(database, ACME, [id])
          if (!at) continue
          await change(at, n, `${n} ${i} ${id}`).catch((error) => codes.add(error.code))
        }
    }
    let writing = true
    const read = async () => {
      while (writing) expect(await unmatched(database)).toEqual([])
    }
    const reading = read()
    await Promise.all(numbers(12).map(write)).finally(() => {
      writing = false
    })
    await reading
    const usual = ['NOT_FOUND', 'VERSION_CONFLICT', 'WRONG_STATUS']
    expect([...codes].filter((code) => !usual.includes(code))).toEqual([])
    expect(codes).toContain('VERSION_CONFLICT')
    expect((await halfWritten(database, ACME)).filter((what) => !what.startsWith('links'))).toEqual([])
  })
})

/** Pieces of which the version does not count the changes in the log, as one statement sees them. */
async function unmatched({ sql }: Database): Promise<string[]> {
  const rows = await sql<{ title: string }[]>`
    select e.title from evidence e where e.version <> (
      select count(*) from audit_log a where a.organization_id = e.organization_id and a.subject = 'evidence:' || e.id)`
  return rows.map(({ title }) => title)
}

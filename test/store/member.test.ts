// What holds however many change members and scopes at once.

import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { createEvidence } from '../../src/store/evidence-change.ts'
import { countEvidence } from '../../src/store/evidence-page.ts'
import { addMember, changeMemberRole, memberPage, removeMember } from '../../src/store/member.ts'
import { createScope, deleteScope, scopes } from '../../src/store/scope.ts'
import { describeDatabases } from '../support/database.ts'
import { ACME, actor, createTenants, fields } from '../support/tenants.ts'

describeDatabases('Of many changes at once', (open) => {
  let database: Database
  const who = actor(ACME)
  beforeAll(async () => {
    database = await open('migrated')
    await createTenants(database)
  })
  const outcomes = (all: PromiseSettledResult<unknown>[]) =>
    all.map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code)).sort()

  it('admins who remove or demote one another leave one', async () => {
    const names = ['ann', 'bob', 'cleo', 'dan']
    for (const name of names) await addMember(database, who, null, name, 'admin')
    const all = await Promise.allSettled(
      names.map((name, i) =>
        i % 2 === 0
          ? removeMember(database, who, null, name)
          : changeMemberRole(database, who, null, name, 'viewer'),
      ),
    )
    expect(outcomes(all)).toEqual(['LAST_ADMIN', 'done', 'done', 'done'])
    const { rows } = await memberPage(database, ACME, null, 10)
    expect(rows.filter(({ role }) => role === 'admin')).toHaveLength(1)
  })

  it('one that adds a member is done, and the others are told', async () => {
    const all = await Promise.allSettled([1, 2, 3].map(() => addMember(database, who, null, 'eve', 'viewer')))
    expect(outcomes(all)).toEqual(['ALREADY_EXISTS', 'ALREADY_EXISTS', 'done'])
  })

  it('evidence names a scope, or the scope is deleted, and never both', async () => {
    const where = { statuses: null, type: null, control: null, text: null }
    for (let i = 0; i < 10; i++) {
      const slug = `scope-${i}`
      await createScope(database, who, null, { slug, name: slug, description: null })
      const changes = [
        () => createEvidence(database, who, null, fields({ scopes: [slug] })),
        () => deleteScope(database, who, null, slug),
      ]
      const all = await Promise.allSettled((i % 2 ? changes : changes.reverse()).map((change) => change()))
      expect(outcomes(all)).toEqual([expect.stringMatching(/IN_USE|UNKNOWN_SCOPE/), 'done'])
      const total = await countEvidence(database, ACME, { ...where, scope: slug })
      const there = (await scopes(database, ACME)).some((scope) => scope.slug === slug)
      expect(there).toBe(total === 1)
    }
  })
})

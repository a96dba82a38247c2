// What a question about evidence costs: as many SQL statements for many pieces as for few.

import { beforeAll, expect, it } from 'vitest'
import { plusDays } from '../../src/domain/calendar.ts'
import { certifyEvidence } from '../../src/store/evidence-certificate.ts'
import { decideEvidence } from '../../src/store/evidence-decision.ts'
import { describeApp } from '../support/app.ts'
import { ACME, accepted, actor, createTenants, keyOf } from '../support/tenants.ts'

const TODAY = new Date().toISOString().slice(0, 10)

const QUESTIONS = {
  'a page of evidence':
    '{ organization { evidence(first: 50) { totalCount edges { node { title links { control { ref } role } certificates { framework { slug } } supersedes { title } } } } } }',
  posture:
    '{ organization { posture(framework: "secnumcloud-3.2") { low counts { count } themes { counts { count } } blockedByScope { edges { node { title } } } blockedByExpiry { edges { node { title } } } rows(first: 100, standings: [FULL, PARTIAL]) { edges { node { standing own { verdict } evidence { title links { role } } residual } } } } } }',
  'the reuse of a piece':
    '{ organization { evidence(first: 1) { edges { node { reuse { to path { to { ref } } residual } } } } } }',
  'what expires':
    '{ organization { expiring(within: 90, frameworks: ["secnumcloud-3.2"]) { on evidence { title links { role } } falls { to } } } }',
  'what if':
    '{ organization { whatIf(framework: "secnumcloud-3.2", add: [{ certificate: "iso-27001-2022" }]) { raised { to } lowered { to } } } }',
  'the plan':
    '{ organization { plan(frameworks: [{ slug: "secnumcloud-3.2" }], first: 1) { full gains { newlyFull { to } } } } }',
  'the findings':
    '{ organization { findings { totalCount edges { node { title violates(frameworks: ["iso-27001-2022"]) { control { ref } } } } } } }',
}

/** What is asked in one go begins with it. */
const isTrip = (statement: string) => statement.startsWith('begin')

describeApp('The statements of', (api) => {
  const controls = ['secnumcloud-3.2/9.4.a', 'iso-27001-2022/A.5.18', 'csa-ccm-4.0.13/IAM-08']
  const headers: Record<string, string> = {}
  const costs = new Map<string, number[]>()
  const measure = async () => {
    for (const [name, query] of Object.entries(QUESTIONS)) {
      api.forget()
      await api.data(query, {}, headers)
      // A new connection asks for the server's types first.
      const ours = api.statements.filter((statement) => !statement.includes('pg_type'))
      costs.set(name, [...(costs.get(name) ?? []), ours.length])
    }
  }
  const record = async (n: number) => {
    const days = { collectedAt: plusDays(TODAY, -n), validUntil: plusDays(TODAY, n) }
    const piece = await accepted(
      api.database,
      ACME,
      { [controls[n % 3]!]: n % 2 ? 'PROVES' : 'SUPPORTS' },
      days,
    )
    if (n % 5) return
    const admin = actor(ACME)
    let at = await certifyEvidence(api.database, admin, null, piece, 'iso-27017-2015', [])
    for (const to of ['SUBMITTED', 'ACCEPTED'] as const)
      at = await decideEvidence(api.database, admin, null, at, to)
  }
  beforeAll(async () => {
    await createTenants(api.database)
    headers.authorization = `Bearer ${await keyOf(api.database, ACME, 'viewer')}`
    await api.data('{ viewer { subject } }', {}, headers)
    for (let n = 1; n <= 5; n++) await record(n)
    await measure()
    for (let n = 6; n <= 40; n++) await record(n)
    await measure()
  })

  it.each(Object.keys(QUESTIONS))('%s are as many for forty pieces as for five', (name) => {
    const [few, many] = costs.get(name)!
    expect(many).toBe(few)
    // Four for each of: whose key it is, the organization, the rows, and each kind of rows beside them.
    expect(few).toBeLessThanOrEqual(40)
  })

  it('a page with its links make two round trips: whose key it is, and the page', async () => {
    const page =
      '{ organization { evidence(first: 50) { edges { node { ...piece } } } } } fragment piece on Evidence { title links { control { ref } role note } }'
    api.forget()
    await api.data(page, {}, headers)
    expect(api.statements.filter(isTrip)).toHaveLength(2)
    expect(api.statements).toHaveLength(9)
  })

  it('any later page make as many', async () => {
    const page = (after: string) =>
      `{ organization { evidence(first: 5, after: ${after}) { pageInfo { endCursor } edges { node { links { role } } } } } }`
    type Page = { organization: { evidence: { pageInfo: { endCursor: string } } } }
    const first = await api.data<Page>(page('null'), {}, headers)
    api.forget()
    await api.data(page(JSON.stringify(first.organization.evidence.pageInfo.endCursor)), {}, headers)
    expect(api.statements.filter(isTrip)).toHaveLength(2)
  })
})

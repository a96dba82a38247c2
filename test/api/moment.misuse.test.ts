// Days and scopes that a question about evidence cannot be about, and others that are only far away.

import { beforeAll, expect, it } from 'vitest'
import { createScope } from '../../src/store/scope.ts'
import { describeApp } from '../support/app.ts'
import { ACME, accepted, actor, createTenants, headersOf, RIVAL } from '../support/tenants.ts'

const CONTROL = 'secnumcloud-3.2/9.4.a'

/** Every field that looks at evidence as of a day and for a scope. */
const QUESTIONS = {
  posture: 'posture(framework: "secnumcloud-3.2", MOMENT) { low }',
  expiring: 'expiring(frameworks: ["secnumcloud-3.2"], MOMENT) { on evidenceCount falls { to } }',
  plan: 'plan(frameworks: [{ slug: "secnumcloud-3.2" }], first: 1, MOMENT) { full }',
  whatIf: 'whatIf(framework: "secnumcloud-3.2", MOMENT) { before { full } }',
  reuse: 'evidence(first: 1) { edges { node { reuse(frameworks: ["secnumcloud-3.2"], MOMENT) { to } } } }',
}
const EACH = Object.entries(QUESTIONS)

describeApp('A question about evidence', (api) => {
  let headers: Record<string, string> = {}
  beforeAll(async () => {
    await createTenants(api.database)
    await createScope(api.database, actor(ACME), null, { slug: 'iaas', name: 'IaaS', description: null })
    await createScope(api.database, actor(RIVAL), null, { slug: 'secret', name: 'x', description: null })
    await accepted(api.database, ACME, { [CONTROL]: 'PROVES' }, { validUntil: '9999-12-31' })
    headers = await headersOf(api.database, ACME, 'editor')
  })

  const ask = (field: string, moment: string) =>
    api.query(`{ organization { ${field.replace('MOMENT', moment)} } }`, {}, headers)
  const refusal = async (field: string, moment: string) =>
    (await ask(field, moment)).errors?.map(({ extensions }) => extensions)

  it.each(EACH)('takes no day that there is not: %s', async (_name, field) => {
    for (const day of ['0000-01-01', '0999-12-31', '2026-02-30', '10000-01-01', '2026-1-1', 'today', ''])
      expect(await refusal(field, `asOf: "${day}"`)).toMatchObject([
        { code: 'BAD_ARGUMENT', argument: 'asOf' },
      ])
  })

  it.each(EACH)('may be about any day that there is: %s', async (_name, field) => {
    for (const day of ['1000-01-01', '2024-02-29', '9999-12-30', '9999-12-31'])
      expect(await refusal(field, `asOf: "${day}"`)).toBeUndefined()
  })

  it.each(EACH)(
    'is of a scope that there is, not of a name that stands for nothing: %s',
    async (_name, field) => {
      expect(await refusal(field, 'scope: "iaas"')).toBeUndefined()
      expect(await refusal(field, 'scope: "IaaS"')).toMatchObject([
        { code: 'UNKNOWN_SCOPE', argument: 'scope', nearest: ['iaas'] },
      ])
      for (const name of ['', 'secret', 'x\\u0000'])
        expect(JSON.stringify(await refusal(field, `scope: "${name}"`))).toMatch(/UNKNOWN_SCOPE|BAD_ARGUMENT/)
    },
  )

  it.each([
    ['findings(openOn: "") { totalCount }', 'openOn'],
    ['expiring(within: 0) { on }', 'within'],
    ['expiring(within: -1) { on }', 'within'],
    ['expiring(within: 367) { on }', 'within'],
    ['plan(frameworks: [{ slug: "secnumcloud-3.2" }, { slug: "secnumcloud-3.2" }]) { full }', 'frameworks'],
    ['whatIf(framework: "secnumcloud-3.2", add: [{ type: "" }]) { before { full } }', 'type'],
  ])('is refused rather than bent: %s', async (field, argument) => {
    expect(await refusal(field, '')).toMatchObject([{ code: 'BAD_ARGUMENT', argument }])
  })

  it('may leave out evidence that there is none of: nothing changes', async () => {
    for (const id of ['x', '00000000-0000-4000-8000-000000000000']) {
      const gone = Buffer.from(`Evidence:${id}`).toString('base64')
      const field = `whatIf(framework: "secnumcloud-3.2", remove: ["${gone}"]) { lowered { to } raised { to } }`
      expect((await ask(field, '')).data).toEqual({ organization: { whatIf: { lowered: [], raised: [] } } })
    }
  })

  it('may warn as far ahead as it likes', async () => {
    const freshness = 'evidence(first: 1) { edges { node { freshness(within: 2147483647) } } }'
    expect(JSON.stringify(await ask(freshness, ''))).toContain('EXPIRING')
  })

  it.each(['secnumcloud-3.2/9.4', 'secnumcloud-3.2/19.6.b.1.1'])(
    'shows no verdict on %s, so that nobody can give one',
    async (control) => {
      const document = `mutation { setOwnVerdict(control: "${control}", verdict: MET) { ... on MutationError { code } } }`
      expect((await api.query(document, {}, headers)).data).toEqual({
        setOwnVerdict: { code: 'BAD_ARGUMENT' },
      })
    },
  )
})

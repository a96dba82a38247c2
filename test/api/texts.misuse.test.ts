// Texts that no database keeps: a NUL, and half of a character. Wherever one comes in it is the caller's mistake, and a
// dry run says so too. And blank texts, which say nothing.

import { beforeAll, expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'
import { Things } from '../support/every-mutation.ts'
import { type Answer, answerOf } from '../support/mutations.ts'
import { ACME, createTenants, headersOf } from '../support/tenants.ts'

const CONTROL = 'secnumcloud-3.2/9.4.a'

const CALLS: Readonly<Record<string, (things: Things) => Promise<string>>> = {
  title: async () => 'createEvidence(fields: { title: $text })',
  description: async () => 'createEvidence(fields: { title: "x", description: $text })',
  owner: async () => 'createEvidence(fields: { title: "x", owner: $text })',
  scopes: async () => 'createEvidence(fields: { title: "x", scopes: [$text] })',
  'title of an update': async (things) => `updateEvidence(${await things.draft()}, fields: { title: $text })`,
  note: async (things) =>
    `linkEvidence(${await things.draft()}, control: "${CONTROL}", role: PROVES, note: $text)`,
  control: async (things) => `linkEvidence(${await things.draft()}, control: $text, role: PROVES)`,
  'control taken away': async (things) => `unlinkEvidence(${await things.linked()}, control: $text)`,
  framework: async (things) => `uncertifyEvidence(${await things.linked()}, framework: $text)`,
  key: async () => 'createEvidence(fields: { title: "x" }, key: $text)',
  reason: async () => `setOwnVerdict(control: "${CONTROL}", verdict: MET, reason: $text)`,
  finding: async () => `recordFinding(control: "${CONTROL}", title: "x", description: $text)`,
  scope: async () => 'createScope(slug: "x", name: $text)',
  'description of a scope': async () => 'createScope(slug: "x", name: "x", description: $text)',
  member: async () => 'addMember(subject: $text, role: VIEWER)',
  'API key': async () => 'createApiKey(name: $text, role: VIEWER)',
  csv: async () => 'importEvidence(csv: $text)',
  'csv, dry': async () => 'importEvidence(csv: $text, dryRun: true)',
}

describeApp('A text that cannot be kept', (api) => {
  let headers: Record<string, string>
  let things: Things
  beforeAll(async () => {
    await createTenants(api.database)
    things = new Things(api.database, ACME)
    headers = await headersOf(api.database, ACME, 'admin')
  })

  const rows = async () =>
    JSON.stringify(await api.database.sql`select count(*) n from audit_log where organization_id = ${ACME}`)

  it.each(Object.keys(CALLS))('is refused as %s', async (name) => {
    const call = await CALLS[name]!(things)
    const before = await rows()
    for (const broken of ['a\0b', 'a\ud800', '\udc00b']) {
      const text = name.startsWith('csv') ? `title\n${broken}\n` : broken
      const { data, errors } = await api.query<{ result: { code?: string } }>(
        `mutation ($text: String!) { result: ${call} { __typename ... on MutationError { code } } }`,
        { text },
        headers,
      )
      const code = data?.result?.code ?? errors?.[0]?.extensions?.code
      expect(code).toMatch(/^(BAD_ARGUMENT|BAD_ROWS|NOT_FOUND|UNKNOWN_\w+)$/)
    }
    expect(await rows()).toBe(before)
  })
})

describeApp('A blank text of a piece of evidence', (api) => {
  const PIECE = '{ evidence { id version description effectiveFrom validUntil sha256 type { slug } } }'
  let headers: Record<string, string>
  beforeAll(async () => {
    await createTenants(api.database)
    headers = await headersOf(api.database, ACME, 'admin')
  })
  const change = async (call: string) =>
    (
      await api.data<Answer<{ evidence: Record<string, unknown> }>>(
        `mutation { ${answerOf(call, PIECE)} }`,
        {},
        headers,
      )
    ).result!

  const EMPTY = { description: null, effectiveFrom: null, validUntil: null, sha256: null, type: null }
  const BLANK = 'description: " ", effectiveFrom: "", validUntil: "", sha256: "", type: ""'

  it('is none, whether it is new or was another', async () => {
    const { evidence } = await change(`createEvidence(fields: { title: "x", ${BLANK} })`)
    expect(evidence).toMatchObject(EMPTY)
    const said = 'effectiveFrom: "2026-01-01", validUntil: "2026-12-31", type: "data-location-register"'
    const handle = (piece: Record<string, unknown>) => `id: "${piece.id}", version: ${piece.version}`
    const full = (await change(`updateEvidence(${handle(evidence)}, fields: { ${said} })`)).evidence
    expect(full).toMatchObject({ validUntil: '2026-12-31' })
    expect((await change(`updateEvidence(${handle(full)}, fields: { ${BLANK} })`)).evidence).toMatchObject(
      EMPTY,
    )
  })

  it.each(['title', 'collectedAt'])('is refused where one is needed: %s', async (name) => {
    const other = name === 'title' ? '' : 'title: "x", '
    expect((await change(`createEvidence(fields: { ${other}${name}: "" })`)).code).toBe('BAD_ARGUMENT')
  })
})

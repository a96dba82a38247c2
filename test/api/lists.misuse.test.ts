// Lists in arguments: long ones are refused before anything is worked out for their entries, what is named twice is named
// once, and a list without entries is no condition.

import { beforeAll, expect, it } from 'vitest'
import { MAX_LIST } from '../../src/api/short-lists.ts'
import { describeApp } from '../support/app.ts'
import { ACME, accepted, createTenants, headersOf } from '../support/tenants.ts'

const CONTROL = 'secnumcloud-3.2/9.4.a'
const FRAMEWORK = 'secnumcloud-3.2'

const ofOrganization = (selection: string) => `{ organization { ${selection} } }`
const ofPiece = (selection: string) => ofOrganization(`evidence { edges { node { ${selection} } } }`)

describeApp('A list in an argument', (api) => {
  let headers: Record<string, string> = {}
  beforeAll(async () => {
    await createTenants(api.database)
    await accepted(api.database, ACME, { [CONTROL]: 'PROVES' }, { validUntil: '2026-12-31' })
    headers = await headersOf(api.database, ACME, 'editor')
  })
  const ask = (document: string, variables = {}) => api.query(document, variables, headers)

  it.each([
    ['frameworks', '[String!]', '{ mappings(where: { frameworks: $list }) { totalCount } }'],
    ['tags', '[String!]', '{ controls(where: { tags: $list }) { totalCount } }'],
    ['sets', '[String!]', `{ coverage(of: "${FRAMEWORK}", by: ["iso-27001-2022"], sets: $list) { low } }`],
    ['frameworks', '[String!]', ofPiece('reuse(frameworks: $list) { to }')],
    [
      'add',
      '[HypotheticalEvidence!]',
      ofOrganization(`whatIf(framework: "${FRAMEWORK}", add: $list) { after { full } }`),
    ],
  ])('of more than 500 entries is refused: %s, %s in %s', async (argument, type, selection) => {
    const entry = argument === 'add' ? { certificate: FRAMEWORK } : FRAMEWORK
    const list = Array.from({ length: MAX_LIST + 1 }, () => entry)
    const { errors } = await ask(`query ($list: ${type}) ${selection}`, { list })
    expect(errors).toMatchObject([
      {
        message: `${argument} must be a list of at most 500, but got: 501`,
        extensions: { code: 'BAD_ARGUMENT', argument },
      },
    ])
  })

  it('of a mutation is refused as its other arguments are', async () => {
    const document = `mutation ($scopes: [String!]) { createEvidence(fields: { title: "x", scopes: $scopes }) {
      ... on BadArgumentError { argument } } }`
    const scopes = Array.from({ length: MAX_LIST + 1 }, (_, n) => `s${n}`)
    expect((await ask(document, { scopes })).data).toEqual({ createEvidence: { argument: 'scopes' } })
  })

  it.each([
    ofPiece('reuse(frameworks: LIST) { control { ref } from to }'),
    ofOrganization(
      'expiring(within: 366, frameworks: LIST, asOf: "2026-06-01") { on falls { control { ref } } }',
    ),
  ])('that names a framework twice is one that names it once: %s', async (document) => {
    const [once, twice] = await Promise.all(
      [[FRAMEWORK], [FRAMEWORK, FRAMEWORK]].map((list) =>
        ask(document.replace('LIST', JSON.stringify(list))),
      ),
    )
    expect(JSON.stringify(once!.data)).toContain('9.4.a')
    expect(twice!.data).toEqual(once!.data)
  })

  it.each([
    [ofPiece('reuse(ARGUMENT) { control { id } to }'), 'frameworks: []'],
    [ofPiece('reuse(ARGUMENT) { control { id } to }'), 'verdicts: []'],
    [ofOrganization('evidence(ARGUMENT) { totalCount }'), 'where: { statuses: [] }'],
    [ofOrganization(`posture(framework: "${FRAMEWORK}") { rows(ARGUMENT) { totalCount } }`), 'standings: []'],
    ['{ search(query: "access", ARGUMENT) { totalCount } }', 'kinds: []'],
    ['{ evidenceTypes(ARGUMENT) { totalCount } }', 'where: { kinds: [] }'],
    ['{ mappings(ARGUMENT) { totalCount } }', 'where: { frameworks: [], sets: [], relations: [] }'],
    ['{ controls(ARGUMENT) { totalCount } }', 'where: { frameworks: [], kinds: [], tags: [] }'],
  ])('without entries is no condition: %s with %s', async (document, argument) => {
    const bare = document.replace('(ARGUMENT)', '').replace(', ARGUMENT', '')
    const { data, errors } = await ask(bare)
    expect(errors).toBeUndefined()
    expect(JSON.stringify(data)).not.toMatch(/:0|\[\]/)
    expect((await ask(document.replace('ARGUMENT', argument))).data).toEqual(data)
  })
})

// Every query of the schema, those to come included, and every field of an organization, asked with the names and ids of
// another organization: nothing of it shows.

import { type GraphQLOutputType, getNamedType, isNonNullType, isObjectType } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../src/api/schema.ts'
import { certifyEvidence } from '../../src/store/evidence-certificate.ts'
import { recordFinding } from '../../src/store/finding.ts'
import { addMember } from '../../src/store/member.ts'
import { setOwnVerdict } from '../../src/store/own-verdict.ts'
import { createScope } from '../../src/store/scope.ts'
import { describeApp } from '../support/app.ts'
import { handbook, storeOwn } from '../support/own.ts'
import { ACME, accepted, actor, createTenants, headersOf, RIVAL } from '../support/tenants.ts'

/** In everything that acme wrote, and in nothing that is asked. */
const SECRET = /ZSECRET|Zeppelin [a-z]|zsecret/
const OWN = 'acme:handbook'
const CONTROL = 'secnumcloud-3.2/9.4.a'

/** The arguments of every query; `ID` is the global id of acme's evidence. */
const QUERIES: Readonly<Record<string, string>> = {
  contradictions: '(first: 5)',
  control: `(framework: "${OWN}", ref: "1.1")`,
  controls: '(where: { text: "zeppelin" })',
  coverage: `(of: "${OWN}", by: ["iso-27001-2022"])`,
  crosswalk: `(from: "${OWN}", to: "iso-27001-2022")`,
  dataset: '',
  derivedLinks: `(from: "${OWN}", to: "soc2-tsc-2017")`,
  evidenceType: '(slug: "access-control-policy")',
  evidenceTypes: '(where: { text: "zeppelin" })',
  explain: `(of: "${OWN}", ref: "1.1", by: ["iso-27001-2022"])`,
  framework: `(slug: "${OWN}")`,
  frameworks: '(first: 30)',
  impactOf: `(failed: [{ framework: "iso-27001-2022", ref: "A.5.18" }], in: "${OWN}")`,
  mappingSets: '(first: 30)',
  mappings: `(where: { sets: ["${OWN}--iso-27001-2022"] })`,
  node: '(id: "ID")',
  nodes: '(ids: ["ID"])',
  organization: '',
  overlap: `(frameworks: ["${OWN}", "iso-27001-2022"])`,
  search: '(query: "zeppelin")',
  viewer: '',
}

/** The arguments of the fields of an organization that need some. */
const FIELDS: Readonly<Record<string, string>> = {
  evidence: `(where: { control: "${CONTROL}" })`,
  expiring: '(within: 366, anyScope: true, asOf: "2026-06-01")',
  plan: `(frameworks: [{ slug: "${OWN}" }], first: 2)`,
  exportUrl: '(format: CSV)',
  posture: '(framework: "secnumcloud-3.2", asOf: "2026-06-01")',
  whatIf: '(framework: "secnumcloud-3.2", remove: ["ID"], anyScope: true, asOf: "2026-06-01")',
}

const PAGED = new Set(['edges', 'node'])

/** All fields that need no arguments, objects so many levels down; pages cost no level. */
function selection(type: GraphQLOutputType, levels: number): string {
  const named = getNamedType(type)
  if (!isObjectType(named)) return 'getFields' in named ? ' { __typename }' : ''
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) return []
    const isLeaf = !('getFields' in getNamedType(field.type)) && !('getTypes' in getNamedType(field.type))
    if (isLeaf) return field.name
    if (levels === 0 && !PAGED.has(field.name)) return []
    return `${field.name}${selection(field.type, PAGED.has(field.name) ? levels : levels - 1)}`
  })
  return ` { __typename ${fields.join(' ')} }`
}

const queries = schema.getQueryType()!.getFields()
const organization = schema.getType('Organization')
const organizationFields = isObjectType(organization) ? organization.getFields() : {}

describeApp('Another organization', (api) => {
  const headers: Record<string, Record<string, string>> = {}
  let id: string
  beforeAll(async () => {
    await createTenants(api.database)
    const who = actor(ACME)
    await storeOwn(api.database, ACME, handbook(ACME))
    await createScope(api.database, who, null, { slug: 'zsecret', name: 'ZSECRET', description: 'ZSECRET' })
    const text = { title: 'ZSECRET', description: 'ZSECRET', owner: 'ZSECRET', validUntil: '2026-12-31' }
    const links = { [CONTROL]: 'PROVES', 'iso-27001-2022/A.5.18': 'PROVES' } as const
    const piece = await accepted(api.database, ACME, links, { ...text, scopes: ['zsecret'] })
    id = Buffer.from(`Evidence:${piece.id}`).toString('base64')
    const whole = await accepted(api.database, ACME, {}, text)
    await certifyEvidence(api.database, who, null, whole, 'soc2-tsc-2017', [])
    await setOwnVerdict(api.database, who, null, CONTROL, { verdict: 'MET', reason: 'ZSECRET' })
    const found = { control: CONTROL, title: 'ZSECRET', description: null, openedAt: '2026-01-01' }
    await recordFinding(api.database, who, null, found)
    await addMember(api.database, who, null, 'ZSECRET', 'admin')
    for (const organization of [ACME, RIVAL])
      headers[organization] = await headersOf(api.database, organization, 'admin')
  })

  const ask = async (document: string, who?: string) => {
    const answer = await api.query(document.replaceAll('ID"', `${id}"`), {}, who ? headers[who] : {})
    const { data, errors } = answer
    for (const error of errors ?? [])
      expect(error.extensions?.code).not.toMatch(/GRAPHQL|TOO_|INTERNAL|BAD_USER_INPUT/)
    return JSON.stringify({ data, errors })
  }
  const shows = async (document: string) => {
    expect(await ask(document)).not.toMatch(SECRET)
    expect(await ask(document, RIVAL)).not.toMatch(SECRET)
    return SECRET.test(await ask(document, ACME))
  }

  it('is tried with every query there is', () => {
    expect(Object.keys(QUERIES).sort()).toEqual(Object.keys(queries).sort())
    expect(Object.keys(FIELDS).filter((name) => !(name in organizationFields))).toEqual([])
  })

  /** Queries of which the answer holds what acme wrote, for acme: so that the test can fail. */
  const TELLING = ['control', 'controls', 'crosswalk', 'mappings', 'node', 'nodes', 'search']

  it.each(Object.keys(QUERIES).filter((name) => name !== 'organization'))(
    'sees nothing in `%s`',
    async (name) => {
      const { type } = queries[name]!
      const chosen = /^nodes?$/.test(name)
        ? ` { __typename id ... on Evidence${selection(schema.getType('Evidence') as never, 0)} }`
        : selection(type, /^(frameworks|mappingSets)$/.test(name) ? 0 : 1)
      const told = await shows(`{ ${name}${QUERIES[name]}${chosen} }`)
      if (TELLING.includes(name)) expect(told).toBe(true)
    },
  )

  describe('sees nothing in the field of an organization', () => {
    /** These tell of controls and numbers only. */
    const SILENT = ['exportUrl', 'slug', 'name', 'plan', 'whatIf', 'apiKeys']

    it.each(Object.keys(organizationFields))('%s', async (name) => {
      const field = organizationFields[name]!
      const told = await shows(
        `{ organization { __typename ${name}${FIELDS[name] ?? ''}${selection(field.type, 1)} } }`,
      )
      if (!SILENT.includes(name)) expect(told).toBe(true)
    })
  })
})

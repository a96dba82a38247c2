// The short way for callers with credentials: whoever they are, whatever they may do and whatever is wrong with them, the
// answer is the one that yoga gives, also from the fifth time on, when the operation is executed past yoga.

import { beforeAll, describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domain/errors.ts'
import { createLogger } from '../../src/server/log.ts'
import type { VerifyToken } from '../../src/server/oidc.ts'
import { type AppDependencies, createApp } from '../../src/server/yoga.ts'
import { createApiKey, revokeApiKey } from '../../src/store/api-key.ts'
import { operator } from '../../src/store/organization.ts'
import { describeApp } from '../support/app.ts'
import { answerOf } from '../support/mutations.ts'
import { ACME, accepted, createTenants, keyOf, RIVAL } from '../support/tenants.ts'
import { askBothWays } from '../support/two-ways.ts'

const PAGE = `query Page($first: Int = 2, $after: String) { organization { evidence(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage } edges { node { id version title links { control { ref } role note acceptedAt } } } } } }`
const PUBLIC = '{ control(framework: "secnumcloud-3.2", ref: "9.4.a") { title } }'
const LOG = '{ organization { auditLog(first: 2) { edges { node { action subject } } } } }'
const NODE =
  'query ($id: ID!) { node(id: $id) { ... on Evidence { title reuse { control { ref } from to } } } }'
const CREATE = `mutation ($key: String, $title: String) {
  ${answerOf('createEvidence(fields: { title: $title }, key: $key)', '{ evidence { id version } }')} }`

const globalId = (id: string) => Buffer.from(`Evidence:${id}`).toString('base64')
/** The first of the times on which an operation is executed past yoga. */
const HOT = 4

describeApp('The short way with credentials', (api) => {
  const keys: Record<string, string> = {}
  let mine = ''
  let theirs = ''
  const open = (over: Partial<AppDependencies> = {}) =>
    createApp({ ...api, logger: createLogger('silent'), ...over })

  beforeAll(async () => {
    const { database } = api
    await createTenants(database)
    for (const role of ['viewer', 'editor', 'admin'] as const) keys[role] = await keyOf(database, ACME, role)
    const request = { name: 'gone', role: 'admin', expiresAt: null } as const
    keys.revoked = (await createApiKey(database, operator(ACME), null, request))!
    await revokeApiKey(database, operator(ACME), null, 'gone')
    keys.expired = (await createApiKey(database, operator(ACME), null, {
      ...request,
      name: 'over',
      expiresAt: '2020-01-01',
    }))!
    keys.unknown = `${keys.viewer!.slice(0, -1)}${keys.viewer!.endsWith('A') ? 'B' : 'A'}`
    keys.malformed = 'xw_acme_short'
    mine = globalId((await accepted(database, ACME, { 'iso-27001-2022/A.5.18': 'PROVES' })).id)
    await accepted(database, ACME, { 'iso-27001-2022/A.5.15': 'SUPPORTS' }, { title: 'Second' })
    await accepted(database, ACME, {}, { title: 'Third' })
    theirs = globalId((await accepted(database, RIVAL, { 'iso-27001-2022/A.5.18': 'PROVES' })).id)
  })

  const bearer = (name: string) => ({ authorization: `Bearer ${keys[name]}` })

  it.each([
    ['a page for a viewer', 'viewer', PAGE, {}, true],
    ['a page of three in French', 'editor', PAGE, { first: 3 }, true],
    ['a page that is too long', 'viewer', PAGE, { first: 101 }, true],
    ['a cursor that is none', 'viewer', PAGE, { after: 'x' }, true],
    ['a variable of a wrong type', 'viewer', PAGE, { first: 'x' }, false],
    ['public data', 'viewer', PUBLIC, {}, true],
    ['the log for an admin', 'admin', LOG, {}, true],
    ['the log for a viewer, who may not', 'viewer', LOG, {}, true],
    ['a mutation by a viewer, who may not', 'viewer', CREATE, { title: 'No' }, true],
    ['a mutation without what it needs', 'editor', CREATE, {}, true],
    ['a revoked key', 'revoked', PAGE, {}, false],
    ['an expired key', 'expired', PAGE, {}, false],
    ['an unknown key', 'unknown', PAGE, {}, false],
    ['what only begins like a key', 'malformed', PUBLIC, {}, false],
  ])('answers the same for %s', async (_case, name, query, variables, isHot) => {
    const asked = { body: { query, variables }, headers: { ...bearer(name), 'accept-language': 'fr' } }
    const { pairs, short, hot } = await askBothWays(open, asked)
    for (const [ours, yogas] of pairs) expect(ours).toEqual(yogas)
    expect({ short, hot }).toEqual({ short: true, hot: isHot ? pairs.length - HOT : 0 })
  })

  it('shows the piece of the organization itself, and nothing of another’s', async () => {
    for (const [id, found] of [
      [mine, true],
      [theirs, false],
    ] as const) {
      const asked = { body: { query: NODE, variables: { id } }, headers: bearer('viewer') }
      const { pairs, hot } = await askBothWays(open, asked)
      expect(hot).toBe(pairs.length - HOT)
      for (const [ours, yogas] of pairs) {
        expect(ours).toEqual(yogas)
        expect(ours.text.includes('Access review')).toBe(found)
      }
    }
  })

  it('makes a change once, however often and whichever way it is sent', async () => {
    const variables = { key: 'once', title: 'Once' }
    const { pairs, hot } = await askBothWays(open, {
      body: { query: CREATE, variables },
      headers: bearer('editor'),
    })
    expect(hot).toBe(pairs.length - HOT)
    expect(new Set(pairs.flat().map(({ text }) => text)).size).toBe(1)
    expect(pairs[0]![0].text).toContain('"version":1')
  })

  describe('once the operation is hot for others, answers the same', () => {
    /** Applications that have executed the page of a viewer past yoga. */
    const heated = async (over: Partial<AppDependencies> = {}) => {
      const app = open(over)
      const body = JSON.stringify({ query: PAGE })
      const headers = { 'content-type': 'application/json', ...bearer('viewer') }
      for (let time = 0; time < HOT; time++)
        await (await app.fetch('http://test/graphql', { method: 'POST', headers, body })).text()
      return app
    }

    it.each(['revoked', 'expired', 'unknown', 'malformed', 'none', 'empty', 'basic'])(
      'for credentials that are %s',
      async (name) => {
        const apps = [await heated({ requireAuth: true }), await heated({ requireAuth: true })]
        const other = { none: {}, empty: { authorization: '' }, basic: { authorization: 'Basic YTpi' } }
        const headers = name in other ? other[name as keyof typeof other] : bearer(name)
        const { pairs, hot } = await askBothWays(() => apps.pop()!, { body: { query: PAGE }, headers })
        expect(hot).toBe(pairs.length)
        for (const [ours, yogas] of pairs) {
          expect(ours).toEqual(yogas)
          expect(ours.status).toBe(401)
          expect(ours.headers).toMatchObject({ 'www-authenticate': 'Bearer' })
        }
      },
    )

    it('while the database is away', async () => {
      let away = false
      const reach: AppDependencies['database']['reach'] = {
        through: (run) =>
          away
            ? Promise.reject(new DomainError('DATABASE_UNAVAILABLE', 'the database must be there'))
            : api.database.reach.through(run),
      }
      const database = { ...api.database, reach }
      const apps = [await heated({ database }), await heated({ database })]
      away = true
      const asked = { body: { query: PAGE }, headers: bearer('viewer') }
      const { pairs, hot } = await askBothWays(() => apps.pop()!, asked)
      expect(hot).toBe(pairs.length)
      for (const [ours, yogas] of pairs) {
        expect(ours).toEqual(yogas)
        expect(ours.status).toBe(503)
      }
    })
  })

  describe('looks anew at a token each time: answers the same', () => {
    const stranger = { subject: 'stranger', organization: ACME, role: null }
    const ann = { subject: 'ann', organization: ACME, role: 'viewer' } as const
    const expired = new DomainError('UNAUTHENTICATED', 'the token must not have expired', {
      reason: 'EXPIRED',
    })
    const away = new DomainError('IDENTITY_PROVIDER_UNAVAILABLE', 'the identity provider must be there')

    /** Genuine as often as the operation needs to be hot, and something else afterwards. */
    const opened = (then: VerifyToken) => () => {
      let looks = 0
      const verifyToken: VerifyToken = (token) => (looks++ < HOT ? Promise.resolve(ann) : then(token))
      return open({ verifyToken })
    }

    it.each<[string, VerifyToken, number]>([
      ['while it is genuine', () => Promise.resolve(ann), 200],
      ['when it has expired since', () => Promise.reject(expired), 401],
      ['when it gives no role any more', () => Promise.resolve(stranger), 403],
      ['when it is of another organization', () => Promise.resolve({ ...ann, organization: RIVAL }), 200],
      ['while the provider is away', () => Promise.reject(away), 503],
    ])('%s', async (_case, then, status) => {
      const headers = { authorization: 'Bearer some.genuine.token' }
      const { pairs, hot } = await askBothWays(opened(then), { body: { query: PAGE }, headers })
      expect(hot).toBe(pairs.length - HOT)
      for (const [ours, yogas] of pairs) expect(ours).toEqual(yogas)
      expect(pairs.at(-1)![0].status).toBe(status)
    })
  })

  it('refuses a key at once when it is revoked', async () => {
    const query = '{ organization { evidence(first: 2) { edges { node { id } } } } }'
    const request = { name: 'short-lived', role: 'viewer', expiresAt: null } as const
    const key = await createApiKey(api.database, operator(ACME), null, request)
    const app = open()
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
    const ask = () => app.executeHot({ query }, headers, { requestId: 'asked-1' })
    for (let time = 0; time < HOT; time++) {
      const init = { method: 'POST', headers, body: JSON.stringify({ query }) }
      await (await app.fetch('http://test/graphql', init)).text()
    }
    for (let time = 0; time < 2; time++) expect(await ask()).toHaveProperty('data.organization')
    await revokeApiKey(api.database, operator(ACME), null, 'short-lived')
    // What was begun before it was known is read for nothing; once it is, nothing is read any more.
    for (const read of [1, 0]) {
      api.forget()
      expect(await ask()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
      expect(api.statements.filter((text) => text.includes('from evidence'))).toHaveLength(read)
    }
  })
})

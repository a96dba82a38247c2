// REQUIRE_AUTH closes every way to the data, on the server itself: what is not named here as open is closed.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HttpServer, startHttp } from '../../src/server/http.ts'
import { describeApp } from '../support/app.ts'
import { ACME, createTenants, keyOf } from '../support/tenants.ts'

const QUERY = '{ frameworks(first: 1) { totalCount } }'
const ask = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

interface Asked {
  readonly path: string
  readonly init?: RequestInit
}

const CLOSED: readonly Asked[] = [
  { path: '/graphql', init: ask({ query: QUERY }) },
  { path: '/graphql', init: ask({ query: '{ __schema { types { name } } }' }) },
  { path: '/graphql', init: ask({ query: '{ frameworkz }' }) },
  { path: '/graphql', init: ask({ query: '{' }) },
  { path: '/graphql', init: ask({ query: 'mutation { createEvidence(fields: {}) { __typename } }' }) },
  { path: `/graphql?query=${encodeURIComponent(QUERY)}` },
  { path: '/export/oscal/catalog/secnumcloud-3.2.json' },
  { path: '/export/catalog/secnumcloud-3.2' },
  { path: '/export/oscal/catalog/secnumcloud-3.2.json', init: { method: 'HEAD' } },
  { path: '/export/oscal/catalog/nothing.json' },
  { path: '/export/' },
  { path: '/anything-else' },
  { path: '/evidence' },
]
/** Pages without data, and what orchestrators ask. */
const OPEN: readonly Asked[] = [
  { path: '/health/live' },
  { path: '/health/ready' },
  { path: '/graphql', init: { headers: { accept: 'text/html' } } },
]

describeApp('REQUIRE_AUTH', (api) => {
  let http: HttpServer
  let authorization: string
  const get = async (path: string, init: RequestInit = {}, credentials?: string) => {
    const headers = { ...(init.headers as object), ...(credentials && { authorization: credentials }) }
    return fetch(`http://127.0.0.1:${http.port}${path}`, { ...init, headers })
  }
  beforeAll(async () => {
    await createTenants(api.database)
    authorization = `Bearer ${await keyOf(api.database, ACME, 'viewer')}`
    http = await startHttp({ ...api, requireAuth: true }, { host: '127.0.0.1', port: 0 })
  })
  afterAll(() => http?.close())

  describe('closes', () => {
    it.each(CLOSED)('$path to nobody, $init', async ({ path, init }) => {
      const response = await get(path, init)
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      expect(response.headers.get('etag')).toBeNull()
      const text = await response.text()
      if (init?.method === 'HEAD') return
      expect(JSON.parse(text)).toEqual({
        errors: [
          { message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', reason: 'NO_CREDENTIALS' } },
        ],
      })
    })

    it.each(CLOSED)('$path to a key that is none, $init', async ({ path, init }) => {
      expect((await get(path, init, 'Bearer xw_acme_none')).status).toBe(401)
    })

    it('every operation of a batch, and opens all after one look at the key', async () => {
      const batch = ask([{ query: QUERY }, { query: QUERY }])
      const refused = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }
      const answers = await (await get('/graphql', batch)).json()
      expect(answers).toMatchObject([refused, refused])
      expect(JSON.stringify(answers)).not.toContain('data')
      api.forget()
      expect(await (await get('/graphql', batch, authorization)).json()).toHaveLength(2)
      expect(api.statements.filter((statement) => statement.includes('from api_key'))).toHaveLength(1)
    })
  })

  it('closes what it has just answered to a key, however often', async () => {
    const body = ask({ query: QUERY })
    for (let time = 0; time < 6; time++) {
      expect((await get('/graphql', body, authorization)).status).toBe(200)
      expect((await get('/graphql', body)).status).toBe(401)
    }
  })

  it.each(CLOSED.filter(({ path }) => /graphql|secnumcloud/.test(path)))(
    'opens $path to a key, $init',
    async ({ path, init }) => {
      expect((await get(path, init, authorization)).status).not.toBe(401)
    },
  )

  it.each(OPEN)('leaves $path open', async ({ path, init }) => {
    expect((await get(path, init)).status).toBe(200)
  })
})

describeApp('Without REQUIRE_AUTH', (api) => {
  it('credentials that are not valid are refused all the same, not ignored', async () => {
    const http = await startHttp(api, { host: '127.0.0.1', port: 0 })
    const get = (authorization: string) =>
      fetch(`http://127.0.0.1:${http.port}/export/oscal/catalog/secnumcloud-3.2.json`, {
        headers: { authorization },
      })
    try {
      expect((await get('Bearer xw_acme_none')).status).toBe(401)
      expect((await get('Basic YTpi')).status).toBe(401)
    } finally {
      await http.close()
    }
  })
})

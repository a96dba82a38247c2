// Requests that are not a GraphQL question in JSON get a clear, typed answer; what fails unexpectedly is masked, and
// logged under the request id that the caller is told.

import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/server/limits.ts'
import { createApp } from '../../src/server/yoga.ts'
import { describeApp } from '../support/app.ts'
import { failingSql } from '../support/failing.ts'

const URL = 'http://test/graphql'
const JSON_TYPE = { 'content-type': 'application/json' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const one = { query: '{ dataset { revision } }' }

describeApp('A request', (api) => {
  beforeEach(() => api.forget())
  const post = (body: string, headers: Record<string, string> = JSON_TYPE) =>
    api.app.fetch(URL, { method: 'POST', headers, body })

  it.each([
    ['that is not JSON', 'not json', JSON_TYPE, 400],
    ['that is JSON cut short', '{"query":"{ dat', JSON_TYPE, 400],
    ['that is empty', '', JSON_TYPE, 400],
    ['that is null', 'null', JSON_TYPE, 400],
    ['that is a string', '"{ dataset { revision } }"', JSON_TYPE, 400],
    ['of another type', JSON.stringify(one), { 'content-type': 'text/plain' }, 415],
    ['that is a form', 'query={__typename}', FORM, 415],
    ['that is a form of several parts', 'query={__typename}', { 'content-type': 'multipart/form-data' }, 415],
    ['with a batch too large', JSON.stringify(Array(LIMITS.batch + 1).fill(one)), JSON_TYPE, 413],
  ])('%s is answered with a message and a code', async (_case, body, headers, status) => {
    const response = await post(body, headers)
    expect(response.status).toBe(status)
    const text = await response.text()
    expect(JSON.parse(text || '{}')).toMatchObject({
      errors: [{ message: expect.stringMatching(/\w/), extensions: { code: expect.any(String) } }],
    })
    expect(api.statements).toEqual([])
  })

  it.each(['secret', '{"query": "secret', '{"query": "{ dataset { revision } }", secret}'])(
    'is not repeated when it is not JSON: %s',
    async (body) => {
      expect(await (await post(body)).json()).toEqual({
        errors: [
          {
            message: 'the body must be JSON, but got: something else',
            extensions: { code: 'BAD_REQUEST' },
          },
        ],
      })
    },
  )

  it.each(['variables', 'extensions'])(
    'by GET with %s that are not JSON is the mistake of who asks',
    async (name) => {
      const query = new URLSearchParams({ query: one.query, [name]: '{secret' })
      const response = await api.app.fetch(`${URL}?${query}`)
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({
        errors: [
          {
            message: 'variables and extensions must be JSON, but got: something else',
            extensions: { code: 'BAD_REQUEST' },
          },
        ],
      })
    },
  )

  describe('that accepts no type that there are answers in', () => {
    const ask = (accept: string, body = JSON.stringify(one)) => post(body, { ...JSON_TYPE, accept })

    it.each([
      'text/html',
      'application/xml',
      'application/json;q=0',
      'application/json;charset=utf-16',
      'image/*;q=0.9, text/csv',
      '*',
      'nonsense',
    ])('%s is told which there are', async (accept) => {
      const response = await ask(accept)
      expect([response.status, response.headers.get('content-type')]).toEqual([
        406,
        'application/json; charset=utf-8',
      ])
      expect(await response.json()).toEqual({
        errors: [
          {
            message: `accept must name application/json or application/graphql-response+json, but got: ${accept}`,
            extensions: {
              code: 'NOT_ACCEPTABLE',
              available: expect.arrayContaining(['application/json', 'application/graphql-response+json']),
            },
          },
        ],
      })
    })

    it('is told so before anything is asked of the database, or looked for in the body', async () => {
      for (const body of ['{"query":"{ search(query: \\"a\\") { totalCount } }"}', 'not json', '[]'])
        expect((await ask('text/html', body)).status).toBe(406)
      expect(api.statements).toEqual([])
      expect(api.logs).toEqual([])
    })

    it('is told so by GET too', async () => {
      const query = new URLSearchParams({ query: one.query })
      const response = await api.app.fetch(`${URL}?${query}`, { headers: { accept: 'text/csv' } })
      expect(response.status).toBe(406)
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }] })
    })

    it.each([
      '',
      'application/*',
      'text/html, */*;q=0.1',
      'application/xml, application/json; q=0.5',
      'APPLICATION/JSON; charset=UTF-8',
      'text/event-stream',
      'multipart/mixed',
    ])('is not one that accepts %j', async (accept) => {
      const response = await ask(accept)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('"revision"')
    })
  })

  it('may be a batch', async () => {
    const response = await post(JSON.stringify([one, one]))
    expect(await response.json()).toMatchObject([{ data: { dataset: {} } }, { data: { dataset: {} } }])
  })

  it('may be a GET that asks, and not one that changes', async () => {
    const get = (query: string) => api.app.fetch(`${URL}?query=${encodeURIComponent(query)}`)
    expect((await get(one.query)).status).toBe(200)
    const refused = await get('mutation { change }')
    expect(refused.status).toBe(405)
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
  })

  it('that fails unexpectedly tells its id and nothing else', async () => {
    const lines: Record<string, unknown>[] = []
    const app = createApp({
      reference: api.reference,
      database: { ...api.database, sql: failingSql('secret: password of the database') },
      logger: pino({}, { write: (line: string) => lines.push(JSON.parse(line)) }),
    })
    const body = JSON.stringify({ query: '{ search(query: "chiffrement") { totalCount } }' })
    const response = await app.fetch(
      URL,
      { method: 'POST', headers: JSON_TYPE, body },
      { requestId: 'asked-1' },
    )
    const text = await response.text()
    expect(text).not.toMatch(/secret|password|stack/)
    expect(JSON.parse(text).errors).toMatchObject([
      { path: ['search'], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'asked-1' } },
    ])
    expect(lines).toMatchObject([
      { requestId: 'asked-1', err: { message: expect.stringContaining('secret') } },
    ])
  })
})

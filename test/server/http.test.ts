// What only the HTTP server does, so a port is opened: body limit, request ids, security headers, health, shutdown.

import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type HttpServer, startHttp } from '../../src/server/http.ts'
import { LIMITS } from '../../src/server/limits.ts'
import { createLogger } from '../../src/server/log.ts'
import { describeApp } from '../support/app.ts'
import { failingSql } from '../support/failing.ts'

describeApp('The HTTP server', (api) => {
  let http: HttpServer
  let url: string
  beforeAll(async () => {
    const dependencies = { ...api, logger: createLogger('silent') }
    http = await startHttp(dependencies, { host: '127.0.0.1', port: 0 })
    url = `http://127.0.0.1:${http.port}`
  })
  afterAll(() => http?.close())

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })

  it('answers a question, with the request id it was given and headers that allow nothing', async () => {
    const response = await post('{"query":"{ dataset { revision } }"}', { 'x-request-id': 'asked-1' })
    expect(await response.json()).toMatchObject({ data: { dataset: { revision: expect.any(String) } } })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-request-id': 'asked-1',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
  })

  it.each([
    '{"query":"{ dataset { revision counts { controls } } }"}',
    '{"query":"query Q($r: String!) { control(framework: \\"secnumcloud-3.2\\", ref: $r) { ref } }","variables":{"r":"9.6 a)"}}',
    '{"query":"{ control(framework: \\"nope\\", ref: \\"1\\") { ref } }"}',
    '{"query":"{ dataset { nope } }"}',
    '{"query":"{ dataset {"}',
    '{"query":"{ controls(first: 0) { totalCount } }"}',
    '{"query":"mutation { change }"}',
    '{"query":""}',
    '{}',
    '[]',
    'null',
    'not json',
    '[{"query":"{ dataset { revision } }"}]',
  ])('answers %s as the application does', async (body) => {
    const headers = { 'content-type': 'application/json' }
    const overHttp = await post(body)
    const direct = await api.app.fetch('http://test/graphql', { method: 'POST', headers, body })
    expect(overHttp.status).toBe(direct.status)
    expect(await overHttp.text()).toBe(await direct.text())
  })

  it('gives a request an id of its own, when the one it brings could not be one', async () => {
    const response = await post('{"query":"{ dataset { revision } }"}', { 'x-request-id': 'a b"c' })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('refuses a body over the limit', async () => {
    const response = await post(JSON.stringify({ query: '#'.repeat(LIMITS.body) }))
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BODY_TOO_LARGE' } }] })
  })

  it('refuses a body over the limit whose length was not announced', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(LIMITS.body + 1).fill(32))
        controller.close()
      },
    })
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    expect((await fetch(`${url}/graphql`, init)).status).toBe(413)
  })

  it.each([
    ['/', 302],
    ['/nothing', 404],
    ['/graphiql/nothing.js', 404],
    ['/graphiql/../../package.json', 404],
    ['/health/nothing', 404],
    ['/health/live', 200],
    ['/health/ready', 200],
  ])('answers %s with %i', async (path, status) => {
    expect((await fetch(`${url}${path}`, { redirect: 'manual' })).status).toBe(status)
  })

  it('outlives a request that is not HTTP', async () => {
    const socket = connect(http.port, '127.0.0.1')
    socket.write('GARBAGE\r\n\r\n')
    await new Promise((resolve) => socket.on('close', resolve).resume())
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
  })

  it.each([
    [false, 200, 'degraded'],
    [true, 503, 'unavailable'],
  ])('says that the database does not answer; with requireAuth %s: %i', async (requireAuth, code, status) => {
    const database = { ...api.database, sql: failingSql('away') }
    const dependencies = { ...api, database, logger: createLogger('silent'), requireAuth }
    const other = await startHttp(dependencies, { host: '127.0.0.1', port: 0 })
    const ready = await fetch(`http://127.0.0.1:${other.port}/health/ready`)
    expect([ready.status, await ready.json()]).toMatchObject([code, { status, database: 'away' }])
    expect((await fetch(`http://127.0.0.1:${other.port}/health/live`)).status).toBe(200)
    await other.close()
  })
})

// An organization's own framework over HTTP: exports for it alone, and imports of whole files.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../support/database.ts'
import { handbook, storeOwn } from '../support/own.ts'
import { type Serving, serveSeeded } from '../support/serving.ts'
import { ACME, createTenants, headersOf, RIVAL } from '../support/tenants.ts'

type Headers = Readonly<Record<string, string>>

describeDatabases('An organization’s own framework over HTTP', (open) => {
  let serving: Serving
  const keys: Record<string, Headers> = { nobody: {} }
  beforeAll(async () => {
    const database = await open('seeded')
    await createTenants(database)
    await storeOwn(database, ACME, handbook(ACME))
    for (const [name, organization, role] of [
      ['acme', ACME, 'admin'],
      ['editor', ACME, 'editor'],
      ['rival', RIVAL, 'admin'],
    ] as const)
      keys[name] = await headersOf(database, organization, role)
    serving = await serveSeeded(database)
  })
  afterAll(() => serving.close())

  const get = (path: string, who: string, more: Headers = {}) =>
    serving.ask(path, { headers: { ...keys[who], ...more } })

  const EXPORTS = [
    ['/export/oscal/catalog/acme%3Ahandbook.json', 'acme-handbook.json', 'Zeppelin'],
    ['/export/ciso-assistant/catalog/acme%3Ahandbook.yaml', 'acme-handbook.yaml', 'Zeppelin'],
    [
      '/export/csv/mapping/acme%3Ahandbook--iso-27001-2022.csv',
      'acme-handbook--iso-27001-2022.csv',
      'register',
    ],
    [
      '/export/oscal/mapping/acme%3Ahandbook--iso-27001-2022.json',
      'acme-handbook--iso-27001-2022.json',
      'superset-of',
    ],
    [
      '/export/csv/gaps.csv?of=iso-27001-2022&by=acme:handbook',
      'gaps--iso-27001-2022--acme-handbook.csv',
      'FULL',
    ],
    [
      '/export/csv/crosswalk.csv?from=acme:handbook&to=iso-27001-2022',
      'crosswalk--acme-handbook--iso-27001-2022.csv',
      'A.5.18',
    ],
  ] as const

  it.each(EXPORTS)('is exported at %s to its organization, and to no other', async (path, name, text) => {
    const mine = await get(path, 'acme')
    expect([mine.status, mine.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
    expect(mine.headers.get('content-disposition')).toContain(`"${name}"`)
    expect(await mine.text()).toContain(text)
    const etag = mine.headers.get('etag')!
    expect((await get(path, 'acme', { 'if-none-match': etag })).status).toBe(304)
    for (const who of ['rival', 'nobody']) {
      const theirs = await get(path, who, { 'if-none-match': etag })
      expect(theirs.status).toBe(404)
      expect(await theirs.text()).not.toMatch(/Zeppelin|nearest":\["acme/)
    }
  })

  it('leaves the exports of everything without a trace for others, under an ETag of their own', async () => {
    const path = '/export/csv/mappings.csv'
    const [mine, theirs, publics] = [
      await get(path, 'acme'),
      await get(path, 'rival'),
      await get(path, 'nobody'),
    ]
    expect(await mine.text()).toContain('acme:handbook')
    const rival = await theirs.text()
    expect(rival).not.toContain('acme')
    expect(await publics.text()).toBe(rival)
    expect(theirs.headers.get('etag')).toBe(publics.headers.get('etag'))
    expect(mine.headers.get('etag')).not.toBe(publics.headers.get('etag'))
  })

  it('never shows official texts in an export', async () => {
    const catalog = await (await get('/export/oscal/catalog/acme%3Ahandbook.json', 'acme')).text()
    expect(catalog).not.toContain('ticket')
  })

  const post = (path: string, who: string, body: string, more: Headers = {}) =>
    serving.ask(path, {
      method: 'POST',
      body,
      headers: { ...keys[who], ...more },
    })

  const rows = (count: number) =>
    `Framework,Ref,Title (en),Summary (en)\n${Array.from({ length: count }, (_, i) => `Large,${i + 1},Control ${i + 1},${'word '.repeat(60)}`).join('\n')}\n`

  it('is taken as a file longer than any request to the API', async () => {
    const response = await post('/import/csv', 'acme', rows(3000))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      written: true,
      frameworks: [{ slug: 'acme:large', controls: 3000 }],
      problems: [],
    })
    const search = await post(
      '/graphql',
      'acme',
      JSON.stringify({ query: '{ control(framework: "acme:large", ref: "2999") { title } }' }),
      { 'content-type': 'application/json' },
    )
    expect(await search.json()).toEqual({ data: { control: { title: 'Control 2999' } } })
  })

  it('comes back from its own export as what it was', async () => {
    for (const [format, path] of [
      ['oscal', '/export/oscal/catalog/acme%3Ahandbook.json'],
      ['csv', '/export/csv/catalog/acme%3Ahandbook.csv'],
    ] as const) {
      const file = await get(path, 'acme')
      expect(file.status).toBe(200)
      const report = await (await post(`/import/${format}`, 'acme', await file.text())).json()
      expect(report).toMatchObject({ written: true, frameworks: [{ slug: 'acme:handbook', controls: 4 }] })
    }
    const again = await get('/export/csv/mapping/acme%3Ahandbook--iso-27001-2022.csv', 'acme')
    expect(await again.text()).toContain('A.5.18')
  })

  it('is taken once under an idempotency key', async () => {
    const once = () => post('/import/csv?slug=keyed', 'acme', rows(3), { 'idempotency-key': 'once' })
    const first = await (await once()).json()
    expect(first).toMatchObject({ frameworks: [{ slug: 'acme:keyed' }] })
    expect(await (await once()).json()).toEqual(first)
  })

  it.each([
    ['an editor', 'editor', '/import/csv', 403, 'FORBIDDEN'],
    ['nobody', 'nobody', '/import/csv', 401, 'UNAUTHENTICATED'],
    ['an unknown format', 'acme', '/import/pdf', 400, 'BAD_ARGUMENT'],
    ['an unknown scope', 'acme', '/import/csv?scope=all', 400, 'BAD_ARGUMENT'],
    ['a dry run that is not sure', 'acme', '/import/csv?dryRun=1', 400, 'BAD_ARGUMENT'],
    ['a dry run misspelt', 'acme', '/import/csv?dryrun=true', 400, 'BAD_ARGUMENT'],
    ['two slugs', 'acme', '/import/csv?slug=one&slug=two', 400, 'BAD_ARGUMENT'],
  ])('is refused from %s', async (_what, who, path, status, code) => {
    const response = await post(path, who, rows(1))
    expect([response.status, await response.json()]).toMatchObject([
      status,
      { errors: [{ extensions: { code } }] },
    ])
  })

  it('is refused when it is too long, before it is read', async () => {
    const response = await post('/import/csv', 'acme', 'x'.repeat(8_000_001))
    expect([response.status, await response.json()]).toMatchObject([
      413,
      { errors: [{ extensions: { code: 'BODY_TOO_LARGE', limit: 8_000_000 } }] },
    ])
  })
})

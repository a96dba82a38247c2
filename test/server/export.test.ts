// Exports over HTTP: addresses, freshness, negotiation, file names, problems, and readers that go away.

import { request } from 'node:http'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildSnapshot } from '../../src/domain/snapshot.ts'
import { type HttpServer, startHttp } from '../../src/server/http.ts'
import type { AppDependencies } from '../../src/server/yoga.ts'
import { rowsOf, smallSeeds } from '../support/seeds.ts'

const snapshot = buildSnapshot(rowsOf(smallSeeds()), new Date())
const logs: string[] = []
let http: HttpServer

beforeAll(async () => {
  // Exports ask the snapshot only: there is no database to open.
  const dependencies = {
    reference: { current: () => snapshot, seenBy: () => snapshot },
    logger: pino({ level: 'warn' }, { write: (line: string) => void logs.push(line) }),
  } as unknown as AppDependencies
  http = await startHttp(dependencies, { host: '127.0.0.1', port: 0 })
})
afterAll(() => http.close())

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`http://127.0.0.1:${http.port}${path}`, { method, headers })

const SET = 'secnumcloud-3.2--iso-27001-2022--curated'
const CATALOG = '/export/oscal/catalog/secnumcloud-3.2.json'
const GAPS = 'of=secnumcloud-3.2&by=iso-27001-2022'

describe('An export', () => {
  it.each([
    [CATALOG, 'application/json', 'secnumcloud-3.2.json'],
    [`/export/oscal/mapping/${SET}.json`, 'application/json', `${SET}.json`],
    ['/export/oscal/mappings.json', 'application/json', 'mappings.json'],
    ['/export/ciso-assistant/catalog/iso-27001-2022.yaml', 'application/yaml', 'iso-27001-2022.yaml'],
    [`/export/ciso-assistant/mapping/${SET}.yaml`, 'application/yaml', `${SET}.yaml`],
    [`/export/csv/mapping/${SET}.csv`, 'text/csv; charset=utf-8', `${SET}.csv`],
    ['/export/csv/mappings.csv', 'text/csv; charset=utf-8', 'mappings.csv'],
    [`/export/csv/gaps.csv?${GAPS}`, 'text/csv; charset=utf-8', 'gaps--secnumcloud-3.2--iso-27001-2022.csv'],
    [
      `/export/csv/coverage.csv?${GAPS}`,
      'text/csv; charset=utf-8',
      'coverage--secnumcloud-3.2--iso-27001-2022.csv',
    ],
    [
      '/export/csv/crosswalk.csv?from=secnumcloud-3.2&to=iso-27001-2022,soc2-tsc-2017',
      'text/csv; charset=utf-8',
      'crosswalk--secnumcloud-3.2--iso-27001-2022--soc2-tsc-2017.csv',
    ],
    [
      `/export/xlsx/coverage.xlsx?${GAPS}`,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'coverage--secnumcloud-3.2--iso-27001-2022.xlsx',
    ],
    [
      `/export/sssom/mapping/${SET}.sssom.tsv`,
      'text/tab-separated-values; charset=utf-8',
      `${SET}.sssom.tsv`,
    ],
    [`/export/strm/mapping/${SET}.strm.csv`, 'text/csv; charset=utf-8', `${SET}.strm.csv`],
    [
      `/export/markdown/gaps.md?${GAPS}`,
      'text/markdown; charset=utf-8',
      'gaps--secnumcloud-3.2--iso-27001-2022.md',
    ],
  ])('at %s is streamed with its type and name', async (path, type, name) => {
    const response = await get(path, { 'accept-language': 'en' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
    expect(response.headers.get('etag')).toBe(`"${snapshot.revision}"`)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(200)
  })

  it('that the client has already is not sent again', async () => {
    const etag = (await get(CATALOG)).headers.get('etag')!
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await get(CATALOG, { 'if-none-match': known })
      expect(response.status).toBe(304)
      expect(await response.text()).toBe('')
    }
    expect((await get(CATALOG, { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('answers HEAD without a body', async () => {
    const response = await get(CATALOG, {}, 'HEAD')
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBe(`"${snapshot.revision}"`)
    expect(await response.text()).toBe('')
  })

  it('is in the language asked for, with an ETag of its own where the headers chose it', async () => {
    const path = `/export/markdown/gaps.md?${GAPS}`
    const french = await get(path, { 'accept-language': 'fr' })
    expect(french.headers.get('vary')).toBe('accept-language')
    expect(french.headers.get('etag')).toBe(`"${snapshot.revision}.fr"`)
    const text = await french.text()
    expect(text).toMatch(/^# Rapport d’écarts/)
    const asked = await get(`${path}&locale=fr`, { 'accept-language': 'en' })
    expect(asked.headers.get('vary')).toBeNull()
    expect(await asked.text()).toBe(text)
  })

  it('comes as French Excel reads it on request', async () => {
    const response = await get(`/export/csv/mapping/${SET}.csv?excel=fr&locale=fr`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(bytes.toString().split('\r\n')[0]).toContain(';')
  })

  it.each([
    ['application/yaml', 'application/yaml'],
    ['application/oscal+json', 'application/json'],
    ['text/csv;q=0.5, text/tab-separated-values', 'text/tab-separated-values; charset=utf-8'],
    ['*/*', 'application/json'],
    ['text/*', 'text/csv; charset=utf-8'],
  ])('is chosen by Accept: %s', async (accept, type) => {
    const response = await get(`/export/mapping/${SET}`, { accept })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('vary')).toContain('accept')
    expect(response.headers.get('etag')).not.toBe(`"${snapshot.revision}"`)
    await response.arrayBuffer()
  })
})

describe('What is no export', () => {
  it.each([
    ['/export/oscal/catalog/nist.json', 404, 'UNKNOWN_FRAMEWORK'],
    ['/export/oscal/mapping/nist.json', 404, 'UNKNOWN_MAPPING_SET'],
    ['/export/oscal/mapping/hds-2.0-annex-1.json', 404, 'NOT_EXPRESSIBLE'],
    ['/export/oscal/catalog/secnumcloud-3.2.yaml', 404, 'NOT_FOUND'],
    ['/export/oscal/catalog.json', 404, 'NOT_FOUND'],
    ['/export/word/catalog/secnumcloud-3.2.docx', 404, 'NOT_FOUND'],
    ['/export/csv/catalog/..%2f..%2fetc%2fpasswd.csv', 404, 'UNKNOWN_FRAMEWORK'],
    ['/export/oscal/catalog/%E0%A4%A.json', 404, 'NOT_FOUND'],
    ['/export/', 404, 'NOT_FOUND'],
    ['/export/csv/gaps.csv?of=secnumcloud-3.2', 400, 'BAD_ARGUMENT'],
    ['/export/csv/gaps.csv?of=secnumcloud-3.2&by=nist', 404, 'UNKNOWN_FRAMEWORK'],
    [`/export/csv/mapping/${SET}.csv?locale=de`, 400, 'BAD_ARGUMENT'],
  ])('%s is answered with %i %s', async (path, status, code) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-disposition')).toBeNull()
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.any(String), extensions: { code } }],
    })
  })

  it('tells the types there are when none is wanted', async () => {
    const response = await get('/export/catalog/secnumcloud-3.2', { accept: 'image/png' })
    expect(response.status).toBe(406)
    expect(await response.json()).toMatchObject({
      errors: [
        {
          extensions: {
            code: 'NOT_ACCEPTABLE',
            available: [{ format: 'oscal' }, { format: 'ciso-assistant' }, { format: 'csv' }],
          },
        },
      ],
    })
  })

  it('is anything but GET and HEAD', async () => {
    const response = await get(CATALOG, {}, 'DELETE')
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
  })
})

it('A reader that goes away is no error', async () => {
  await new Promise<void>((resolve) => {
    const asked = request({ port: http.port, path: '/export/oscal/mappings.json' }, (response) => {
      response.once('data', () => {
        response.destroy()
        resolve()
      })
    })
    asked.end()
  })
  expect((await get(CATALOG)).status).toBe(200)
  expect(logs).toEqual([])
})

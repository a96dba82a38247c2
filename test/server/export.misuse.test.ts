// What an export's address asks that there is nothing for: it is refused, naming what was got, and never passed over.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXPORT_FORMATS, EXPORT_RESOURCES, exportPath, NAMED } from '../../src/domain/export.ts'
import { buildSnapshot } from '../../src/domain/snapshot.ts'
import { type HttpServer, startHttp } from '../../src/server/http.ts'
import { createLogger } from '../../src/server/log.ts'
import type { AppDependencies } from '../../src/server/yoga.ts'
import { rowsOf, smallSeeds } from '../support/seeds.ts'

const snapshot = buildSnapshot(rowsOf(smallSeeds()), new Date())
let http: HttpServer

beforeAll(async () => {
  const dependencies = {
    reference: { current: () => snapshot, seenBy: () => snapshot },
    logger: createLogger('silent'),
  } as unknown as AppDependencies
  http = await startHttp(dependencies, { host: '127.0.0.1', port: 0 })
})
afterAll(() => http.close())

const get = (path: string) => fetch(`http://127.0.0.1:${http.port}${path}`)

const CATALOG = '/export/csv/catalog/secnumcloud-3.2.csv'
const GAPS = '/export/csv/gaps.csv?of=secnumcloud-3.2&by=iso-27001-2022'
const CROSSWALK = '/export/csv/crosswalk.csv?from=secnumcloud-3.2&to=iso-27001-2022'
const DERIVED = '/export/oscal/derived.json?from=secnumcloud-3.2&to=soc2-tsc-2017'

describe('An export is refused', () => {
  it.each([
    [`${DERIVED}&maxHops=abc`, 'maxHops', 'maxHops must be from 1 to 5, but got: abc'],
    [`${DERIVED}&maxHops=`, 'maxHops', 'maxHops must be from 1 to 5, but got: nothing'],
    [`${DERIVED}&maxHops=0`, 'maxHops', 'maxHops must be from 1 to 5, but got: 0'],
    [`${DERIVED}&maxHops=6`, 'maxHops', 'maxHops must be from 1 to 5, but got: 6'],
    [`${DERIVED}&maxHops=-1`, 'maxHops', 'maxHops must be from 1 to 5, but got: -1'],
    [`${DERIVED}&maxHops=1.5`, 'maxHops', 'maxHops must be from 1 to 5, but got: 1.5'],
    [`${DERIVED}&maxHops=0x3`, 'maxHops', 'maxHops must be from 1 to 5, but got: 0x3'],
    [`${DERIVED}&maxHops=1&maxHops=5`, 'maxHops', 'maxHops must be given once, but got: 2 times'],
    [`${CATALOG}?excel=de`, 'excel', 'excel must be fr, but got: de'],
    [`${CATALOG}?excel=`, 'excel', 'excel must be fr, but got: nothing'],
    [`${CATALOG}?excel=true`, 'excel', 'excel must be fr, but got: true'],
    [`${CATALOG}?locale=DE`, 'locale', 'locale must be en or fr, but got: DE'],
    [`${CATALOG}?locale=`, 'locale', 'locale must be en or fr, but got: nothing'],
    [`${CATALOG}?locale=fr&locale=en`, 'locale', 'locale must be given once, but got: 2 times'],
    [
      `${CATALOG}?colour=red`,
      'colour',
      'the parameters of catalog must be among locale, excel, but got: colour',
    ],
    [
      `${CATALOG}?Locale=fr`,
      'Locale',
      'the parameters of catalog must be among locale, excel, but got: Locale',
    ],
    [
      `${GAPS}&maxHops=2`,
      'maxHops',
      'the parameters of gaps must be among of, by, sets, locale, excel, but got: maxHops',
    ],
    [
      `${CROSSWALK}&by=soc2-tsc-2017`,
      'by',
      'the parameters of crosswalk must be among from, to, sets, locale, excel, but got: by',
    ],
    [`${GAPS}&of=soc2-tsc-2017`, 'of', 'of must be given once, but got: 2 times'],
    [`${CROSSWALK}&from=soc2-tsc-2017`, 'from', 'from must be given once, but got: 2 times'],
  ])('%s', async (path, argument, message) => {
    const response = await get(path)
    expect(response.status).toBe(400)
    expect(response.headers.get('etag')).toBeNull()
    expect(await response.json()).toEqual({
      errors: [{ message, extensions: { code: 'BAD_ARGUMENT', argument } }],
    })
  })

  it('without repeating more than the beginning of what was got', async () => {
    for (const query of [`${'a'.repeat(2000)}=1`, `excel=${'a'.repeat(2000)}`, `locale=${'a'.repeat(2000)}`])
      expect((await (await get(`${CATALOG}?${query}`)).text()).length).toBeLessThan(400)
  })
})

describe('An export is answered', () => {
  it.each([`${CATALOG}?locale=FR&excel=fr`, `${DERIVED}&maxHops=1`, `${GAPS}&locale=en&excel=fr`])(
    '%s',
    async (path) => {
      const response = await get(path)
      expect(response.status).toBe(200)
      await response.arrayBuffer()
    },
  )

  it('at every address that the API tells', async () => {
    const query = {
      derived: { from: 'secnumcloud-3.2', to: 'soc2-tsc-2017' },
      crosswalk: { from: 'secnumcloud-3.2', to: 'iso-27001-2022' },
      coverage: { of: 'secnumcloud-3.2', by: ['iso-27001-2022'], sets: null },
      gaps: { of: 'secnumcloud-3.2', by: ['iso-27001-2022'], sets: null },
      mappings: {},
      catalog: {},
      mapping: {},
    }
    const names = { catalog: 'secnumcloud-3.2', mapping: 'secnumcloud-3.2--iso-27001-2022--curated' }
    for (const resource of EXPORT_RESOURCES)
      for (const format of EXPORT_FORMATS) {
        const name = NAMED.includes(resource) ? names[resource as 'catalog' | 'mapping'] : null
        const path = exportPath(format, resource, name, query[resource])
        if (path === null) continue
        const response = await get(path)
        expect([path, response.status]).toEqual([path, 200])
        await response.arrayBuffer()
      }
  })
})

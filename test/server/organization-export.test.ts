// An organization's own exports over HTTP: the register and the posture, as CSV and XLSX, to nobody else and kept by
// nobody; and a register that is exported can be imported.

import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildSnapshot, type Snapshot } from '../../src/domain/snapshot.ts'
import { readEvidence } from '../../src/exchange/read-evidence.ts'
import type { Database } from '../../src/store/database.ts'
import { createEvidence, deleteEvidence } from '../../src/store/evidence-change.ts'
import { importEvidence } from '../../src/store/evidence-import.ts'
import { setOwnVerdict } from '../../src/store/own-verdict.ts'
import { registerPages } from '../../src/store/register.ts'
import { readSnapshotRows } from '../../src/store/snapshot.ts'
import { describeDatabases } from '../support/database.ts'
import { type Serving, serveSeeded } from '../support/serving.ts'
import { ACME, accepted, actor, createTenants, fields, keyOf, RIVAL } from '../support/tenants.ts'

describeDatabases('The exports of an organization', (open) => {
  let database: Database
  let serving: Serving
  let snapshot: Snapshot
  const keys: Record<string, string> = {}
  const who = actor(ACME)

  beforeAll(async () => {
    database = await open('seeded')
    await createTenants(database)
    keys.acme = await keyOf(database, ACME, 'viewer')
    keys.rival = await keyOf(database, RIVAL, 'viewer')
    await accepted(
      database,
      ACME,
      { 'iso-27001-2022/A.5.18': 'PROVES', 'soc2-tsc-2017/CC6.1': 'SUPPORTS' },
      { title: 'Review; "2026"', validUntil: '2026-12-31', description: 'two\nlines', size: 12 },
    )
    await accepted(
      database,
      ACME,
      { 'secnumcloud-3.2/9.4.a': 'PROVES' },
      { title: 'Old', validUntil: '2026-02-01' },
    )
    await createEvidence(database, who, null, fields({ title: '=HYPERLINK("http://evil")' }))
    await accepted(database, RIVAL, { 'secnumcloud-3.2/9.4.a': 'PROVES' }, { title: 'secret of rival' })
    await setOwnVerdict(database, who, null, 'secnumcloud-3.2/5.1.a', {
      verdict: 'NOT_MET',
      reason: '+not yet',
    })
    snapshot = buildSnapshot((await readSnapshotRows(database))!, new Date(0))
    serving = await serveSeeded(database)
  })
  afterAll(() => serving.close())

  const get = (
    path: string,
    by: string | null = 'acme',
    headers: Record<string, string> = {},
    method = 'GET',
  ) =>
    serving.ask(path, {
      method,
      headers: { ...(by ? { authorization: `Bearer ${keys[by]}` } : {}), ...headers },
    })
  const lines = async (path: string, by = 'acme') => (await (await get(path, by)).text()).split('\r\n')
  const sheets = async (path: string) => {
    const files = unzipSync(new Uint8Array(await (await get(path)).arrayBuffer()))
    const text = (name: string) => new TextDecoder().decode(files[name])
    const names = [...text('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name)
    return { names, all: Object.keys(files).map(text).join('\n') }
  }

  const REGISTER = '/export/csv/evidence.csv'
  const POSTURE = '/export/csv/posture/secnumcloud-3.2.csv'

  it.each([
    [REGISTER, 'text/csv; charset=utf-8', /^acme--evidence--\d{4}-\d\d-\d\d\.csv$/],
    ['/export/xlsx/evidence.xlsx?asOf=2026-06-01', /spreadsheetml/, /^acme--evidence--2026-06-01\.xlsx$/],
    [
      `${POSTURE}?asOf=2026-06-01`,
      'text/csv; charset=utf-8',
      /^acme--posture--secnumcloud-3\.2--2026-06-01\.csv$/,
    ],
    [
      '/export/xlsx/posture/soc2-tsc-2017.xlsx?asOf=2026-06-01',
      /spreadsheetml/,
      /soc2-tsc-2017--2026-06-01\.xlsx$/,
    ],
  ])('%s is a file of its own that nobody keeps', async (path, type, name) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    const { headers } = response
    expect(headers.get('content-type')).toMatch(type)
    expect(/filename="(.*)"/.exec(headers.get('content-disposition')!)![1]).toMatch(name)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('vary')).toBe('authorization')
    expect(headers.get('etag')).toBeNull()
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(200)
    const known = await get(path, 'acme', { 'if-none-match': `"${snapshot.revision}"` })
    expect(known.status).toBe(200)
    await known.body?.cancel()
    const head = await get(path, 'acme', {}, 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('are nothing to others, and never hold anything of theirs', async () => {
    for (const path of [REGISTER, POSTURE, '/export/xlsx/evidence.xlsx']) {
      const refused = await get(path, null)
      expect(refused.status).toBe(401)
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    }
    expect((await lines(REGISTER)).join('\n')).not.toContain('secret of rival')
    expect((await lines(`${POSTURE}?anyScope=true&asOf=2026-01-20`)).join('\n')).not.toContain(
      'secret of rival',
    )
    expect((await sheets('/export/xlsx/evidence.xlsx')).all).not.toContain('secret of rival')
    const theirs = (await lines(REGISTER, 'rival')).join('\n')
    expect(theirs).toContain('secret of rival')
    expect(theirs).not.toContain('Review')
  })

  describe('the register', () => {
    it('has a line a piece, in which nothing becomes a formula', async () => {
      const [header, ...rows] = await lines(`${REGISTER}?asOf=2026-06-01`)
      expect(header).toMatch(/^id,version,status,freshness,title,type,.*,proves,supports,certifies,fileName/)
      expect(rows.join('\n')).toContain('ACCEPTED,FRESH,"Review; ""2026"""')
      expect(rows.join('\n')).toContain('ACCEPTED,EXPIRED,Old')
      expect(rows.join('\n')).toContain(`"'=HYPERLINK(""http://evil"")"`)
      const workbook = await sheets('/export/xlsx/evidence.xlsx')
      expect(workbook.names).toEqual(['About', 'Evidence'])
      expect(workbook.all).not.toMatch(/<f>/)
    })

    it('is as French Excel reads it on request', async () => {
      const response = await get(`${REGISTER}?excel=fr&locale=fr`)
      const bytes = Buffer.from(await response.arrayBuffer())
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      expect(bytes.toString()).toContain('id;version;status')
    })

    it('can be imported: what was said, and what it shows, is the same', async () => {
      for (const excel of ['', '?excel=fr']) {
        const text = await (await get(`${REGISTER}${excel}`)).text()
        const { drafts, problems } = readEvidence(text, { snapshot, today: '2020-01-01', scopes: new Set() })
        expect(problems).toEqual([])
        const rows = []
        for await (const page of registerPages(database, ACME)) rows.push(...page)
        const said = rows.map(({ piece, links, certificates }) => ({
          fields: Object.fromEntries(Object.keys(fields()).map((name) => [name, piece[name as 'title']])),
          links: links.map(({ control, role }) => ({ control, role })),
          certificates: certificates.map(({ framework, exceptions }) => ({ framework, exceptions })),
        }))
        const sorted = drafts.map(({ links, ...draft }) => ({
          ...draft,
          links: [...links].sort((a, b) => (a.control < b.control ? -1 : 1)),
        }))
        expect(sorted).toEqual(said)
      }
    })

    it('is whole over many pages, though pieces go while it is read', async () => {
      const drafts = Array.from({ length: 2500 }, (_, i) => ({
        fields: fields({ title: `piece ${i}` }),
        links: [],
        certificates: [],
      }))
      const ids = await importEvidence(database, actor(RIVAL), null, drafts)
      const seen = new Set<string>()
      for await (const page of registerPages(database, RIVAL)) {
        for (const { piece } of page) seen.add(piece.id)
        // The last of a page is where the next one begins.
        if (page.length === 1000)
          await deleteEvidence(database, actor(RIVAL), null, { id: page.at(-1)!.piece.id, version: 1 }).catch(
            () => {},
          )
      }
      expect(ids.filter((id) => !seen.has(id))).toEqual([])
    })
  })

  describe('the posture', () => {
    it('tells of each control how it stands, what people say, the evidence and what is left', async () => {
      const text = (await lines(`${POSTURE}?asOf=2026-06-01`)).join('\n')
      expect(text).toMatch(
        /^Theme,Ref,Title,Standing,Derived verdict,Own verdict,Reason,Author,Evidence,Left to prove/,
      )
      expect(text).toMatch(/,9\.4\.a,.*,PARTIAL,PARTIAL,,,,"Review; ""2026"" \(2026-12-31\)",/)
      expect(text).toMatch(/,5\.1\.a,.*,NOT_MET,\w+,NOT_MET,'\+not yet,/)
      expect(text).not.toContain('Old')
      expect((await lines(`${POSTURE}?asOf=2026-01-20`)).join('\n')).toMatch(/,9\.4\.a,.*,FULL,FULL,/)
      expect(await lines(`${POSTURE}?asOf=2027-06-01&locale=fr`)).toContainEqual(
        expect.stringMatching(/^Thème,Réf/),
      )
    })

    it('has a sheet a theme, a summary, and what does not count', async () => {
      const { names, all } = await sheets('/export/xlsx/posture/secnumcloud-3.2.xlsx?asOf=2026-06-01')
      expect(names.slice(0, 2)).toEqual(['About', 'Summary'])
      expect(names.at(-1)).toBe('Does not count')
      expect(names.length).toBeGreaterThan(10)
      for (const text of ['2026-06-01', snapshot.revision, 'expired', 'Old', 'acme'])
        expect(all).toContain(text)
    })
  })

  it.each([
    ['/export/csv/posture/nowhere.csv', 404, 'UNKNOWN_FRAMEWORK'],
    [`${POSTURE}?asOf=soon`, 400, 'BAD_ARGUMENT'],
    [`${POSTURE}?locale=de`, 400, 'BAD_ARGUMENT'],
    [`${POSTURE}?anyScope=yes`, 400, 'BAD_ARGUMENT'],
    [`${POSTURE}?excel=de`, 400, 'BAD_ARGUMENT'],
    [`${POSTURE}?asof=2026-06-01`, 400, 'BAD_ARGUMENT'],
    [`${REGISTER}?asOf=2026-06-01&asOf=2026-07-01`, 400, 'BAD_ARGUMENT'],
    ['/export/oscal/posture/secnumcloud-3.2.json', 404, 'NOT_FOUND'],
    ['/export/csv/posture.csv', 404, 'NOT_FOUND'],
    ['/export/csv/evidence.xlsx', 404, 'NOT_FOUND'],
  ])('%s is answered with %i %s', async (path, status, code) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-disposition')).toBeNull()
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] })
  })
})

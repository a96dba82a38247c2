// Bulk import through the API and on the command line: all rows or none, once under a key, and a dry run.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_ROWS } from '../../src/exchange/read-evidence.ts'
import { openDatabase } from '../../src/store/database.ts'
import { importEvidence } from '../../src/store/evidence-import.ts'
import { describeApp } from '../support/app.ts'
import { freshDatabase } from '../support/database.ts'
import { type Answer, answerOf } from '../support/mutations.ts'
import { start } from '../support/program.ts'
import { ACME, actor, createTenants, fields, headersOf, RIVAL } from '../support/tenants.ts'

const CSV = `title;collectedAt;proves;certifies
Review;2026-01-10;iso-27001-2022/A.5.18;
Certificate;2026-01-11;;iso-27001-2022 except A.7.1
`
const IMPORT = `mutation ($csv: String!, $dryRun: Boolean, $key: String) { ${answerOf(
  'importEvidence(csv: $csv, dryRun: $dryRun, key: $key)',
  `{ import { rows imported evidence {
    id title status version collectedAt links { role control { id } acceptedAt } certificates { framework { slug } exceptions { ref } } } } }
    ... on BadRowsError { problems { line column message } }`,
)} }`

interface Imported {
  readonly import: { readonly rows: number; readonly imported: number; readonly evidence: readonly object[] }
  readonly problems: readonly object[]
}

describeApp('An import of evidence', (api) => {
  const headers: Record<string, Record<string, string>> = {}
  beforeAll(async () => {
    await createTenants(api.database)
    for (const [name, organization, role] of [
      ['viewer', ACME, 'viewer'],
      ['editor', ACME, 'editor'],
      ['admin', ACME, 'admin'],
      ['rival', RIVAL, 'editor'],
    ] as const)
      headers[name] = await headersOf(api.database, organization, role)
  })
  const send = async (variables: object, who = 'editor') =>
    (await api.data<Answer<Imported>>(IMPORT, { csv: CSV, ...variables }, headers[who])).result!
  const total = async (who = 'editor') =>
    (
      await api.data<{ organization: { evidence: { totalCount: number } } }>(
        '{ organization { evidence { totalCount } } }',
        {},
        headers[who],
      )
    ).organization.evidence.totalCount

  it('records every row as a draft with what it shows, once under a key', async () => {
    const before = await total()
    const { import: done } = await send({ key: 'register' })
    const piece = { status: 'DRAFT', version: 1 }
    expect(done).toEqual({
      rows: 2,
      imported: 2,
      evidence: [
        {
          ...piece,
          id: expect.any(String),
          title: 'Review',
          collectedAt: '2026-01-10',
          links: [{ role: 'PROVES', control: { id: expect.any(String) }, acceptedAt: null }],
          certificates: [],
        },
        {
          ...piece,
          id: expect.any(String),
          title: 'Certificate',
          collectedAt: '2026-01-11',
          links: [],
          certificates: [{ framework: { slug: 'iso-27001-2022' }, exceptions: [{ ref: 'A.7.1' }] }],
        },
      ],
    })
    expect((await send({ key: 'register' })).import).toEqual(done)
    expect(await total()).toBe(before + 2)
    expect(await send({ key: 'register', csv: 'title\nother\n' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    expect(await total('rival')).toBe(0)
  })

  it('is in the log, piece by piece', async () => {
    await send({ csv: 'title,supports\nlogged,soc2-tsc-2017/CC6.1\n' })
    const { organization } = await api.data<{
      organization: { auditLog: { edges: { node: Record<string, string> }[] } }
    }>(
      '{ organization { auditLog(first: 2) { edges { node { action subject after } } } } }',
      {},
      headers.admin,
    )
    expect(organization.auditLog.edges.map(({ node }) => node)).toMatchObject([
      { action: 'evidence.import', after: '{"imported":1}' },
      { action: 'evidence.create', subject: expect.stringMatching(/^evidence:/) },
    ])
    expect(JSON.stringify(organization.auditLog)).toContain('soc2-tsc-2017/CC6.1')
  })

  it('records nothing when any row cannot be, and tells each with line, column and reason', async () => {
    const before = await total()
    const csv = 'title,collectedAt,proves\nfine,,\nlate,31/01/2026,\nlost,,nowhere/1\n'
    for (const dryRun of [true, false]) {
      const answer = await send({ csv, dryRun })
      expect(answer.code).toBe('BAD_ROWS')
      expect(answer.problems).toMatchObject([
        { line: 3, column: 'collectedAt' },
        { line: 4, column: 'proves' },
      ])
    }
    expect(await total()).toBe(before)
  })

  it('says in a dry run what it would do, and does not', async () => {
    const before = await total()
    expect(await send({ dryRun: true, key: 'dry' })).toMatchObject({
      import: { rows: 2, imported: 0, evidence: [] },
    })
    expect(await total()).toBe(before)
    expect((await send({ key: 'dry' })).import.imported).toBe(2)
  })

  it('is for editors', async () => {
    expect((await send({}, 'viewer')).code).toBe('FORBIDDEN')
  })

  it('costs as many statements for many rows as for one', async () => {
    const count = async (rows: number) => {
      api.forget()
      const csv = `title,proves\n${'x,iso-27001-2022/A.5.18\n'.repeat(rows)}`
      expect((await send({ csv })).import.imported).toBe(rows)
      return api.statements.length
    }
    expect(await count(1)).toBe(await count(500))
  })

  it('of as many rows as it takes is recorded whole, or not at all', async () => {
    const draft = {
      fields: fields({ scopes: [] }),
      links: [{ control: 'iso-27001-2022/A.5.18', role: 'PROVES' as const }],
      certificates: [],
    }
    const drafts = Array.from({ length: MAX_ROWS }, () => draft)
    const before = await total()
    const broken = { ...draft, fields: { ...draft.fields, title: null as unknown as string } }
    await expect(
      importEvidence(api.database, actor(ACME), null, [...drafts.slice(1), broken]),
    ).rejects.toThrow(/title/)
    expect(await total()).toBe(before)
    expect(await importEvidence(api.database, actor(ACME), null, drafts)).toHaveLength(MAX_ROWS)
    expect(await total()).toBe(before + MAX_ROWS)
  })
})

describe('On the command line', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xw-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('an import tells its problems by file and line, and does the same file once', async () => {
    const { dataDir } = await freshDatabase('embedded', 'seeded')
    const database = await openDatabase({ databaseUrl: null, dataDir })
    await createTenants(database)
    await database.close()
    const file = join(folder, 'register.csv')
    const run = async (text: string | Buffer, ...options: string[]) => {
      await writeFile(file, text)
      const program = start(['evidence', 'import', file, '--org', ACME, ...options], { DATA_DIR: dataDir })
      return [await program.ended, program.output()] as const
    }
    const [refused, told] = await run('title,size\nx,y\n')
    expect(refused).toBe(1)
    expect(told).toContain(`${file}:2: size: size must be a whole number of bytes, but got: "y"`)
    const [, latin] = await run(Buffer.from('title\nd\u00e9j\u00e0\n', 'latin1'))
    expect(latin).toMatch(/register\.csv:2: the file must be UTF-8/)
    await rm(file)
    const missing = start(['evidence', 'import', file, '--org', ACME], { DATA_DIR: dataDir })
    expect(await missing.ended).toBe(1)
    expect(missing.output()).toMatch(/the file must be readable, but got: ENOENT for .*register\.csv/)
    expect(missing.output()).not.toMatch(/\n {4}at /)
    expect(await run(CSV, '--dry-run')).toEqual([0, expect.stringContaining('All 2 rows can be recorded')])
    for (let times = 0; times < 2; times++)
      expect(await run(CSV)).toEqual([0, expect.stringContaining('Recorded 2 pieces of evidence')])
    const exported = start(['export', 'csv', '--org', ACME], { DATA_DIR: dataDir })
    expect(await exported.ended).toBe(0)
    expect(exported.output()).toMatch(
      /^id,version,status,.*\r\n.*,Review,.*iso-27001-2022\/A\.5\.18.*\r\n.*,Certificate,/,
    )
    const posture = ['export', 'csv', '--org', ACME, '--of', 'secnumcloud-3.2', '--as-of', '2026-03-01']
    const standing = start(posture, { DATA_DIR: dataDir })
    expect(await standing.ended).toBe(0)
    expect(standing.output()).toContain(',Standing,Derived verdict,Own verdict,')
    const again = await openDatabase({ databaseUrl: null, dataDir })
    const [{ count }] = (await again.sql`select count(*)::int count from evidence`) as unknown as [
      { count: number },
    ]
    await again.close()
    expect(count).toBe(2)
  })
})

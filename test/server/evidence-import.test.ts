// A register of evidence posted as a file: as large as a register is, in the shapes that spreadsheets write, and with what
// a hostile one may hold.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { LIMITS } from '../../src/server/limits.ts'
import type { Database } from '../../src/store/database.ts'
import { describeDatabases } from '../support/database.ts'
import { type Serving, serveSeeded } from '../support/serving.ts'
import { ACME, createTenants, headersOf } from '../support/tenants.ts'

interface Report {
  readonly rows: number
  readonly evidence: readonly string[]
}

const ROWS = 10_000

/** As Excel writes it: byte order mark, CRLF, quotes doubled, line breaks inside cells. */
const register = (title: (n: number) => string, rows = ROWS) =>
  `\ufefftitle,proves,description\r\n${Array.from(
    { length: rows },
    (_, n) => `"${title(n)}",secnumcloud-3.2/9.4.a,"one\r\n""two"""\r\n`,
  ).join('')}`

describeDatabases('A register posted as a file', (open) => {
  let database: Database
  let serving: Serving
  const keys: Record<string, Record<string, string>> = { nobody: {} }
  beforeAll(async () => {
    database = await open('seeded')
    await createTenants(database)
    for (const role of ['viewer', 'editor'] as const) keys[role] = await headersOf(database, ACME, role)
    serving = await serveSeeded(database)
  })
  afterAll(() => serving.close())

  const post = (body: string | Uint8Array<ArrayBuffer>, query = '', who = 'editor', key?: string) =>
    serving.ask(`/import/evidence${query}`, {
      method: 'POST',
      headers: { ...keys[who], ...(key ? { 'idempotency-key': key } : {}) },
      body,
    })
  const report = async (response: Response) => (await response.json()) as Report
  const codeOf = async (response: Response) => {
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
    return [response.status, errors[0]!.extensions.code]
  }
  const count = async () =>
    (
      await database.sql<
        { n: number }[]
      >`select count(*)::int n from evidence where organization_id = ${ACME}`
    )[0]!.n

  it('is tried dry and then recorded, once under its key, in the order of the file', async () => {
    const file = register((n) => `Piece ${n}, with ""quotes""`)
    expect(await report(await post(file, '?dryRun=true', 'editor', 'all'))).toEqual({
      rows: ROWS,
      evidence: [],
    })
    expect(await count()).toBe(0)
    const done = await report(await post(file, '', 'editor', 'all'))
    expect([done.rows, done.evidence.length, await count()]).toEqual([ROWS, ROWS, ROWS])
    expect(await report(await post(file, '', 'editor', 'all'))).toEqual(done)
    expect(await count()).toBe(ROWS)
    const ids = done.evidence.map((id) => Buffer.from(id, 'base64').toString().slice('Evidence:'.length))
    const [last] = await database.sql`
      select title, description from evidence where id = ${ids.at(-1)!}`
    expect(last).toEqual({ title: `Piece ${ROWS - 1}, with "quotes"`, description: 'one\r\n"two"' })
    expect(
      await codeOf(
        await post(
          register(() => 'x', 1),
          '',
          'editor',
          'all',
        ),
      ),
    ).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  })

  it('keeps a formula as the text that it is', async () => {
    const formula = '=HYPERLINK(""http://evil"",""x"")'
    const { evidence } = await report(await post(register(() => formula, 1)))
    const id = Buffer.from(evidence[0]!, 'base64').toString().slice('Evidence:'.length)
    const [made] = await database.sql`select title from evidence where id = ${id}`
    expect(made).toEqual({ title: formula.replaceAll('""', '"') })
  })

  it.each([
    ['a row that cannot be recorded', 'title,proves\nx,secnumcloud-3.2/9.4.a\ny,nowhere/1\n'],
    ['a NUL', 'title\na\0b\n'],
    ['bytes that are no UTF-8', new Uint8Array([0x74, 0x69, 0x74, 0x6c, 0x65, 0x0a, 0xff])],
    ['nothing', ''],
  ])('with %s is refused, dry or not, and nothing of it recorded', async (_what, body) => {
    const before = await count()
    const answers = await Promise.all(
      ['?dryRun=true', ''].map(async (query) => (await post(body, query)).json()),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({
      errors: [{ extensions: { code: 'BAD_ROWS', problems: [expect.anything()] } }],
    })
    expect(await count()).toBe(before)
  })

  it('is for editors, and asked about before anything is read', async () => {
    expect(await codeOf(await post('title\nx\n', '', 'viewer'))).toEqual([403, 'FORBIDDEN'])
    expect(await codeOf(await post('title\nx\n', '', 'nobody'))).toEqual([401, 'UNAUTHENTICATED'])
    expect(await codeOf(await post('title\nx\n', '?dryrun=true'))).toEqual([400, 'BAD_ARGUMENT'])
    expect(await codeOf(await post('x'.repeat(LIMITS.importBody + 1)))).toEqual([413, 'BODY_TOO_LARGE'])
  })
})

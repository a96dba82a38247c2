// The bytes of evidence over HTTP: taken in, given out, refused, broken off, and swept away.

import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type HttpServer, startHttp } from '../../src/server/http.ts'
import type { AppDependencies } from '../../src/server/yoga.ts'
import { auditEntries } from '../../src/store/audit.ts'
import { type Contents, openContents, sweepContent } from '../../src/store/contents.ts'
import type { Database } from '../../src/store/database.ts'
import { evidenceByIds } from '../../src/store/evidence.ts'
import { createEvidence, deleteEvidence, supersedeEvidence } from '../../src/store/evidence-change.ts'
import type { Handle } from '../../src/store/evidence-edit.ts'
import { describeDatabases } from '../support/database.ts'
import { ACME, accepted, actor, createTenants, fields, keyOf, RIVAL } from '../support/tenants.ts'

const MAX = 300_000
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const globalId = (id: string) => Buffer.from(`Evidence:${id}`).toString('base64')

/** Milliseconds without a byte. */
const IDLE = 300

describeDatabases('The bytes of evidence', (open) => {
  let database: Database
  let http: HttpServer
  let contents: Contents
  let folder: string
  const logs: string[] = []
  const keys: Record<string, string> = {}
  const who = actor(ACME)

  beforeAll(async () => {
    database = await open('migrated')
    await createTenants(database)
    for (const [name, organization, role] of [
      ['viewer', ACME, 'viewer'],
      ['editor', ACME, 'editor'],
      ['rival', RIVAL, 'admin'],
    ] as const)
      keys[name] = await keyOf(database, organization, role)
    folder = await mkdtemp(join(tmpdir(), 'xw-'))
    contents = { ...(await openContents({ folder }, MAX, Date.now())), idle: IDLE }
    // The route asks nothing of the reference data.
    const dependencies = {
      database,
      contents,
      logger: pino({ level: 'warn' }, { write: (line: string) => void logs.push(line) }),
    } as unknown as AppDependencies
    http = await startHttp(dependencies, { host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    await http?.close()
    await rm(folder, { recursive: true })
  })

  const pathOf = (id: string, query = '') => `http://127.0.0.1:${http.port}/evidence/${id}/content${query}`
  const as = (name: string) => ({ authorization: `Bearer ${keys[name]}` })
  const put = (
    piece: Handle,
    bytes: Buffer,
    headers: Record<string, string> = {},
    { by = 'editor', query = '' } = {},
  ) =>
    fetch(pathOf(piece.id, query), {
      method: 'PUT',
      headers: { ...as(by), 'if-match': `"${piece.version}"`, ...headers },
      body: new Uint8Array(bytes),
    })
  const get = (id: string, by = 'viewer', headers: Record<string, string> = {}) =>
    fetch(pathOf(id), { headers: { ...as(by), ...headers } })
  const codeOf = async (response: Response) => {
    const body = (await response.json()) as { errors: { extensions: { code: string } }[] }
    return [response.status, body.errors[0]!.extensions.code]
  }
  const make = (over: Parameters<typeof fields>[0] = {}) => createEvidence(database, who, null, fields(over))
  const stateOf = async (id: string) => (await evidenceByIds(database, ACME, [id]))[0]!
  /** Every file of the store: kept, or still coming in. */
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)

  it('come back as they were sent, and are told of in the piece and in the log', async () => {
    const piece = await accepted(database, ACME, {})
    const bytes = randomBytes(200_000)
    const query = `?fileName=${encodeURIComponent('../Revue d’accès "T1".pdf')}`
    const response = await put(piece, bytes, { 'content-type': 'application/pdf' }, { query })
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBe(`"${piece.version + 1}"`)
    const told = { sha256: hashOf(bytes), size: 200_000, mediaType: 'application/pdf' }
    const fileName = 'Revue d’accès T1.pdf'
    expect(await response.json()).toEqual({
      id: globalId(piece.id),
      version: piece.version + 1,
      ...told,
      fileName,
    })
    expect(await stateOf(piece.id)).toMatchObject({ status: 'DRAFT', ...told, fileName })
    expect((await auditEntries(database, ACME, null, 1))[0]).toMatchObject({
      action: 'evidence.upload',
      subject: `evidence:${piece.id}`,
      before: { sha256: null },
      after: told,
    })
    for (const id of [piece.id, globalId(piece.id), encodeURIComponent(globalId(piece.id))]) {
      const download = await get(id)
      expect(download.status).toBe(200)
      expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true)
    }
  })

  it('are handed to a browser as a file of this reader alone, that runs nowhere', async () => {
    const piece = await make()
    const bytes = Buffer.from('<script>alert(1)</script>')
    await put(piece, bytes, { 'content-type': 'text/html' }, { query: '?fileName=it%C3%A9.html' })
    const { headers } = await get(piece.id)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="it_.html"; filename*=UTF-8''it%C3%A9.html`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
      vary: 'authorization',
      etag: '"2"',
      'repr-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
    })
    expect((await get(piece.id, 'viewer', { 'if-none-match': '"2"' })).status).toBe(304)
    const head = await fetch(pathOf(piece.id), { method: 'HEAD', headers: as('viewer') })
    expect([head.headers.get('content-length'), await head.text()]).toEqual([String(bytes.length), ''])
  })

  it('are sent once under a key, however often they are', async () => {
    const piece = await make()
    const bytes = randomBytes(1000)
    const headers = { 'idempotency-key': 'upload-1' }
    const answers = []
    for (let i = 0; i < 3; i++) answers.push(await (await put(piece, bytes, headers)).json())
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await stateOf(piece.id)).version).toBe(2)
    expect(await codeOf(await put(piece, randomBytes(1000), headers))).toEqual([
      422,
      'IDEMPOTENCY_KEY_REUSED',
    ])
  })

  it('replace those before them, at the version that was seen', async () => {
    const piece = await make()
    const [first, second] = [randomBytes(10), randomBytes(10)] as const
    await put(piece, first)
    expect(await codeOf(await put(piece, second))).toEqual([412, 'VERSION_CONFLICT'])
    expect((await put({ ...piece, version: 2 }, second)).status).toBe(200)
    expect(Buffer.from(await (await get(piece.id)).arrayBuffer())).toEqual(second)
  })

  describe('that are refused', () => {
    let before: string[]
    beforeAll(async () => {
      before = await files()
    })

    it.each<[string, number, string, Record<string, string>, { by?: string; query?: string }]>([
      ['without a key', 401, 'UNAUTHENTICATED', { authorization: '' }, {}],
      ['by a viewer', 403, 'FORBIDDEN', {}, { by: 'viewer' }],
      ['by another organization', 404, 'NOT_FOUND', {}, { by: 'rival' }],
      ['without a version', 400, 'BAD_ARGUMENT', { 'if-match': '*' }, {}],
      ['at another version', 412, 'VERSION_CONFLICT', { 'if-match': '"7"' }, {}],
      ['compressed', 400, 'BAD_ARGUMENT', { 'content-encoding': 'gzip' }, {}],
      ['with a bad type', 400, 'BAD_ARGUMENT', { 'content-type': 'pdf' }, {}],
      ['with a bad key', 400, 'BAD_ARGUMENT', { 'idempotency-key': 'x'.repeat(201) }, {}],
      ['with a bad hash', 400, 'BAD_ARGUMENT', {}, { query: '?sha256=12' }],
      ['with a hash misspelt', 400, 'BAD_ARGUMENT', {}, { query: `?sha265=${'0'.repeat(64)}` }],
      ['with another hash', 422, 'DIGEST_MISMATCH', {}, { query: `?sha256=${'0'.repeat(64)}` }],
      [
        'with another digest',
        422,
        'DIGEST_MISMATCH',
        { 'content-digest': `sha-256=:${Buffer.alloc(32).toString('base64')}:` },
        {},
      ],
    ])('%s are answered with %i %s, and nothing stays', async (_name, status, code, headers, how) => {
      const piece = await make()
      const response = await put(piece, randomBytes(1000), headers, how)
      if (status !== 401) expect(response.headers.get('cache-control')).toBe('private, no-store')
      expect(await codeOf(response)).toEqual([status, code])
      expect(await files()).toEqual(before)
      expect(await stateOf(piece.id)).toMatchObject({ version: 1, sha256: null })
    })

    it('for not being those that the piece states', async () => {
      const bytes = randomBytes(100)
      const piece = await make({ sha256: hashOf(bytes) })
      expect(await codeOf(await put(piece, randomBytes(100)))).toEqual([422, 'DIGEST_MISMATCH'])
      expect(await files()).toEqual(before)
      expect((await put(piece, bytes)).status).toBe(200)
      before = await files()
    })

    it('for being none, or too many, whether that is told or found out', async () => {
      const piece = await make()
      expect(await codeOf(await put(piece, Buffer.alloc(0)))).toEqual([400, 'BAD_ARGUMENT'])
      expect(await codeOf(await put(piece, randomBytes(MAX + 1)))).toEqual([413, 'BODY_TOO_LARGE'])
      const chunked = new ReadableStream({
        pull: (controller) => {
          controller.enqueue(new Uint8Array(50_000))
        },
      })
      const response = await fetch(pathOf(piece.id), {
        method: 'PUT',
        headers: { ...as('editor'), 'if-match': '"1"' },
        body: chunked,
        duplex: 'half',
      } as RequestInit)
      expect(await codeOf(response)).toEqual([413, 'BODY_TOO_LARGE'])
      expect(await files()).toEqual(before)
    })
  })

  it('that break off leave nothing', async () => {
    const before = await files()
    const piece = await make()
    await new Promise<void>((resolve) => {
      const sending = request(pathOf(piece.id), {
        method: 'PUT',
        headers: { ...as('editor'), 'if-match': '"1"', 'content-length': 200_000 },
      })
      sending.on('error', () => resolve())
      sending.write(randomBytes(100_000), () => setTimeout(() => sending.destroy(), 100))
    })
    await expect.poll(files).toEqual(before)
    expect((await stateOf(piece.id)).version).toBe(1)
    expect(logs).toEqual([])
  })

  it('that stop coming are given up; those that come slowly are taken', async () => {
    const send = async (piece: Handle, pause: number) => {
      const bytes = randomBytes(1000)
      const sending = request(pathOf(piece.id), {
        method: 'PUT',
        headers: { ...as('editor'), 'if-match': `"${piece.version}"`, 'content-length': bytes.length },
      })
      const ended = new Promise<number | string>((resolve) => {
        sending.on('error', (error: NodeJS.ErrnoException) => resolve(error.code!))
        sending.on('response', (response) => resolve(response.resume().statusCode!))
      })
      for (let at = 0; at < bytes.length && !sending.destroyed; at += 100) {
        sending.write(bytes.subarray(at, at + 100))
        await sleep(pause)
      }
      sending.end()
      return ended
    }
    const before = await files()
    const [silent, slow] = [await make(), await make()]
    expect(await send(silent, 3 * IDLE)).toMatch(/ECONNRESET|EPIPE/)
    await expect.poll(files).toEqual(before)
    expect(await send(slow, IDLE / 5)).toBe(200)
    expect(await files()).toHaveLength(before.length + 1)
    expect(logs).toEqual([])
  })

  it('sent twice at once are kept once, for both pieces; for one piece the second is told', async () => {
    const bytes = randomBytes(50_000)
    const before = (await files()).length
    const [first, second] = [await make(), await make()]
    const answers = await Promise.all([first, second, first].map((piece) => put(piece, bytes)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 412])
    expect(await files()).toHaveLength(before + 1)
    for (const { id } of [first, second])
      expect(Buffer.from(await (await get(id)).arrayBuffer()).equals(bytes)).toBe(true)
  })

  it.each([
    '"; filename="evil.exe',
    'a\r\nSet-Cookie: x=1.pdf',
    '..\\..\\etc\\passwd',
    '\u202egnp.exe',
    '%22;\u0000.pdf',
  ])('named %j are offered under a name that breaks out of no header', async (name) => {
    const piece = await make()
    expect(
      (await put(piece, randomBytes(10), {}, { query: `?fileName=${encodeURIComponent(name)}` })).status,
    ).toBe(200)
    for (const method of ['GET', 'HEAD']) {
      const { headers } = await fetch(pathOf(piece.id), { method, headers: as('viewer') })
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename="[^"%\\]+"; filename\*=UTF-8''(?:[\w.!~-]|%[0-9A-F]{2})+$/,
      )
      expect([headers.get('set-cookie'), headers.get('accept-ranges')]).toEqual([null, 'none'])
    }
  })

  it('answer a range with all of them, which is allowed where none are announced', async () => {
    const piece = await make()
    await put(piece, randomBytes(100))
    const answer = await get(piece.id, 'viewer', { range: 'bytes=0-9' })
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 100])
  })

  it('are read by nobody else, even who has the same ones', async () => {
    const bytes = randomBytes(5000)
    const ours = await make()
    await put(ours, bytes)
    const theirs = await createEvidence(database, actor(RIVAL), null, fields({ sha256: hashOf(bytes) }))
    for (const id of [ours.id, globalId(ours.id), theirs.id])
      expect(await codeOf(await get(id, 'rival'))).toEqual([404, 'NOT_FOUND'])
    expect(await codeOf(await get(theirs.id))).toEqual([404, 'NOT_FOUND'])
    expect((await get(ours.id, 'rival')).headers.get('cache-control')).toBe('private, no-store')
    await put(theirs, bytes, {}, { by: 'rival' })
    const kept = (await files()).filter((name) => name === hashOf(bytes))
    expect(kept).toHaveLength(2)
    expect((await get(theirs.id, 'rival')).status).toBe(200)
  })

  it('that were tampered with in the store are not passed off as whole', async () => {
    const piece = await make()
    const bytes = randomBytes(200_000)
    await put(piece, bytes)
    const hash = hashOf(bytes)
    const path = join(folder, ACME, hash.slice(0, 2), hash)
    const stored = await readFile(path)
    stored[150_000]! ^= 1
    await writeFile(path, stored)
    await expect(get(piece.id).then((response) => response.arrayBuffer())).rejects.toThrow()
    // The log may be written after the connection is cut.
    await vi.waitFor(() => expect(logs.join()).toContain('the stored bytes must have the SHA-256'))
    logs.length = 0
    await rm(path)
    expect(await codeOf(await get(piece.id))).toEqual([503, 'STORE_UNAVAILABLE'])
    expect(logs.splice(0)).toHaveLength(1)
  })

  it('stay as long as one piece has them, and are swept away after', async () => {
    const bytes = randomBytes(3000)
    const hash = hashOf(bytes)
    const sweep = () => sweepContent(database, contents, ACME, 0)
    await sweep()
    const first = await make()
    await put(first, bytes)
    const old = { id: first.id, version: 2 }
    const next = await supersedeEvidence(database, who, null, old, { collectedAt: '2027-01-01' })
    expect(await sweep()).toBe(0)
    expect((await get(next.id)).status).toBe(200)
    const other = await supersedeEvidence(database, who, null, old, { sha256: null, size: null })
    expect(await codeOf(await get(other.id))).toEqual([404, 'NOT_FOUND'])
    await deleteEvidence(database, who, null, old)
    expect(await sweep()).toBe(0)
    expect((await get(next.id)).status).toBe(200)
    await deleteEvidence(database, who, null, next)
    // Patience: an upload of the same bytes may be under way.
    expect(await sweepContent(database, contents, ACME)).toBe(0)
    expect(await files()).toContain(hash)
    expect(await sweep()).toBe(1)
    expect(await files()).not.toContain(hash)
  })

  it.each(['/evidence/', '/evidence/x/content', '/evidence/%/content', '/evidence/a/b/c'])(
    'are not at %s',
    async (path) => {
      const response = await fetch(`http://127.0.0.1:${http.port}${path}`, { headers: as('viewer') })
      expect(await codeOf(response)).toEqual([404, 'NOT_FOUND'])
    },
  )

  it('are asked for with GET, HEAD and PUT only', async () => {
    const response = await fetch(pathOf((await make()).id), { method: 'POST', headers: as('editor') })
    expect(response.headers.get('allow')).toBe('GET, HEAD, PUT')
    expect(await codeOf(response)).toEqual([405, 'BAD_REQUEST'])
  })
})

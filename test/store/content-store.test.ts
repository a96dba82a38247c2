// What a place for bytes promises, whichever it is: whole or not at all, each organization's apart. A bucket is the fake
// of `support/fake-bucket.ts`, and with TEST_S3_URL a real one as well.

import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBucket } from '../../src/config.ts'
import { openContentBucket } from '../../src/store/content-bucket.ts'
import { openContentFolder } from '../../src/store/content-folder.ts'
import type { ContentKey, ContentStore } from '../../src/store/content-store.ts'
import { spooled, verified } from '../../src/store/spool.ts'
import { type FakeBucket, fakeBucket } from '../support/fake-bucket.ts'

const folder = await mkdtemp(join(tmpdir(), 'xw-'))
let fake: FakeBucket
beforeAll(async () => {
  fake = await fakeBucket()
})
afterAll(async () => {
  await fake.close()
  await rm(folder, { recursive: true })
})

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

async function keep(store: ContentStore, organization: string, bytes: Buffer): Promise<ContentKey> {
  const key = { organization, sha256: hashOf(bytes), size: bytes.length }
  const file = join(store.incoming, randomBytes(8).toString('hex'))
  await writeFile(file, bytes)
  await store.put(key, file)
  await rm(file, { force: true })
  return key
}

async function kept(store: ContentStore, key: ContentKey): Promise<Buffer | null> {
  const stream = await store.open(key)
  return stream && buffer(stream)
}

const real = testBucket()
const PLACES: [string, () => Promise<ContentStore>][] = [
  ['a folder', () => openContentFolder(folder, Date.now())],
  ['a fake bucket', async () => openContentBucket(fake.bucket)],
]
if (real && 'bucket' in real) PLACES.push(['a real bucket', async () => openContentBucket(real.bucket)])

describe.each(PLACES)('%s', (_name, open) => {
  let store: ContentStore
  beforeAll(async () => {
    store = await open()
  })

  it('gives back what was put, however large, and however often it was', async () => {
    for (const size of [1, 100_000, 6_000_000]) {
      const bytes = randomBytes(size)
      const key = await keep(store, 'acme', bytes)
      expect(await keep(store, 'acme', bytes)).toEqual(key)
      expect((await kept(store, key))?.equals(bytes)).toBe(true)
      await store.remove(key)
    }
  })

  it('holds the same bytes of two organizations apart', async () => {
    const bytes = randomBytes(1000)
    const key = await keep(store, 'acme', bytes)
    expect(await kept(store, { ...key, organization: 'rival' })).toBeNull()
    await keep(store, 'rival', bytes)
    await store.remove(key)
    expect(await kept(store, key)).toBeNull()
    expect(await kept(store, { ...key, organization: 'rival' })).toEqual(bytes)
    await store.remove({ ...key, organization: 'rival' })
  })

  it('has nothing of what was never put, and lets it be removed', async () => {
    const key = { organization: 'acme', sha256: '0'.repeat(64), size: 1 }
    expect(await kept(store, key)).toBeNull()
    await store.remove(key)
  })
})

describe('A folder', () => {
  it('forgets what a killed process left half received, but nothing that may still come in', async () => {
    const { incoming } = await openContentFolder(folder, Date.now())
    for (const name of ['old', 'new']) await writeFile(join(incoming, name), 'x')
    await utimes(join(incoming, 'old'), 0, 0)
    await openContentFolder(folder, Date.now())
    expect(await readdir(incoming)).toEqual(['new'])
  })
})

describe('A bucket', () => {
  it.skipIf(!real)('that is real refuses other bytes than were signed for', async () => {
    if (!real || !('bucket' in real)) return
    const store = openContentBucket(real.bucket)
    const file = join(store.incoming, `other-${process.pid}`)
    await writeFile(file, 'other')
    const key = { organization: 'acme', sha256: hashOf(Buffer.from('these')), size: 5 }
    await expect(store.put(key, file)).rejects.toThrow(/400/)
    await rm(file)
    expect(await kept(store, key)).toBeNull()
  })

  it('that fails for a moment is asked again, with all of the bytes', async () => {
    const store = openContentBucket(fake.bucket)
    fake.failures.push(503, 500)
    const bytes = randomBytes(100_000)
    const key = await keep(store, 'acme', bytes)
    expect(fake.failures).toEqual([])
    expect(await kept(store, key)).toEqual(bytes)
  })

  it('that goes on failing, or refuses, is told of with what it said', async () => {
    const store = openContentBucket(fake.bucket)
    fake.failures.push(503, 503, 503)
    await expect(keep(store, 'acme', randomBytes(9))).rejects.toThrow(/PUT with 200, but got: 503 .*SlowDown/)
    const stranger = openContentBucket({ ...fake.bucket, secretAccessKey: 'guessed' })
    const refused = keep(stranger, 'acme', randomBytes(9))
    await expect(refused).rejects.toThrow(/403 .*SignatureDoesNotMatch/)
    await expect(refused).rejects.not.toThrow(/guessed/)
    const nowhere = openContentBucket({ ...fake.bucket, url: 'http://127.0.0.1:9/bucket' })
    await expect(keep(nowhere, 'acme', randomBytes(9))).rejects.toMatchObject({ name: 'ContentStoreError' })
  })
})

describe('Bytes that come in', () => {
  const chunks = [Buffer.alloc(70_000, 1), Buffer.alloc(70_000, 2)]
  const empty = async () => (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile())

  it('are a file as long as they are used, with their hash and number', async () => {
    const used = await spooled(Readable.from(chunks), folder, 140_000, async ({ file, ...bytes }) => {
      expect(await empty()).toHaveLength(1)
      expect(file.startsWith(folder)).toBe(true)
      return bytes
    })
    expect(used).toEqual({ size: 140_000, sha256: hashOf(Buffer.concat(chunks)) })
    expect(await empty()).toEqual([])
  })

  it('leave nothing when they are too many, break off, or are refused by whoever uses them', async () => {
    const use = () => Promise.reject(new Error('not these'))
    const broken = Readable.from(
      (async function* () {
        yield chunks[0]
        throw new Error('gone')
      })(),
    )
    const source = Readable.from([...chunks, ...chunks, ...chunks])
    await expect(spooled(source, folder, 139_999, use)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
    expect(source.destroyed).toBe(false)
    await expect(spooled(broken, folder, 1e6, use)).rejects.toThrow('gone')
    await expect(spooled(Readable.from(chunks), folder, 1e6, use)).rejects.toThrow('not these')
    expect(await empty()).toEqual([])
  })
})

describe('Bytes that go out', () => {
  const bytes = [Buffer.from('one'), Buffer.from('two')]

  it('pass when they are those of the hash', async () => {
    const out = Readable.from(bytes).pipe(verified(hashOf(Buffer.concat(bytes))))
    expect((await buffer(out)).toString()).toBe('onetwo')
  })

  it('never pass whole when they are others', async () => {
    const out = Readable.from(bytes).pipe(verified('0'.repeat(64)))
    const seen: Buffer[] = []
    out.on('data', (chunk) => seen.push(chunk))
    await expect(
      new Promise((resolve, reject) => out.once('end', resolve).once('error', reject)),
    ).rejects.toThrow(/must have the SHA-256 0/)
    expect(Buffer.concat(seen).toString()).toBe('one')
  })
})

// Bytes on their way in and out, never all of them in memory: into a file, hashed and counted as they come; and out, held
// to their hash.

import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Bytes } from '../domain/content.ts'
import { bodyTooLarge } from '../domain/errors.ts'

export interface Spooled extends Bytes {
  readonly file: string
}

/**
 * Hands the whole of `source` to `use` as a file, which is gone afterwards. Throws BODY_TOO_LARGE beyond `limit` bytes,
 * leaving the rest of `source` unread; and whatever `source` fails with.
 */
export async function spooled<T>(
  source: Readable,
  folder: string,
  limit: number,
  use: (spooled: Spooled) => Promise<T>,
): Promise<T> {
  const file = join(folder, `crosswalk-${randomUUID()}`)
  const hash = createHash('sha256')
  let size = 0
  const metered = async function* () {
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) throw bodyTooLarge(limit)
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    // Flushed: what is acknowledged later must outlive a crash.
    await pipeline(metered, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }))
    return await use({ file, sha256: hash.digest('hex'), size })
  } finally {
    await rm(file, { force: true })
  }
}

/** Passes bytes on, the last of them only when all together have the hash. Fails otherwise. */
export function verified(sha256: string): Transform {
  const hash = createHash('sha256')
  let last: Buffer | null = null
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      const ready = last
      last = chunk
      done(null, ready)
    },
    flush(done) {
      const got = hash.digest('hex')
      if (got === sha256) done(null, last)
      else done(new Error(`the stored bytes must have the SHA-256 ${sha256}, but got: ${got}`))
    },
  })
}

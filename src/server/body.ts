// Reads a request's body, up to the limit.

import type { IncomingMessage } from 'node:http'
import { bodyTooLarge } from '../domain/errors.ts'
import { LIMITS } from './limits.ts'

/** Milliseconds for a body that is kept in memory. */
const PATIENCE = 60_000

/** Ends a request of which nothing more comes. */
export const tooSlow = (req: IncomingMessage) => () =>
  void req.destroy(Object.assign(new Error('the body must come in time'), { code: 'ETIMEDOUT' }))

/** The body, or null when it is longer than the limit. Rejects when the client goes away. */
export function readBody(req: IncomingMessage, limit: number = LIMITS.body): Promise<Buffer | null> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return Promise.resolve(null)
  const timer = setTimeout(tooSlow(req), PATIENCE)
  return new Promise<Buffer | null>((resolve, reject) => {
    let chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) return void chunks.push(chunk)
      chunks = []
      resolve(null)
    })
    req.once('end', () => resolve(Buffer.concat(chunks)))
    req.once('error', reject)
  }).finally(() => clearTimeout(timer))
}

/** A whole file to import. Throws BODY_TOO_LARGE. */
export async function importBody(req: IncomingMessage): Promise<Buffer> {
  const body = await readBody(req, LIMITS.importBody)
  if (body) return body
  throw bodyTooLarge(LIMITS.importBody)
}

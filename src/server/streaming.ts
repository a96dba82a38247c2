// Long answers, sent as the client reads them.

import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Chunk } from '../exchange/chunks.ts'

/** Lets other requests have their turn between chunks: an export is long, and encoding it is all computation. */
async function* paced(chunks: Iterable<Chunk> | AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) {
    yield chunk
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Done when all is sent, or the reader went away: there is nothing to answer any more then. */
export async function orReaderGone(sending: Promise<void>): Promise<void> {
  await sending.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}

/** Sends the chunks as the body. */
export function sendChunks(
  res: ServerResponse,
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
): Promise<void> {
  const source = Readable.from(paced(chunks), { objectMode: true, highWaterMark: 1 })
  return orReaderGone(pipeline(source, res))
}

// What an export is made of: chunks of text or bytes, produced as they are asked for, so that a document of any length
// needs little memory.

export type Chunk = string | Uint8Array

/** Characters in a chunk: large enough that writing it costs little, small enough to wait for a slow reader. */
const SIZE = 32 * 1024

/** The same text in fewer, larger chunks. */
export function* batched(pieces: Iterable<string>): Generator<string> {
  let buffer = ''
  for (const piece of pieces) {
    buffer += piece
    if (buffer.length < SIZE) continue
    yield buffer
    buffer = ''
  }
  if (buffer !== '') yield buffer
}

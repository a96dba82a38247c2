// Rows by their id, for very many: a few bytes a row, where a map holds each id as a string.

import { grouped } from './csr.ts'

export interface ById<T> {
  get(id: string): T | undefined
}

const EMPTY = 0x811c9dc5

/** FNV-1a, 32 bits, of some bytes that follow on those whose hash is `before`. */
export function hashOf(bytes: Uint8Array, before = EMPTY, from = 0, to = bytes.length): number {
  let hash = before
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return hash >>> 0
}

/**
 * Ids are unique; `hashes` are those of their bytes. Building it takes the same time whatever the ids are, also if somebody
 * chose them to collide.
 */
export function byId<T extends { readonly id: string }>(
  rows: readonly T[],
  hashes: Uint32Array = Uint32Array.from(rows, ({ id }) => hashOf(Buffer.from(id))),
): ById<T> {
  const buckets = Math.max(1, rows.length)
  const { start, list } = grouped(
    buckets,
    Int32Array.from(hashes, (hash) => hash % buckets),
  )
  return {
    get(id) {
      const bucket = hashOf(Buffer.from(id)) % buckets
      for (let i = start[bucket]!; i < start[bucket + 1]!; i++)
        if (rows[list[i]!]!.id === id) return rows[list[i]!]
      return undefined
    },
  }
}

// Rows by their id, for very many: a few bytes a row, where a map holds each id as a string.

import { grouped } from './csr.ts'
import { holds, lengthOf, type Slice } from './slice.ts'

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

function hashesOf(rows: readonly { readonly id: string }[]): Uint32Array {
  const hashes = new Uint32Array(rows.length)
  for (const [i, { id }] of rows.entries()) hashes[i] = hashOf(Buffer.from(id))
  return hashes
}

/**
 * Ids are unique; `hashes` are those of their bytes. Building it takes the same time whatever the ids are, also if somebody
 * chose them to collide.
 */
export function byId<T extends { readonly id: string }>(
  rows: readonly T[],
  hashes: Uint32Array = hashesOf(rows),
): ById<T> {
  const buckets = Math.max(1, rows.length)
  const key = new Int32Array(rows.length)
  for (let i = 0; i < key.length; i++) key[i] = hashes[i]! % buckets
  const { start, list } = grouped(buckets, key)
  return {
    get(id) {
      const bucket = hashOf(Buffer.from(id)) % buckets
      for (let i = start[bucket]!; i < start[bucket + 1]!; i++)
        if (rows[list[i]!]!.id === id) return rows[list[i]!]
      return undefined
    },
  }
}

/** An entry has the hash of an id, where its bytes begin and end, and its position: all that a look at it needs, together. */
const ENTRY = 4

/**
 * Where each of some ids is, asked by their bytes, many at once; -1 for one that is not there. To make strings of them first
 * takes longer than to look.
 */
export function positionsOf(ids: readonly string[]): (some: readonly Slice[]) => Int32Array {
  const all = Buffer.from(ids.join(''))
  // At least a third of the entries are free, so that the next free one is near.
  const mask = 2 ** Math.ceil(Math.log2(1.5 * ids.length + 2)) - 1
  const entries = new Int32Array(ENTRY * (mask + 1)).fill(-1)
  const after = (at: number) => (at + ENTRY) & (ENTRY * mask)
  const isFree = (at: number) => entries[at + 3]! < 0
  let begin = 0
  for (const [position, id] of ids.entries()) {
    const end = begin + Buffer.byteLength(id)
    const hash = hashOf(all, EMPTY, begin, end)
    let at = ENTRY * (hash & mask)
    while (!isFree(at)) at = after(at)
    entries[at] = hash
    entries[at + 1] = begin
    entries[at + 2] = end
    entries[at + 3] = position
    begin = end
  }
  /** The first entry from one on that has the hash, else a free one. */
  const withHash = (hash: number, from: number): number => {
    let at = from
    while (!isFree(at) && entries[at] !== hash) at = after(at)
    return at
  }
  const isOf = (at: number, id: Slice): boolean =>
    entries[at + 2]! - entries[at + 1]! === lengthOf(id) && holds(all, entries[at + 1]!, id)
  return (some) => {
    const hashes = new Int32Array(some.length)
    const found = new Int32Array(some.length)
    for (const [i, { bytes, from, to }] of some.entries()) hashes[i] = hashOf(bytes, EMPTY, from, to)
    // All entries are looked for before any id is compared: the processor fetches several at once when none waits for another.
    for (let i = 0; i < found.length; i++) found[i] = withHash(hashes[i]!, ENTRY * (hashes[i]! & mask))
    for (let i = 0; i < found.length; i++) {
      let at = found[i]!
      while (!isFree(at) && !isOf(at, some[i]!)) at = withHash(hashes[i]!, after(at))
      found[i] = entries[at + 3]!
    }
    return found
  }
}

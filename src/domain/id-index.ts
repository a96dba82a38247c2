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
  let begin = 0
  for (const [position, id] of ids.entries()) {
    const end = begin + Buffer.byteLength(id)
    const hash = hashOf(all, EMPTY, begin, end)
    let at = ENTRY * (hash & mask)
    while (entries[at + 3]! >= 0) at = (at + ENTRY) & (ENTRY * mask)
    entries[at] = hash
    entries[at + 1] = begin
    entries[at + 2] = end
    entries[at + 3] = position
    begin = end
  }
  const find = (id: Slice, hash: number): number => {
    let at = ENTRY * (hash & mask)
    for (; entries[at + 3]! >= 0; at = (at + ENTRY) & (ENTRY * mask)) {
      const begin = entries[at + 1]!
      if (entries[at] === hash && entries[at + 2]! - begin === lengthOf(id) && holds(all, begin, id)) break
    }
    return entries[at + 3]!
  }
  return (some) => {
    const places = new Int32Array(some.length)
    for (const [i, { bytes, from, to }] of some.entries()) places[i] = hashOf(bytes, EMPTY, from, to)
    // Looked at first, all of them: the processor fetches several at once when nothing waits for one of them.
    let seen = 0
    for (let i = 0; i < some.length; i++) seen |= all[entries[ENTRY * (places[i]! & mask) + 1]!]!
    for (let i = 0; i < some.length; i++) places[i] = find(some[i]!, places[i]!)
    return seen < 0 ? places.fill(-1) : places
  }
}

// Rows by their id, for very many: a few bytes a row, where a map holds each id as a string.

import { grouped } from './csr.ts'

export interface ById<T> {
  get(id: string): T | undefined
}

/** FNV-1a over the code units, 32 bits. */
function hash(id: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** Ids are unique. Building it takes the same time whatever the ids are, also if somebody chose them to collide. */
export function byId<T extends { readonly id: string }>(rows: readonly T[]): ById<T> {
  const buckets = Math.max(1, rows.length)
  const bucketOf = (id: string) => hash(id) % buckets
  const { start, list } = grouped(
    buckets,
    Int32Array.from(rows, (row) => bucketOf(row.id)),
  )
  return {
    get(id) {
      const bucket = bucketOf(id)
      for (let i = start[bucket]!; i < start[bucket + 1]!; i++)
        if (rows[list[i]!]!.id === id) return rows[list[i]!]
      return undefined
    },
  }
}

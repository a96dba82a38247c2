// Opens what the configuration names for the bytes of evidence: a folder, a bucket, or nothing. And what is done with
// bytes as a whole: taking in those of a piece, and sweeping away those of none.

import type { Readable } from 'node:stream'
import { type Bytes, type ContentLabel, requireSame } from '../domain/content.ts'
import { DomainError } from '../domain/errors.ts'
import type { Actor } from '../domain/member.ts'
import { attachContent, beginContent, dropContent, storedContent, unusedContent } from './content.ts'
import { type Bucket, openContentBucket } from './content-bucket.ts'
import { openContentFolder } from './content-folder.ts'
import type { ContentStore } from './content-store.ts'
import type { Database } from './database.ts'
import { evidenceByIds, type StoredEvidence } from './evidence.ts'
import { type Handle, requireVersion } from './evidence-edit.ts'
import { spooled } from './spool.ts'

export type ContentPlace = { readonly folder: string } | { readonly bucket: Bucket }

export interface Contents {
  readonly store: ContentStore
  /** The most that one piece may have. */
  readonly maxBytes: number
  /** Milliseconds without a byte after which one that is sent is given up; default: 30 seconds. */
  readonly idle?: number
}

/** `now` in milliseconds. Throws when a folder cannot be made. */
export async function openContents(place: ContentPlace, maxBytes: number, now: number): Promise<Contents> {
  const store =
    'bucket' in place ? openContentBucket(place.bucket) : await openContentFolder(place.folder, now)
  return { store, maxBytes }
}

export interface Upload {
  readonly handle: Handle
  /** Under which it is done once; null when the client does not care. */
  readonly key: string | null
  readonly label: ContentLabel
  /** The SHA-256 that the client says the bytes have. */
  readonly told: string | null
}

/** Throws NOT_FOUND. */
export async function requirePiece(
  database: Database,
  organization: string,
  id: string,
): Promise<StoredEvidence> {
  const [found] = await evidenceByIds(database, organization, [id])
  if (found) return found
  throw new DomainError('NOT_FOUND', `the evidence must exist, but got: ${JSON.stringify(id)}`)
}

/** The bytes of a piece that are here; null when it has none. */
export async function contentOf(
  database: Database,
  organization: string,
  { sha256 }: StoredEvidence,
): Promise<Bytes | null> {
  return sha256 === null ? null : ((await storedContent(database, organization, [sha256]))[0] ?? null)
}

/**
 * Takes in the bytes of a piece, which becomes a draft again. What can be refused without reading them is; nothing stays
 * of those that are refused or break off. A SHA-256 that the piece states, and of which the bytes are not here yet, is
 * kept to. Throws NOT_FOUND, VERSION_CONFLICT, BODY_TOO_LARGE, DIGEST_MISMATCH, BAD_ARGUMENT, IDEMPOTENCY_KEY_REUSED.
 */
export async function takeContent(
  database: Database,
  { store, maxBytes }: Contents,
  actor: Actor,
  { handle, key, label, told }: Upload,
  source: Readable,
): Promise<Handle & Bytes & ContentLabel> {
  const { organization } = actor
  const piece = await requirePiece(database, organization, handle.id)
  // Under a key this may be the second time: the version is looked at when the key is.
  if (key === null) requireVersion(piece, handle.version)
  const stated = (await contentOf(database, organization, piece)) === null ? piece.sha256 : null
  return spooled(source, store.incoming, maxBytes, async ({ file, sha256, size }) => {
    if (size === 0)
      throw new DomainError('BAD_ARGUMENT', 'the body must have bytes, but got: none', { argument: 'body' })
    for (const expected of [told, stated]) if (expected !== null) requireSame(expected, sha256)
    const content = { organization, sha256, size }
    await beginContent(database, content)
    await store.put(content, file)
    const bytes = { sha256, size, ...label }
    return { ...(await attachContent(database, actor, key, handle, bytes)), ...bytes }
  })
}

/** Minutes for which bytes that no piece has are left alone: an upload of them may be under way. */
export const PATIENCE = 60

/** Removes the bytes that no evidence of the organization has any more; how many that were. */
export async function sweepContent(
  database: Database,
  { store }: Contents,
  organization: string,
  patience = PATIENCE,
): Promise<number> {
  let swept = 0
  for (const sha256 of await unusedContent(database, organization, patience)) {
    const remove = () => store.remove({ organization, sha256 })
    if (await dropContent(database, organization, sha256, patience, remove)) swept++
  }
  return swept
}

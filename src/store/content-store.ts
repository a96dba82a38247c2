// Where the bytes of evidence are kept: what a folder and a bucket have in common. Each organization's are apart, so that
// the same bytes of two are two things. Which bytes there are, and whose, is `content.ts`.

import type { Readable } from 'node:stream'
import type { Bytes } from '../domain/content.ts'

export interface ContentKey extends Bytes {
  readonly organization: string
}

export interface ContentStore {
  /** A folder of this machine for bytes that are still coming in. */
  readonly incoming: string
  /** Keeps the bytes of a file, which may be gone afterwards. The same bytes again change nothing. */
  put(key: ContentKey, file: string): Promise<void>
  /** Null when they are not there. */
  open(key: ContentKey): Promise<Readable | null>
  /** Whether they were there or not. */
  remove(key: Pick<ContentKey, 'organization' | 'sha256'>): Promise<void>
}

/** The store does not answer, or refuses: nothing that the caller could mend. */
export class ContentStoreError extends Error {
  override readonly name = 'ContentStoreError'
}

// What every resolver is handed: the snapshot the request began with, the database, the locale.

import type { DateText } from '../domain/calendar.ts'
import type { Imported, ImportFormat } from '../domain/imported.ts'
import type { Actor } from '../domain/member.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import type { Database } from '../store/database.ts'
import type { Loaders } from './loaders.ts'

export interface Context {
  /** What the organization sees as of the start of the request: public data, and its own. It does not change under it. */
  readonly snapshot: Snapshot
  /** The same without what is the organization's own. */
  readonly publicSnapshot: Snapshot
  readonly database: Database
  /** From Accept-Language; English when that asks for neither language. */
  readonly locale: Locale
  /** Who asks, for which organization; null without credentials. */
  readonly actor: Actor | null
  /** Rows of that organization, read in batches. */
  readonly loaders: Loaders
  /** Removes, in its own time, the stored bytes that no evidence of that organization has any more. */
  readonly sweep: () => void
  /** Decodes a file to import; throws nothing for what it may hold. */
  readonly readImport: (format: ImportFormat, bytes: Uint8Array) => Imported
  /** The date of the request, in UTC. */
  readonly today: DateText
}

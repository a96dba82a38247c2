// What every resolver is handed: the snapshot the request began with, the database, the locale.

import type { Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import type { Database } from '../store/database.ts'

export interface Context {
  /** The reference data as of the start of the request; it does not change under it. */
  readonly snapshot: Snapshot
  readonly database: Database
  /** From Accept-Language; English when that asks for neither language. */
  readonly locale: Locale
}

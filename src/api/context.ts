// What every resolver is handed: the snapshot the request began with, the database, the locale.

import type { DateText } from '../domain/calendar.ts'
import type { Actor } from '../domain/member.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import type { Database } from '../store/database.ts'
import type { Loaders } from './loaders.ts'

export interface Context {
  /** The reference data as of the start of the request; it does not change under it. */
  readonly snapshot: Snapshot
  readonly database: Database
  /** From Accept-Language; English when that asks for neither language. */
  readonly locale: Locale
  /** Who asks, for which organization; null without credentials. */
  readonly actor: Actor | null
  /** Rows of that organization, read in batches. */
  readonly loaders: Loaders
  /** The date of the request, in UTC. */
  readonly today: DateText
}

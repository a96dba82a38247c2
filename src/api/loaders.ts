// Rows of the asking organization by key, in batches: one statement for all the evidence of a page.

import DataLoader from 'dataloader'
import type { Moment } from '../domain/evidence.ts'
import type { Actor } from '../domain/member.ts'
import type { LocalizedText } from '../domain/text.ts'
import { storedContent } from '../store/content.ts'
import type { Database } from '../store/database.ts'
import {
  certificatesByEvidence,
  evidenceByIds,
  linksByEvidence,
  type StoredCertificate,
  type StoredEvidence,
  type StoredLink,
} from '../store/evidence.ts'
import { evidenceShowing } from '../store/evidence-at.ts'
import { officialTextsByControls } from '../store/official-text.ts'

export interface Loaders {
  readonly evidence: DataLoader<string, StoredEvidence | null>
  readonly links: DataLoader<string, StoredLink[]>
  readonly certificates: DataLoader<string, StoredCertificate[]>
  /** By SHA-256: whether its bytes are stored. */
  readonly contents: DataLoader<string, boolean>
  /** By the id of a control, for each moment: the ids of some evidence that counts and names it. */
  showing(moment: Moment): DataLoader<string, string[]>
  /** By the id of a control: its official text; null where the organization imported none. */
  readonly officialTexts: DataLoader<string, LocalizedText | null>
}

/** Pieces looked up for one control: to see what a verdict rests on, not to list all. */
const SHOWING = 10

function grouped<T>(keys: readonly string[], rows: readonly T[], key: (row: T) => string): T[][] {
  const byKey = new Map(keys.map((k) => [k, [] as T[]]))
  for (const row of rows) byKey.get(key(row))?.push(row)
  return keys.map((k) => byKey.get(k)!)
}

/** Without an actor nothing is found: there is nobody whose it could be. */
export function createLoaders(database: Database, actor: Actor | null): Loaders {
  const batched = <T>(
    load: (database: Database, organization: string, keys: readonly string[]) => Promise<T[]>,
    key: (row: T) => string,
  ) =>
    new DataLoader<string, T[]>(async (keys) =>
      grouped(keys, actor ? await load(database, actor.organization, keys) : [], key),
    )
  const pieces = batched(evidenceByIds, (row) => row.id)
  const contents = batched(storedContent, (row) => row.sha256)
  const texts = batched(officialTextsByControls, (row) => row.control)
  const showing = new Map<string, DataLoader<string, string[]>>()
  return {
    evidence: new DataLoader(async (ids) =>
      (await pieces.loadMany(ids)).map((rows) => (rows instanceof Error ? rows : (rows[0] ?? null))),
    ),
    links: batched(linksByEvidence, (row) => row.evidence),
    certificates: batched(certificatesByEvidence, (row) => row.evidence),
    contents: new DataLoader(async (hashes) =>
      (await contents.loadMany(hashes)).map((rows) => (rows instanceof Error ? rows : rows.length > 0)),
    ),
    showing: (moment) => {
      const key = JSON.stringify(moment)
      const known = showing.get(key)
      if (known) return known
      const rows = batched(
        (_database, organization, controls) =>
          evidenceShowing(database, organization, moment, controls, SHOWING),
        (row) => row.control,
      )
      const made = new DataLoader<string, string[]>(async (controls) =>
        (await rows.loadMany(controls)).map((found) =>
          found instanceof Error ? found : found.map(({ evidence }) => evidence),
        ),
      )
      showing.set(key, made)
      return made
    },
    officialTexts: new DataLoader(async (controls) =>
      (await texts.loadMany(controls)).map((rows) =>
        rows instanceof Error ? rows : (rows[0]?.text ?? null),
      ),
    ),
  }
}

// The current snapshot of the reference data: loaded once, swapped when the dataset revision changes, and never changed
// in between. A request keeps the one it began with.

import type { Authenticated } from '../domain/member.ts'
import { COMPACT } from '../domain/packed-text.ts'
import { buildSnapshot, type Snapshot } from '../domain/snapshot.ts'
import type { Database } from './database.ts'
import { createOverlays } from './overlays.ts'
import { currentRevision } from './seed.ts'
import { readSnapshotRows } from './snapshot.ts'

export interface Reference {
  /** The public snapshot as of now. */
  current(): Snapshot
  /** What somebody sees: the public snapshot, with what their organization has of its own as they were authenticated. */
  seenBy(actor: Authenticated | null): Snapshot | Promise<Snapshot>
  /** Loads again if the database holds another revision; true when it did. */
  refresh(): Promise<boolean>
  close(): Promise<void>
}

export class NotSeeded extends Error {
  override readonly name = 'NotSeeded'
}

/** Once, for what needs it only now: in little room, `plain` as in `mappingPacker`. */
export async function readSnapshot(database: Database, plain = COMPACT): Promise<Snapshot> {
  const rows = await readSnapshotRows(database, plain)
  if (!rows) throw new NotSeeded('the database must be seeded before it is served: run `npm run seed`')
  return buildSnapshot(rows, new Date())
}

/** With its graph, for which the first to ask would wait, and with texts that are read at once. */
async function load(database: Database): Promise<Snapshot> {
  const snapshot = await readSnapshot(database, Infinity)
  void snapshot.graph
  return snapshot
}

export interface ReferenceOptions {
  readonly pollSeconds: number
  /** Told when a reload failed; the old snapshot stays. */
  readonly onError: (error: unknown) => void
  /** Bytes for the snapshots of organizations; default: 256 MB. */
  readonly overlayBytes?: number
}

/** Loads the snapshot and keeps it current: NOTIFY where the server allows LISTEN, a slow poll in any case. */
export async function openReference(database: Database, options: ReferenceOptions): Promise<Reference> {
  let snapshot = await load(database)
  const overlays = createOverlays(database, options.overlayBytes)
  const seenBy = (actor: Authenticated | null) =>
    actor ? overlays.get(snapshot, actor.organization, actor.ownRevision) : snapshot
  let pending: Promise<boolean> | null = null
  const refresh = (): Promise<boolean> => {
    pending ??= (async () => {
      if ((await currentRevision(database)) === snapshot.revision) return false
      snapshot = await load(database)
      overlays.dropAllBut(snapshot)
      return true
    })().finally(() => {
      pending = null
    })
    return pending
  }
  const tryRefresh = () => void refresh().catch(options.onError)
  if (database.embedded) return { current: () => snapshot, seenBy, refresh, close: async () => {} }

  // A standby refuses LISTEN, and a connection can drop: the poll finds what was missed.
  const listening = database.sql.listen('dataset_revision', tryRefresh).catch(options.onError)
  const timer = setInterval(tryRefresh, options.pollSeconds * 1000)
  timer.unref()
  return {
    current: () => snapshot,
    seenBy,
    refresh,
    close: async () => {
      clearInterval(timer)
      const subscription = await listening
      if (subscription) await subscription.unlisten().catch(() => {})
    },
  }
}

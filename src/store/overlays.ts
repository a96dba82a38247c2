// The snapshots of organizations that have something of their own: built when asked for, kept while there is room, and
// built again when the public data or the organization's changed. Whoever holds one keeps it.

import { LRUCache } from 'lru-cache'
import { overlayBytes } from '../domain/own.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Database } from './database.ts'
import { loadOverlay, type OwnSnapshot } from './own.ts'

interface Kept extends OwnSnapshot {
  readonly base: Snapshot
}

/** Bytes of all organizations' snapshots together, with what is worked out of them: estimated from above. */
const OVERLAY_BYTES = 256_000_000

/** What the answers worked out of one may take: the limits in `domain/` times the snapshot's `room`, and change. */
const ANSWER_BYTES = 6_000_000

export interface Overlays {
  /** What the organization sees, at `revision` of its own data or a later one, over `base` or its successor. */
  get(base: Snapshot, organization: string, revision: number): Snapshot | Promise<Snapshot>
  /** The public data changed: what is over older data goes. */
  dropAllBut(base: Snapshot): void
  /** Estimated bytes held. */
  readonly bytes: number
}

const sizeOf = ({ base, snapshot }: Kept) =>
  snapshot === base ? 1 : ANSWER_BYTES + overlayBytes(base, snapshot)

export function createOverlays(database: Database, maxBytes = OVERLAY_BYTES): Overlays {
  const kept = new LRUCache<string, Kept>({ maxSize: maxBytes, sizeCalculation: sizeOf })
  const loading = new Map<string, Promise<Snapshot>>()
  /** What is asked for now: snapshots over an older one are not kept, since they would keep it too. */
  let newest: Snapshot | null = null

  const load = async (base: Snapshot, organization: string): Promise<Snapshot> => {
    const loaded = { base, ...(await loadOverlay(database, organization, base)) }
    const other = kept.peek(organization)
    // One that began earlier may end later.
    const isLatest = base === newest && (other === undefined || other.revision <= loaded.revision)
    if (isLatest) kept.set(organization, loaded)
    return loaded.snapshot
  }

  const dropAllBut = (base: Snapshot) => {
    if (base !== newest) kept.clear()
    newest = base
  }

  return {
    dropAllBut,
    get(base, organization, revision) {
      if (revision === 0) return base
      dropAllBut(base)
      const known = kept.get(organization)
      if (known && known.revision >= revision) return known.snapshot
      // Only those who want the same wait for the same: a load that began before a change does not have it.
      const key = `${organization}+${revision}+${base.revision}`
      const begun = loading.get(key) ?? load(base, organization).finally(() => loading.delete(key))
      loading.set(key, begun)
      return begun
    },
    get bytes() {
      return kept.calculatedSize
    },
  }
}

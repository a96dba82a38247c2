// The SHA-256 of a framework's OSCAL catalog, by which a mapping collection names exactly the catalog it speaks of.

import { createHash } from 'node:crypto'
import type { Framework } from '../domain/framework.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { once } from './once.ts'
import { oscalCatalog } from './oscal-catalog.ts'

const hashes = once((_: Snapshot) => new Map<number, string>())

export function catalogHash(snapshot: Snapshot, framework: Framework): string {
  const known = hashes(snapshot)
  const kept = known.get(framework.index)
  if (kept) return kept
  const digest = createHash('sha256')
  for (const piece of oscalCatalog(snapshot, framework)) digest.update(piece)
  const value = digest.digest('hex')
  known.set(framework.index, value)
  return value
}

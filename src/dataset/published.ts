// What published sets say about the frameworks of a curated set, pair by pair, and whether the curated set follows.

import type { Control, Framework } from '../domain/framework.ts'
import type { MappingSet } from '../domain/mapping.ts'
import type { SnapshotRows } from '../domain/snapshot.ts'
import { treeOf } from './tree.ts'

export interface PublishedPair {
  readonly set: MappingSet
  /** A criterion, or a whole section. */
  readonly source: string
  readonly target: string
  /** Refs of the criteria that the source names: itself, and what is below it. */
  readonly criteria: readonly string[]
}

/** The pairs of published sets from one framework to another, in the order of the sets. */
export function publishedPairs(rows: SnapshotRows, from: string, to: string): PublishedPair[] {
  const bySlug = new Map<string, Framework>(rows.frameworks.map((f) => [f.slug, f]))
  const [source, target] = [bySlug.get(from), bySlug.get(to)]
  if (!source || !target) return []
  const tree = treeOf(rows, from)
  const criteria = (control: Control) =>
    [control, ...tree.below(control)].filter(({ kind }) => kind === 'CONTROL').map(({ ref }) => ref)
  return rows.mappings.flatMap((mapping) => {
    const set = rows.sets[mapping.set]!
    if (set.origin !== 'PUBLISHED' || set.from !== source.index || !set.to.includes(target.index)) return []
    return mapping.sources.flatMap((s) =>
      mapping.targets
        .map((t) => rows.controls[t]!)
        .filter(({ framework }) => framework === target.index)
        .map(({ ref }) => ({
          set,
          source: rows.controls[s]!.ref,
          target: ref,
          criteria: criteria(rows.controls[s]!),
        })),
    )
  })
}

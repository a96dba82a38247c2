// What published sets say about the frameworks of a curated set, pair by pair, and whether the curated set follows.

import type { Control, Framework } from '../domain/framework.ts'
import type { Mapping, MappingSet } from '../domain/mapping.ts'
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

/**
 * The pairs that a published set of another framework gives when it is read through our own mappings to that framework:
 * a section of `from` whose criteria we map to a control, and what the set lists for that control in `to` (CSA's columns
 * behind our mappings to CCM). Each pair once.
 */
export function pairsThroughOurs(rows: SnapshotRows, from: string, to: string): PublishedPair[] {
  const tree = treeOf(rows, from)
  const found = new Map<string, PublishedPair>()
  const listed = publishedBySource(rows, to)
  for (const mapping of rows.mappings) {
    const set = rows.sets[mapping.set]!
    if (set.origin !== 'CURATED' || rows.frameworks[set.from]!.slug !== from) continue
    const section = rows.controls[rows.controls[mapping.sources[0]!]!.parent]
    if (!section) continue
    const criteria = tree.below(section).filter(({ kind }) => kind === 'CONTROL')
    for (const published of mapping.targets.flatMap((target) => listed.get(target) ?? [])) {
      for (const { framework, ref } of published.targets.map((t) => rows.controls[t]!)) {
        if (rows.frameworks[framework]!.slug !== to) continue
        const pair = {
          set: rows.sets[published.set]!,
          source: section.ref,
          target: ref,
          criteria: criteria.map((c) => c.ref),
        }
        found.set(`${pair.set.slug} ${pair.source} ${pair.target}`, pair)
      }
    }
  }
  return [...found.values()]
}

/** The mappings of published sets to a framework, by each control that they are from. */
function publishedBySource(rows: SnapshotRows, to: string): Map<number, Mapping[]> {
  const bySource = new Map<number, Mapping[]>()
  for (const mapping of rows.mappings) {
    const set = rows.sets[mapping.set]!
    if (set.origin !== 'PUBLISHED' || !set.to.some((f) => rows.frameworks[f]!.slug === to)) continue
    for (const source of mapping.sources) {
      const listed = bySource.get(source)
      if (listed) listed.push(mapping)
      else bySource.set(source, [mapping])
    }
  }
  return bySource
}

// Why a verdict is PARTIAL: the paths that make an overlap with something held certain, the mappings they begin with, and
// what the authors of these leave to prove.

import { DEFAULT_HOPS } from './coverage.ts'
import type { ActiveSets } from './graph.ts'
import type { Mapping } from './mapping.ts'
import type { RowByParts } from './parts.ts'
import { type Path, paths } from './paths.ts'
import { isCertain } from './relation.ts'
import type { Snapshot } from './snapshot.ts'
import type { LocalizedText } from './text.ts'

/** What a verdict was concluded on. */
export interface Ground {
  readonly active: ActiveSets
  readonly kinds: readonly number[]
}

/** Paths looked at for each held control, shortest first. */
const TRIED = 100

/**
 * The paths that made a row PARTIAL: of each framework held the shortest that are certain, so that who is mapped to it
 * directly is not told of detours. Several paths make an overlap certain only when one of them does alone. Where parts made
 * it so, those of the parts; of one that is met in full there is a proof instead.
 */
export function partialPaths(snapshot: Snapshot, ground: Ground, row: RowByParts): Path[] {
  if (row.byParts) return row.byParts.rows.flatMap((part) => partialPaths(snapshot, ground, part))
  const { graph } = snapshot
  const { active, kinds } = ground
  const shortest = new Map<number, Path[]>()
  for (const target of new Set(row.overlaps))
    for (const kind of kinds) {
      const options = { active, kind, maxHops: DEFAULT_HOPS, candidates: false }
      const framework = graph.frameworkOf[target]!
      for (const path of paths(graph, options, row.control, target, TRIED)) {
        if (!isCertain(path.mask)) continue
        const known = shortest.get(framework)
        const longer = known ? path.steps.length - known[0]!.steps.length : -1
        if (longer > 0) break
        if (longer < 0) shortest.set(framework, [path])
        else known!.push(path)
      }
    }
  return [...shortest.values()].flat()
}

/** The mappings that made a row PARTIAL: those its paths begin with, each once. */
export function partialMappings(snapshot: Snapshot, ground: Ground, row: RowByParts): Mapping[] {
  const first = partialPaths(snapshot, ground, row).map(({ steps }) => steps[0]!.mapping)
  return [...new Set(first)].map((mapping) => snapshot.mappings[mapping]!)
}

/** What a mapping leaves to prove of one of its controls: of a source the residual, of a target the surplus. */
export function remainderOf(mapping: Mapping, control: number): LocalizedText | null {
  return mapping.sources.includes(control) ? mapping.residual : mapping.surplus
}

/** What is left to prove of a PARTIAL row, as the authors of those mappings wrote it. */
export function remainders(snapshot: Snapshot, ground: Ground, row: RowByParts): LocalizedText[] {
  if (row.verdict !== 'PARTIAL') return []
  if (row.byParts) return row.byParts.rows.flatMap((part) => remainders(snapshot, ground, part))
  return partialMappings(snapshot, ground, row)
    .map((mapping) => remainderOf(mapping, row.control))
    .filter((text) => text !== null)
}

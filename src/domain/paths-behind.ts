// The chains of mappings that a verdict rests on, as far as it rests on chains: FULL has a proof, NONE a statement.

import type { Assessment } from './assessment.ts'
import { clashingPaths } from './contradictions.ts'
import { partialPaths } from './partial.ts'
import type { RowByParts } from './parts.ts'
import type { Path } from './paths.ts'
import { possiblePaths } from './possible.ts'
import type { Snapshot } from './snapshot.ts'

/** Shortest first, at most `limit`. */
export function pathsBehind(
  snapshot: Snapshot,
  assessment: Assessment,
  row: RowByParts,
  limit: number,
): Path[] {
  const shortest = (paths: readonly Path[]) =>
    paths.toSorted((a, b) => a.steps.length - b.steps.length).slice(0, limit)
  switch (row.verdict) {
    case 'PARTIAL':
      return shortest(partialPaths(snapshot, assessment, row))
    case 'POSSIBLE':
      return shortest(
        [row, ...(row.byParts?.rows ?? [])].flatMap(({ control }) =>
          possiblePaths(snapshot, assessment, control, limit).map(({ path }) => path),
        ),
      )
    case 'CONTRADICTION': {
      const { active, kinds, maxHops } = assessment
      const options = kinds.map((kind) => ({ active, kind, maxHops, candidates: false }))
      const clashes = [...new Set(row.overlaps)].flatMap((target) =>
        options.flatMap((each) => clashingPaths(snapshot, each, row.control, target)),
      )
      return shortest(clashes)
    }
    default:
      return []
  }
}

// Why a verdict is only POSSIBLE, and which mapping, made precise, would decide most of them.

import type { Assessment } from './assessment.ts'
import { type DeriveOptions, stated } from './derivation.ts'
import { controlsOf } from './graph.ts'
import { type Path, pathsToAny } from './paths.ts'
import { compose, DIS, EQ, isCertain } from './relation.ts'
import type { Snapshot } from './snapshot.ts'

export interface PossiblePath {
  /** The control, or a group above it of which a mapping speaks as a whole. */
  readonly from: number
  readonly path: Path
}

/** Paths from a control, or a group above it, to something held, whatever they leave possible; shortest first. */
export function possiblePaths(
  snapshot: Snapshot,
  assessment: Assessment,
  control: number,
  limit: number,
): PossiblePath[] {
  const { graph } = snapshot
  const { active, kinds, maxHops, by } = assessment
  const found: PossiblePath[] = []
  for (let from = control; from >= 0 && found.length < limit; from = graph.parentOf[from]!) {
    for (const kind of kinds) {
      const options: DeriveOptions = { active, kind, maxHops, candidates: true }
      const targets = by
        .flatMap((framework) => [...controlsOf(graph, framework)])
        .filter((target) => stated(graph, options, control, target) !== DIS)
      for (const path of pathsToAny(graph, options, from, targets, limit - found.length))
        found.push({ from, path })
    }
  }
  return found
}

export interface RefinementQuestion {
  readonly mapping: number
  /** The POSSIBLE controls whose overlap would be certain if this mapping stated the same demand. */
  readonly decides: readonly number[]
}

/** Paths looked at per control: the shortest say most. */
const PATHS = 50

const cache = new WeakMap<Assessment, RefinementQuestion[]>()

/**
 * The mappings whose refinement would decide most POSSIBLE verdicts, best first. A mapping would decide a verdict when
 * some path through it would make the overlap certain if its two ends were known to demand the same.
 */
export function refinementQuestions(
  snapshot: Snapshot,
  assessment: Assessment,
): readonly RefinementQuestion[] {
  const kept = cache.get(assessment)
  if (kept) return kept
  const decides = new Map<number, Set<number>>()
  for (const row of assessment.rows) {
    if (row.verdict !== 'POSSIBLE') continue
    for (const { from, path } of possiblePaths(snapshot, assessment, row.control, PATHS)) {
      if (from !== row.control) continue
      for (const [at, step] of path.steps.entries()) {
        const refined = path.steps.reduce((mask, s, i) => compose(mask, i === at ? EQ : s.mask), EQ)
        if (!isCertain(refined)) continue
        const controls = decides.get(step.mapping) ?? new Set()
        decides.set(step.mapping, controls.add(row.control))
      }
    }
  }
  const questions = [...decides]
    .map(([mapping, controls]) => ({ mapping, decides: [...controls].sort((a, b) => a - b) }))
    .sort((a, b) => b.decides.length - a.decides.length || a.mapping - b.mapping)
  cache.set(assessment, questions)
  return questions
}

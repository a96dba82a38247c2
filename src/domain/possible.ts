// Why a verdict is only POSSIBLE, and which mapping, made precise, would decide most of them.

import type { Assessment } from './assessment.ts'
import type { CoverageRow } from './coverage.ts'
import { type DeriveOptions, stated } from './derivation.ts'
import { controlsOf } from './graph.ts'
import { type Path, pathsToAny } from './paths.ts'
import { BASE, compose, DIS, EQ, isCertain, type Mask } from './relation.ts'
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
  /** The POSSIBLE controls whose overlap some answer would make certain. */
  readonly decides: readonly number[]
}

/** Paths looked at per control: the shortest say most. */
const PATHS = 50

const cache = new WeakMap<Assessment, readonly RefinementQuestion[]>()

/** Whether the overlap would be certain if the step at `at` stated one of the relations that it leaves open. */
function isDecidedBy({ steps }: Path, at: number): boolean {
  const open = BASE.filter((relation) => steps[at]!.mask & relation)
  const refined = (relation: Mask) =>
    steps.reduce((mask, step, i) => compose(mask, i === at ? relation : step.mask), EQ)
  return open.length > 1 && open.some((relation) => isCertain(refined(relation)))
}

function ranked(decides: Iterable<readonly [mapping: number, controls: readonly number[]]>) {
  return Array.from(decides, ([mapping, controls]) => ({ mapping, decides: controls })).sort(
    (a, b) => b.decides.length - a.decides.length || a.mapping - b.mapping,
  )
}

function allQuestions(snapshot: Snapshot, assessment: Assessment): readonly RefinementQuestion[] {
  const decides = new Map<number, Set<number>>()
  for (const { verdict, control, byParts } of assessment.rows) {
    if (verdict !== 'POSSIBLE') continue
    for (const start of [control, ...(byParts?.rows ?? []).map((part) => part.control)])
      for (const { from, path } of possiblePaths(snapshot, assessment, start, PATHS)) {
        if (from !== start) continue
        for (const [at, { mapping }] of path.steps.entries())
          if (isDecidedBy(path, at)) decides.set(mapping, (decides.get(mapping) ?? new Set()).add(control))
      }
  }
  return ranked([...decides].map(([mapping, controls]) => [mapping, [...controls].sort((a, b) => a - b)]))
}

/**
 * The mappings whose refinement could decide most POSSIBLE verdicts among some rows of the assessment, best first. A mapping
 * that already states one relation of its two controls is none of them: there is nothing left to refine.
 */
export function refinementQuestions(
  snapshot: Snapshot,
  assessment: Assessment,
  rows: readonly CoverageRow[] = assessment.rows,
): readonly RefinementQuestion[] {
  const all = cache.get(assessment) ?? allQuestions(snapshot, assessment)
  cache.set(assessment, all)
  if (rows === assessment.rows) return all
  const asked = new Set(rows.map(({ control }) => control))
  const among = all.map(({ mapping, decides }) => [mapping, decides.filter((c) => asked.has(c))] as const)
  return ranked(among.filter(([, decides]) => decides.length > 0))
}

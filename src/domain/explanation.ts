// The whole derivation of one verdict, as an outline a person can read: every step says what follows from what, and
// names the mapping behind it.

import type { Assessment } from './assessment.ts'
import { type CoverageRow, deniesSufficiency } from './coverage.ts'
import { WORDS } from './explanation-words.ts'
import type { Control } from './framework.ts'
import { type Closure, premises, REASON } from './inference.ts'
import type { Mapping } from './mapping.ts'
import { type Path, paths } from './paths.ts'
import { possiblePaths } from './possible.ts'
import { type Mask, relationsIn } from './relation.ts'
import { remainderOf } from './report.ts'
import { criterionOf, type Snapshot } from './snapshot.ts'
import { statedReason } from './stated.ts'
import { type Locale, textIn } from './text.ts'

export interface ExplanationStep {
  /** 0 for the verdict itself; each level further in is a reason of the level above. */
  readonly depth: number
  readonly text: string
  readonly control: Control | null
  readonly mapping: Mapping | null
}

/** Paths shown per verdict, and steps shown in all: an explanation is for reading. */
const MAX_PATHS = 5
const MAX_STEPS = 200

/** Builds the outline of one row of an assessment. */
export function explain(
  snapshot: Snapshot,
  assessment: Assessment,
  row: CoverageRow,
  locale: Locale,
): ExplanationStep[] {
  const words = WORDS[locale]
  const steps: ExplanationStep[] = []
  const control = snapshot.controls[row.control]!
  const name = (index: number) => {
    const c = snapshot.controls[index]!
    return `${snapshot.frameworks[c.framework]!.shortTitle} ${c.ref}`
  }
  const masked = (mask: Mask) => relationsIn(mask).join(' | ') || words.nothing
  const add = (depth: number, text: string, about: Control | null = null, mapping: Mapping | null = null) => {
    if (steps.length < MAX_STEPS) steps.push({ depth, text, control: about, mapping })
  }

  const prove = (closure: Closure, index: number, depth: number, shown: Set<number>) => {
    const because = closure.because[index]!
    const about = snapshot.controls[index]!
    const byMapping =
      closure.reason[index] === REASON.TARGETS_SUFFICE || closure.reason[index] === REASON.SOURCES_SUFFICE
    const text = {
      [REASON.HELD]: () => words.held(name(index)),
      [REASON.TARGETS_SUFFICE]: () => words.targets(name(index)),
      [REASON.SOURCES_SUFFICE]: () => words.sources(name(index)),
      [REASON.PARENT]: () => words.parent(name(index), name(because)),
      [REASON.CHILDREN]: () => words.children(name(index)),
    }[closure.reason[index]!]!()
    add(depth, text, about, byMapping ? snapshot.mappings[because]! : null)
    if (shown.has(index)) return
    shown.add(index)
    for (const premise of premises(snapshot.graph, closure, index)) prove(closure, premise, depth + 1, shown)
  }
  const follow = (path: Path, depth: number) => {
    add(depth, words.path(masked(path.mask)))
    for (const step of path.steps) {
      const mapping = snapshot.mappings[step.mapping]!
      const set = textIn(snapshot.sets[mapping.set]!.title, locale)!
      add(
        depth + 1,
        words.step(name(step.from), name(step.to), masked(step.mask), set),
        snapshot.controls[step.to]!,
        mapping,
      )
      const at = mapping.targets.indexOf(step.to)
      const shares = at < 0 ? null : textIn(mapping.shares[at], locale)
      if (shares) add(depth + 2, words.shares(name(step.to), shares), snapshot.controls[step.to]!, mapping)
      const left = step.from === row.control ? textIn(remainderOf(mapping, row.control), locale) : null
      if (left) add(depth + 2, words.residual(left), control, mapping)
    }
  }

  add(0, `${name(row.control)}: ${row.verdict}`, control)
  if (row.kind >= 0) prove(assessment.closures.get(row.kind)!, row.control, 1, new Set())
  const options = (kind: number, candidates: boolean) => ({
    active: assessment.active,
    kind,
    maxHops: assessment.maxHops,
    candidates,
  })
  for (const target of row.overlaps.slice(0, MAX_PATHS))
    for (const kind of assessment.kinds)
      for (const path of paths(snapshot.graph, options(kind, false), row.control, target, MAX_PATHS))
        follow(path, 1)
  if (row.verdict === 'POSSIBLE')
    for (const path of possiblePaths(snapshot, assessment, row.control, MAX_PATHS)) {
      if (path.from !== row.control)
        add(1, words.via(name(row.control), name(path.from)), snapshot.controls[path.from]!)
      follow(path.path, 1)
    }
  const whole = criterionOf(snapshot, control)
  if (whole !== control) add(1, words.part(name(row.control), name(whole.index)), whole)
  for (const framework of assessment.by) {
    const title = snapshot.frameworks[framework]!.shortTitle
    const reason = statedReason(snapshot, assessment, whole.index, framework, locale)
    if (reason) add(1, words.none(title, reason), whole)
    else if (row.verdict === 'UNKNOWN') add(1, words.nobody(title), control)
    if (
      row.verdict === 'CONTRADICTION' &&
      deniesSufficiency(snapshot.graph, assessment.active, row.control, framework)
    )
      add(1, words.denied(title), control)
  }
  return steps
}

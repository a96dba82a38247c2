// The whole derivation of one verdict, as an outline a person can read: every line says what follows from what, and
// names the mapping behind it.

import type { Assessment } from './assessment.ts'
import type { CoverageRow } from './coverage.ts'
import { tellClash, tellDenials } from './explanation-clash.ts'
import { type ExplanationStep, Outline } from './explanation-outline.ts'
import { tellPath, tellRemainder } from './explanation-path.ts'
import { tellProof } from './explanation-proof.ts'
import { VERDICT_WORDS } from './explanation-words.ts'
import type { Control } from './framework.ts'
import { isStatedUnmapped } from './graph.ts'
import { partialMappings, partialPaths } from './partial.ts'
import type { RowByParts } from './parts.ts'
import { possiblePaths } from './possible.ts'
import { rowsBelow } from './report.ts'
import { criterionOf, type Snapshot } from './snapshot.ts'
import { unmappedOf } from './stated.ts'
import { type Locale, textIn } from './text.ts'

export type { ExplanationStep } from './explanation-outline.ts'

/** Paths and clashes told of each verdict: an explanation is for reading. */
const MAX_PATHS = 10

/** The first of them, and how many more there are. */
function tellSome<T>(outline: Outline, things: readonly T[], depth: number, tell: (thing: T) => void): void {
  things.slice(0, MAX_PATHS).forEach(tell)
  if (things.length > MAX_PATHS) outline.add(depth, outline.words.more(things.length - MAX_PATHS))
}

/** What a row rests on, line by line, from `depth` on; without the verdict itself. */
function tellReasons(outline: Outline, assessment: Assessment, row: RowByParts, depth: number): void {
  if (row.byParts) {
    tellParts(outline, assessment, row.byParts.rows, depth)
    return
  }
  const { snapshot } = outline
  const { verdict, control, kind } = row
  if (verdict === 'FULL') tellProof(outline, assessment.closures.get(kind)!, control, depth)
  if (verdict === 'POSSIBLE') tellPossible(outline, assessment, control, depth)
  if (verdict === 'PARTIAL') {
    const paths = partialPaths(snapshot, assessment, row)
    tellSome(outline, paths, depth, (path) => tellPath(outline, path, depth))
    for (const mapping of partialMappings(snapshot, assessment, row))
      tellRemainder(outline, mapping, control, depth)
  }
  if (verdict === 'CONTRADICTION') {
    const question = { ...assessment, candidates: false }
    tellSome(outline, [...new Set(row.overlaps)], depth, (target) =>
      tellClash(outline, question, control, target, depth),
    )
    tellDenials(outline, assessment, control, depth)
  }
}

/** Parts of a control, of which what is held makes its own verdict. */
function tellParts(
  outline: Outline,
  assessment: Assessment,
  parts: readonly CoverageRow[],
  depth: number,
): void {
  for (const part of parts) {
    tellVerdict(outline, part, depth)
    tellReasons(outline, assessment, part, depth + 1)
  }
}

/** The shortest ways only: a longer one says less of why an overlap is possible. */
function tellPossible(outline: Outline, assessment: Assessment, control: number, depth: number): void {
  const found = possiblePaths(outline.snapshot, assessment, control, MAX_PATHS)
  const [nearest] = found
  if (!nearest) return
  const { words } = outline
  if (nearest.from !== control)
    outline.add(depth, words.via(outline.name(control), outline.name(nearest.from)), nearest.from)
  for (const { from, path } of found)
    if (from === nearest.from && path.steps.length === nearest.path.steps.length)
      tellPath(outline, path, depth)
}

function tellVerdict(
  outline: Outline,
  { control, verdict }: Pick<CoverageRow, 'control' | 'verdict'>,
  depth: number,
) {
  const { words, locale, snapshot } = outline
  const title = textIn(snapshot.controls[control]!.title, locale) ?? ''
  outline.add(
    depth,
    words.verdict(outline.name(control), title, verdict, VERDICT_WORDS[verdict][locale]),
    control,
  )
}

/** Of a criterion that the item is a part of, where its verdict follows from that. */
function tellWhole(outline: Outline, control: Control, depth: number): void {
  const { graph } = outline.snapshot
  const whole = criterionOf(outline.snapshot, control)
  for (let at = control.index; at !== whole.index; at = graph.parentOf[at]!)
    if (graph.meetsChildren[graph.parentOf[at]!] !== 1) return
  if (whole === control) return
  outline.add(depth, outline.words.part(outline.name(control.index), outline.name(whole.index)), whole.index)
}

/** What was stated of each framework held, as a whole; of an UNKNOWN where nobody stated anything. */
function tellStated(
  outline: Outline,
  assessment: Assessment,
  { control, verdict }: CoverageRow,
  depth: number,
) {
  const { words, snapshot } = outline
  for (const framework of assessment.by) {
    const title = outline.title(framework)
    const reason = outline.said(unmappedOf(snapshot, assessment.active, control, framework)[0]?.reason)
    if (reason) outline.add(depth, words.none(title, reason), control)
    else if (
      verdict === 'UNKNOWN' &&
      !isStatedUnmapped(snapshot.graph, assessment.active, control, framework)
    )
      outline.add(depth, words.nobody(title), control)
  }
}

/** Builds the outline of one row of an assessment: of a group, the verdicts below it. */
export function explain(
  snapshot: Snapshot,
  assessment: Assessment,
  row: RowByParts,
  locale: Locale,
): ExplanationStep[] {
  const outline = new Outline(snapshot, locale)
  const control = snapshot.controls[row.control]!
  tellVerdict(outline, row, 0)
  const below = control.kind === 'GROUP' ? rowsBelow(snapshot, assessment, control) : []
  if (below.length > 0) {
    for (const one of below) tellVerdict(outline, one, 1)
    return outline.steps
  }
  tellReasons(outline, assessment, row, 1)
  const besides = row.besides
  if (besides) {
    const { verdict } = besides
    outline.add(1, outline.words.besides(verdict, VERDICT_WORDS[verdict][locale]), row.control)
    // The proof at hand may rest on what clashes.
    if (verdict !== 'FULL') tellReasons(outline, assessment, besides, 2)
  }
  if (row.verdict === 'NONE' || row.verdict === 'CONTRADICTION') tellWhole(outline, control, 1)
  tellStated(outline, assessment, row, 1)
  return outline.steps
}

// A path of mappings as lines of an explanation: what each mapping says of its two controls, and on what grounds.

import type { Outline } from './explanation-outline.ts'
import type { Mapping } from './mapping.ts'
import { remainderOf } from './partial.ts'
import type { Path, Step } from './paths.ts'
import { relationSentence } from './relation-words.ts'

function tellStep(outline: Outline, step: Step, depth: number): void {
  const { words, locale } = outline
  const mapping = outline.snapshot.mappings[step.mapping]!
  const sentence = relationSentence(step.mask, outline.name(step.from), outline.name(step.to), locale)
  outline.add(depth, words.stated(sentence, outline.set(mapping)), step.to, mapping)
  tellGrounds(outline, mapping, [step.to, step.from], depth + 1)
}

/** What the mapping shares with those of its targets that are among `ends`, and the reason that its author gave. */
export function tellGrounds(
  outline: Outline,
  mapping: Mapping,
  ends: readonly number[],
  depth: number,
): void {
  const { words } = outline
  for (const [i, target] of mapping.targets.entries()) {
    const shares = ends.includes(target) ? outline.said(mapping.shares[i]) : null
    if (shares) outline.add(depth, words.shares(outline.name(target), shares), target, mapping)
  }
  const rationale = outline.said(mapping.rationale)
  if (rationale) outline.add(depth, words.rationale(rationale), null, mapping)
}

/** One line for a single mapping; for several, what follows from them together, and below it each. */
export function tellPath(outline: Outline, { steps, mask }: Path, depth: number): void {
  const [first] = steps
  const last = steps.at(-1)
  if (!first || !last) return
  if (first !== last) {
    const between = outline.words.list(outline.names(steps.slice(0, -1).map((step) => step.to)))
    const [from, to] = [outline.name(first.from), outline.name(last.to)]
    const isBack = first.from === last.to
    const sentence = isBack ? outline.words.differs(from) : relationSentence(mask, from, to, outline.locale)
    outline.add(depth, outline.words.through(between, sentence), last.to)
  }
  for (const step of steps) tellStep(outline, step, first === last ? depth : depth + 1)
}

/** What a mapping leaves to prove of a control of it. */
export function tellRemainder(outline: Outline, mapping: Mapping, control: number, depth: number): void {
  const text = outline.said(remainderOf(mapping, control))
  const others = mapping.sources.includes(control) ? mapping.targets : mapping.sources
  if (text) outline.add(depth, outline.words.residual(text, outline.names(others)), control, mapping)
}

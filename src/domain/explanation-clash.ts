// A contradiction as lines of an explanation: the mappings that cannot all be true.

import type { Assessment } from './assessment.ts'
import { type Contradiction, clashingPaths, denyingMappings } from './contradictions.ts'
import { heldBy } from './coverage.ts'
import type { DeriveOptions } from './derivation.ts'
import { deniesSufficiency } from './disproof.ts'
import { type ExplanationStep, Outline } from './explanation-outline.ts'
import { tellPath, tellRemainder } from './explanation-path.ts'
import { tellProof } from './explanation-proof.ts'
import type { ActiveSets } from './graph.ts'
import { type Closure, forwardChain, isMet } from './inference.ts'
import { relationSentence } from './relation-words.ts'
import type { Snapshot } from './snapshot.ts'
import { unmappedOf } from './stated.ts'
import type { Locale } from './text.ts'

/** The paths between two controls that leave no relation between them, or that lead back to one that differs from itself. */
export function tellClash(
  outline: Outline,
  question: Omit<DeriveOptions, 'kind'> & { readonly kinds: readonly number[] },
  control: number,
  counterpart: number,
  depth: number,
): void {
  const { words, snapshot, locale } = outline
  const name = outline.name(control)
  const clash =
    control === counterpart ? words.back(name) : relationSentence(0, name, outline.name(counterpart), locale)
  outline.add(depth, clash, counterpart)
  for (const kind of question.kinds)
    for (const path of clashingPaths(snapshot, { ...question, kind }, control, counterpart))
      tellPath(outline, path, depth + 1)
}

/** How mappings prove a control by a framework, and what its author states that this framework leaves to prove. */
export function tellDenial(
  outline: Outline,
  options: Pick<DeriveOptions, 'active' | 'kind'>,
  closure: Closure,
  control: number,
  framework: number,
  depth: number,
): void {
  outline.add(depth, outline.words.proven(outline.name(control)), control)
  tellProof(outline, closure, control, depth + 1)
  for (const mapping of denyingMappings(outline.snapshot, options, control, framework)) {
    const said = outline.words.denied(outline.name(control), outline.title(framework), outline.set(mapping))
    outline.add(depth, said, control, mapping)
    tellRemainder(outline, mapping, control, depth + 1)
  }
}

/** Every framework held that meets the control against the statement of an author; where none does alone, all together. */
export function tellDenials(outline: Outline, assessment: Assessment, control: number, depth: number): void {
  const { graph } = outline.snapshot
  const { active, kinds, by, closures } = assessment
  for (const kind of kinds) {
    const denying = by.filter((framework) => deniesSufficiency(graph, active, control, framework, kind))
    const proofs = denying.map((framework) => ({
      framework,
      closure: forwardChain(graph, active, kind, heldBy(graph, [framework])),
    }))
    const alone = proofs.filter(({ closure }) => isMet(closure, control))
    const together = closures.get(kind)!
    const told =
      alone.length > 0 || !isMet(together, control)
        ? alone
        : denying.slice(0, 1).map((framework) => ({ framework, closure: together }))
    for (const { framework, closure } of told)
      tellDenial(outline, { active, kind }, closure, control, framework, depth)
  }
}

/** A contradiction by itself, whatever is held. */
export function explainContradiction(
  snapshot: Snapshot,
  { control, counterpart, framework, options }: Contradiction,
  locale: Locale,
): ExplanationStep[] {
  const outline = new Outline(snapshot, locale)
  if (counterpart === null) {
    const held = heldBy(snapshot.graph, [framework])
    const closure = forwardChain(snapshot.graph, options.active, options.kind, held)
    tellDenial(outline, options, closure, control, framework, 0)
  } else tellClash(outline, { ...options, kinds: [options.kind] }, control, counterpart, 0)
  tellUnmapped(outline, options.active, control, framework)
  if (counterpart !== null)
    tellUnmapped(outline, options.active, counterpart, snapshot.controls[control]!.framework)
  return outline.steps
}

function tellUnmapped(outline: Outline, active: ActiveSets, control: number, framework: number): void {
  const reason = outline.said(unmappedOf(outline.snapshot, active, control, framework)[0]?.reason)
  if (reason) outline.add(0, outline.words.none(outline.title(framework), reason), control)
}

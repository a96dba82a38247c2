// The proof that a control is met, as lines of an explanation: each follows from those below it.

import type { Outline } from './explanation-outline.ts'
import { tellGrounds } from './explanation-path.ts'
import { type Closure, premises, REASON } from './inference.ts'
import type { Mapping } from './mapping.ts'

/** The mapping by which a control is met; null for what is held, or follows from the tree. */
function mappingBehind(outline: Outline, closure: Closure, control: number): Mapping | null {
  const why = closure.reason[control]
  if (why !== REASON.TARGETS_SUFFICE && why !== REASON.SOURCES_SUFFICE) return null
  return outline.snapshot.mappings[closure.because[control]!]!
}

function sentence(outline: Outline, closure: Closure, control: number, mapping: Mapping | null): string {
  const { words } = outline
  const name = outline.name(control)
  if (mapping) {
    const from = premises(outline.snapshot.graph, closure, control)
    return words.metBy(name, outline.names(from), outline.set(mapping))
  }
  if (closure.reason[control] === REASON.PARENT)
    return words.parent(name, outline.name(closure.because[control]!))
  return closure.reason[control] === REASON.CHILDREN ? words.children(name) : words.held(name)
}

/** The proof of a control and of everything it rests on; what was proven above already is named only. */
export function tellProof(
  outline: Outline,
  closure: Closure,
  control: number,
  depth: number,
  told = new Set<number>(),
): void {
  const mapping = mappingBehind(outline, closure, control)
  outline.add(depth, sentence(outline, closure, control, mapping), control, mapping)
  if (told.has(control)) return
  told.add(control)
  const from = premises(outline.snapshot.graph, closure, control)
  if (mapping) tellGrounds(outline, mapping, [control, ...from], depth + 1)
  for (const premise of from) tellProof(outline, closure, premise, depth + 1, told)
}

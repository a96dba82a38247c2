// Proofs that an author denies: mappings prove a control from frameworks of which somebody states that they do not show it.

import { type ActiveSets, type Graph, isStatedUnmapped } from './graph.ts'
import { metFromEach } from './inference.ts'
import { INT, SUP } from './relation.ts'

export interface DisproofQuestion {
  readonly held: readonly number[]
  readonly heldFrameworks: readonly number[]
  readonly active: ActiveSets
  readonly kinds: readonly number[]
}

/**
 * Those of the proven controls that are proven from frameworks without a counterpart of them; or from one that leaves a
 * residual of them, to which those without a counterpart add nothing. All are looked at together, since the combinations
 * of frameworks to ask about are few.
 */
export function disproved(graph: Graph, question: DisproofQuestion, proven: readonly number[]): Set<number> {
  const { held, active, kinds } = question
  const found = new Set<number>()
  for (const kind of kinds) {
    const asked = new Map<string, { readonly frameworks: number[]; readonly of: number[] }>()
    for (const control of proven)
      for (const frameworks of insufficient(graph, question, control, kind)) {
        const key = frameworks.join()
        const known = asked.get(key)
        if (known) known.of.push(control)
        else asked.set(key, { frameworks, of: [control] })
      }
    const all = [...asked.values()]
    const isMetFrom = metFromEach(
      graph,
      active,
      kind,
      held,
      all.map(({ frameworks }) => frameworks),
    )
    for (const [i, { of }] of all.entries())
      for (const control of of) if (isMetFrom(i, control)) found.add(control)
  }
  return found
}

/** The sets of held frameworks that are stated not to be enough for a control; of one within another, the larger. */
function insufficient(
  graph: Graph,
  { heldFrameworks, active }: DisproofQuestion,
  control: number,
  kind: number,
): number[][] {
  const denied = heldFrameworks.filter((f) => isStatedUnmapped(graph, active, control, f))
  const lacking = heldFrameworks.filter(
    (f) => !denied.includes(f) && deniesSufficiency(graph, active, control, f, kind),
  )
  if (lacking.length === 0) return denied.length > 0 ? [denied] : []
  return lacking.map((f) => [f, ...denied])
}

/**
 * Whether an author stated that meeting the whole framework does not meet the control: a residual, or no counterpart
 * at all. The question of a mapping is asked of the whole framework (`seeds/README.md`), so its answer is too. Asked
 * of one rationale `kind`, or of all.
 */
export function deniesSufficiency(
  graph: Graph,
  active: ActiveSets,
  control: number,
  framework: number,
  kind?: number,
): boolean {
  if (isStatedUnmapped(graph, active, control, framework)) return true
  for (let i = graph.asSource.start[control]!; i < graph.asSource.start[control + 1]!; i++) {
    const m = graph.asSource.list[i]!
    if (active[graph.setOf[m]!] !== 1 || (kind !== undefined && graph.kindOf[m] !== kind)) continue
    if ((graph.maskOf[m]! & ~(SUP | INT)) !== 0) continue
    if (graph.sources.start[m + 1]! - graph.sources.start[m]! !== 1) continue
    if (areTargetsIn(graph, m, framework)) return true
  }
  return false
}

function areTargetsIn({ targets, frameworkOf }: Graph, mapping: number, framework: number): boolean {
  for (let i = targets.start[mapping]!; i < targets.start[mapping + 1]!; i++)
    if (frameworkOf[targets.list[i]!] !== framework) return false
  return true
}

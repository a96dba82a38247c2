// What the evidence that counts says of controls, and nothing of the evidence itself: the input of a posture. The store
// reads the same facts in one statement.

import { type Certificate, counting, type Evidence, type Moment } from './evidence.ts'
import { controlsOf, type Graph } from './graph.ts'

export interface Facts {
  /** Controls that some evidence proves, and those that some evidence supports; each ascending, without repetition. */
  readonly proven: readonly number[]
  readonly supported: readonly number[]
}

export const NO_FACTS: Facts = { proven: [], supported: [] }

const ascending = (controls: Iterable<number>) => [...new Set(controls)].sort((a, b) => a - b)

export function facts(proven: Iterable<number>, supported: Iterable<number>): Facts {
  return { proven: ascending(proven), supported: ascending(supported) }
}

const areSame = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((control, i) => control === b[i])

/** Whether they say the same: nothing follows from one that does not from the other. */
export const isSame = (a: Facts, b: Facts): boolean =>
  areSame(a.proven, b.proven) && areSame(a.supported, b.supported)

/** Both together. */
export function join(a: Facts, b: Facts): Facts {
  return facts([...a.proven, ...b.proven], [...a.supported, ...b.supported])
}

/**
 * The controls that a certificate shows: all of the framework but what is excepted, what stands below it, and what
 * stands above it, since a group or a control with an exception in it is not met as a whole.
 */
export function certified(graph: Graph, { framework, except }: Certificate): number[] {
  const out = new Set<number>(except)
  for (const control of except)
    for (let at = graph.parentOf[control]!; at >= 0; at = graph.parentOf[at]!) out.add(at)
  const excepted = new Set(except)
  return [...controlsOf(graph, framework)].filter((control) => {
    if (out.has(control)) return false
    for (let at = control; at >= 0; at = graph.parentOf[at]!) if (excepted.has(at)) return false
    return true
  })
}

/** What some evidence says, all of which counts. */
export function factsIn(graph: Graph, evidence: Iterable<Pick<Evidence, 'claims' | 'certificates'>>): Facts {
  const proven: number[] = []
  const supported: number[] = []
  for (const { claims, certificates } of evidence) {
    for (const { control, role } of claims) (role === 'PROVES' ? proven : supported).push(control)
    for (const certificate of certificates) proven.push(...certified(graph, certificate))
  }
  return facts(proven, supported)
}

/** What the evidence says that counts at a moment. */
export function factsAt(graph: Graph, evidence: readonly Evidence[], moment: Moment): Facts {
  return factsIn(graph, counting(evidence, moment))
}

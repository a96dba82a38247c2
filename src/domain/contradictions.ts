// Where authored and published mappings exclude each other: an error in the data that no chaining of untyped links
// would ever show.

import { kindsIn } from './assessment.ts'
import { type DeriveOptions, deriver } from './derivation.ts'
import { deniesSufficiency } from './disproof.ts'
import { type ActiveSets, controlsOf, isStatedUnmapped } from './graph.ts'
import { forwardChain, isMet } from './inference.ts'
import type { Mapping } from './mapping.ts'
import { isWalkable, type Path, paths } from './paths.ts'
import { ANY, compose, DIS, EQ, INT, type Mask, SUP } from './relation.ts'
import type { Snapshot } from './snapshot.ts'
import { statedReason } from './stated.ts'
import type { Locale } from './text.ts'

/**
 * OVERLAP: no relation between two controls is left possible. SUFFICIENCY: mappings prove a control from a framework,
 * though an author states that this framework leaves something of it to prove, or has no counterpart at all.
 */
export interface Contradiction {
  readonly nature: 'OVERLAP' | 'SUFFICIENCY'
  readonly control: number
  /** OVERLAP: the other control. */
  readonly counterpart: number | null
  /** The framework that the statements are about. */
  readonly framework: number
  readonly options: DeriveOptions
}

const HOPS = 3

function overlaps(snapshot: Snapshot, options: DeriveOptions): Contradiction[] {
  const { graph } = snapshot
  const walk = deriver(graph, options)
  const found: Contradiction[] = []
  for (let control = 0; control < graph.controls; control++)
    for (const { target, mask } of walk(control))
      if (mask === 0 && target >= control)
        found.push({
          nature: 'OVERLAP',
          control,
          counterpart: target,
          framework: graph.frameworkOf[target]!,
          options,
        })
  return found
}

function sufficiencies(snapshot: Snapshot, options: DeriveOptions): Contradiction[] {
  const { graph } = snapshot
  return snapshot.frameworks.flatMap(({ index }) => {
    const closure = forwardChain(graph, options.active, options.kind, controlsOf(graph, index))
    return closure.order
      .filter(
        (c) =>
          graph.frameworkOf[c] !== index &&
          isMet(closure, c) &&
          deniesSufficiency(graph, options.active, c, index, options.kind),
      )
      .map((control) => ({
        nature: 'SUFFICIENCY' as const,
        control,
        counterpart: null,
        framework: index,
        options,
      }))
  })
}

/** Every contradiction among the active sets, in document order. */
export function contradictions(snapshot: Snapshot, active: ActiveSets): Contradiction[] {
  return kindsIn(snapshot, active).flatMap((kind) => {
    const options = { active, kind, maxHops: HOPS, candidates: false }
    return [...overlaps(snapshot, options), ...sufficiencies(snapshot, options)]
  })
}

/** Paths looked at for those that clash, shortest first. */
const TRIED = 500

/**
 * Paths between two controls that cannot all be true, together with a statement that one has no counterpart where the
 * other is: none could be left out. Where a control contradicts itself, the shortest chains that lead back to it and
 * differ from it. Empty when there is no such clash, or only one of chains that pass a control twice.
 */
export function clashingPaths(
  snapshot: Snapshot,
  options: DeriveOptions,
  control: number,
  counterpart: number,
): Path[] {
  const { graph } = snapshot
  if (control === counterpart) return returningPaths(snapshot, options, control)
  const { frameworkOf } = graph
  const isUnmapped =
    isStatedUnmapped(graph, options.active, control, frameworkOf[counterpart]!) ||
    isStatedUnmapped(graph, options.active, counterpart, frameworkOf[control]!)
  const left = (clash: readonly Path[]) =>
    clash.reduce((mask: Mask, path) => mask & path.mask, isUnmapped ? DIS : ANY)
  let clash: Path[] = []
  for (const path of [
    ...exclusions(snapshot, options, control, counterpart),
    ...paths(graph, options, control, counterpart, TRIED),
  ]) {
    if (left([...clash, path]) !== left(clash)) clash.push(path)
    if (left(clash) === 0) break
  }
  for (const path of [...clash]) {
    const others = clash.filter((other) => other !== path)
    if (left(others) === left(clash)) clash = others
  }
  return left(clash) === 0 ? clash : []
}

/** The mappings that state outright that two controls have nothing in common: no path goes on from there. */
function exclusions(
  { graph }: Snapshot,
  options: DeriveOptions,
  control: number,
  counterpart: number,
): Path[] {
  const found: Path[] = []
  for (let e = graph.edges.start[control]!; e < graph.edges.start[control + 1]!; e++) {
    const mapping = graph.edgeMapping[e]!
    const isRead = graph.kindOf[mapping] === options.kind && options.active[graph.setOf[mapping]!] === 1
    if (graph.edgeMask[e] === DIS && graph.edges.list[e] === counterpart && isRead)
      found.push({ steps: [{ mapping, from: control, to: counterpart, mask: DIS }], mask: DIS })
  }
  return found
}

/** Each chain once, whichever way round. */
function returningPaths({ graph }: Snapshot, options: DeriveOptions, control: number): Path[] {
  const found = new Map<string, Path>()
  const onwards = { ...options, maxHops: options.maxHops - 1 }
  for (let e = graph.edges.start[control]!; e < graph.edges.start[control + 1]!; e++) {
    if (!isWalkable(graph, options, e)) continue
    const to = graph.edges.list[e]!
    const first = { mapping: graph.edgeMapping[e]!, from: control, to, mask: graph.edgeMask[e]! }
    for (const path of paths(graph, onwards, to, control, TRIED)) {
      const steps = [first, ...path.steps]
      const mask = compose(first.mask, path.mask)
      const key = steps
        .map((step) => step.mapping)
        .sort((a, b) => a - b)
        .join()
      if ((mask & EQ) === 0 && !found.has(key)) found.set(key, { steps, mask })
    }
  }
  const chains = [...found.values()]
  const shortest = Math.min(...chains.map(({ steps }) => steps.length))
  return chains.filter(({ steps }) => steps.length === shortest)
}

/** Why somebody saw no counterpart of either control in the framework of the other, when that is one side of it. */
export function statedAgainst(
  snapshot: Snapshot,
  { control, counterpart, framework, options }: Contradiction,
  locale: Locale,
): string | null {
  const own = statedReason(snapshot, options, control, framework, locale)
  if (own !== null || counterpart === null) return own
  return statedReason(snapshot, options, counterpart, snapshot.controls[control]!.framework, locale)
}

/** The mappings that leave something of a control to prove by a whole framework. */
export function denyingMappings(
  snapshot: Snapshot,
  { active, kind }: Pick<DeriveOptions, 'active' | 'kind'>,
  control: number,
  framework: number,
): Mapping[] {
  const { asSource, frameworkOf, kindOf } = snapshot.graph
  return Array.from(
    asSource.list.subarray(asSource.start[control], asSource.start[control + 1]),
    (m) => snapshot.mappings[m]!,
  ).filter(
    ({ index, set, mask, sources, targets }) =>
      active[set] === 1 &&
      kindOf[index] === kind &&
      (mask & ~(SUP | INT)) === 0 &&
      sources.length === 1 &&
      targets.every((target) => frameworkOf[target] === framework),
  )
}

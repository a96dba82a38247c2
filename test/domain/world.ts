// A finite world: frameworks whose controls demand sets of demands, and statements about them. What is true in it can
// be read off the sets, so whatever an engine concludes can be checked. `worlds.ts` makes random ones.

import fc from 'fast-check'
import {
  type ActiveSets,
  buildGraph,
  columnsOf,
  type Graph,
  type GraphControl,
  type GraphMapping,
  type GraphUnmapped,
} from '../../src/domain/graph.ts'
import { DIS, EQ, INT, type Mask, SUB, SUP } from '../../src/domain/relation.ts'

/** A set of demands, one bit each; what a control demands is never empty. */
export type Demands = number

/** Demands that a control may draw, and one more: what a control with PARTIAL items demands beyond them. */
export const DRAWN = 6
export const BEYOND = 1 << DRAWN
export const ALL_DEMANDS: Demands = (1 << (DRAWN + 1)) - 1

/** Rationale kinds. Each has demands of its own: what is shared in wording need not be shared in function. */
export const KINDS = [0, 1] as const

export interface World {
  readonly frameworks: number
  readonly controls: readonly GraphControl[]
  /** Per kind, what each control demands. */
  readonly demands: readonly (readonly Demands[])[]
  /** Every statement is a set of its own, so that one can be left out: mapping m is set m, unmapped after them. */
  readonly mappings: readonly GraphMapping[]
  readonly unmapped: readonly GraphUnmapped[]
  readonly graph: Graph
}

/** The true relation of two sets of demands. */
export function relationBetween(a: Demands, b: Demands): Mask {
  if ((a & b) === 0) return DIS
  if (a === b) return EQ
  if ((a & ~b) === 0) return SUB
  return (b & ~a) === 0 ? SUP : INT
}

export function demandsOf(world: World, kind: number, controls: Iterable<number>): Demands {
  let union = 0
  for (const control of controls) union |= world.demands[kind]![control]!
  return union
}

export function controlsIn(world: Pick<World, 'controls'>, framework: number): number[] {
  const found: number[] = []
  for (let c = 0; c < world.controls.length; c++)
    if (world.controls[c]!.framework === framework) found.push(c)
  return found
}

/** Every statement of the world; `except` leaves one out. */
export function statements(world: World, except = -1): ActiveSets {
  const active = new Uint8Array(world.mappings.length + world.unmapped.length).fill(1)
  if (except >= 0 && active.length > 0) active[except % active.length] = 0
  return active
}

/** The world with other statements, true or not. */
export function restate(
  world: World,
  mappings: readonly Omit<GraphMapping, 'set'>[],
  unmapped: readonly Omit<GraphUnmapped, 'set'>[],
): World {
  const said = {
    ...world,
    mappings: mappings.map((m, set) => ({ ...m, set })),
    unmapped: unmapped.map((u, i) => ({ ...u, set: mappings.length + i })),
    [fc.toStringMethod]: () => show(said),
  }
  return Object.assign(said, {
    graph: buildGraph(
      said.controls,
      said.frameworks,
      columnsOf(said.mappings, ({ kind }) => kind),
      said.unmapped,
    ),
  })
}

/** A counterexample in words. */
function show(world: World): string {
  const set = (demands: Demands) => `{${[...Array(DRAWN + 1).keys()].filter((i) => demands & (1 << i))}}`
  const lines = world.controls.map((c, i) => {
    const rule = `${c.meetsChildren ? '↓' : ''}${c.metByChildren ? '↑' : ''}`
    return `${i} of ${c.framework}, under ${c.parent}${rule}: ${KINDS.map((k) => set(world.demands[k]![i]!))}`
  })
  const said = world.mappings.map((m) => `kind ${m.kind}: [${m.sources}] -${m.mask}- [${m.targets}]`)
  const none = world.unmapped.map((u) => `${u.control} has nothing in ${u.framework}`)
  return `\n${[...lines, ...said, ...none].join('\n')}\n`
}

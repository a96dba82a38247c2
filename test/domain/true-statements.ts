// What an author who sees the demands may truly say of a world: mappings without bystanders, as exact or as vague as
// authors are, and controls without any counterpart.

import fc from 'fast-check'
import type { GraphMapping, GraphUnmapped } from '../../src/domain/graph.ts'
import { DIS, EQ, INT, type Mask, MET_BY, OVERLAP, SUB, SUP } from '../../src/domain/relation.ts'
import { controlsIn, type Demands, demandsOf, KINDS, relationBetween, type World } from './world.ts'

/** Any choice among a list whose length is not known yet. */
export const pick = fc.nat(999)
const picks = fc.array(pick, { minLength: 1, maxLength: 3 })

export const among = (list: readonly number[], chosen: readonly number[]) => [
  ...new Set(chosen.map((i) => list[i % list.length]!)),
]

/** How an author chooses what to say; what is then said follows from the world. */
export const saying = fc.record({
  kind: fc.constantFrom(...KINDS),
  from: pick,
  to: pick,
  sources: fc.oneof(fc.tuple(pick), picks),
  targets: picks,
  /** Which targets are listed: those picked, those that meet the sources, or those that the sources meet. */
  list: fc.constantFrom('PICKED', 'SUFFICIENT', 'INCLUDED'),
  /** What the author leaves open beyond the truth; GAP is what CSA's gap levels leave open. */
  open: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(0, 0, OVERLAP, 'GAP' as const) },
    { weight: 1, arbitrary: fc.nat(OVERLAP) },
  ),
})
export type Saying = typeof saying extends fc.Arbitrary<infer T> ? T : never

/** Whether a residual speaks of the listed targets only, or of their whole framework as in our curated sets. */
export type Judged = 'BY_LIST' | 'BY_FRAMEWORK'

/** At most three controls that together meet what is wanted, or as much of it as they can. */
function sufficient(demands: readonly Demands[], wanted: Demands, controls: readonly number[]): number[] {
  const found: number[] = []
  for (let left = wanted; left !== 0 && found.length < 3; left &= ~demands[found.at(-1)!]!) {
    const next = controls.find((c) => demands[c]! & left)
    if (next === undefined) break
    found.push(next)
  }
  return found
}

function listed(
  said: Saying,
  demands: readonly Demands[],
  wanted: Demands,
  far: readonly number[],
): number[] {
  const picked = among(far, said.targets)
  if (said.list === 'PICKED') return picked
  const others = far.filter((c) => !picked.includes(c))
  const included = [...picked, ...others].filter((c) => (demands[c]! & ~wanted) === 0)
  if (said.list === 'INCLUDED' && included.length > 0) return included.slice(0, said.targets.length)
  const found = sufficient(demands, wanted, [...picked, ...others])
  return found.length > 0 ? found : picked
}

function leftOpen(exact: Mask, open: Saying['open']): Mask {
  if (open !== 'GAP') return exact | open
  return exact & MET_BY ? EQ | SUB : SUP | INT
}

/** A true mapping between controls of two frameworks. */
export function state(world: World, judged: Judged, said: Saying): Omit<GraphMapping, 'set'> {
  const { kind } = said
  const from = said.from % world.frameworks
  const to = (from + 1 + (said.to % (world.frameworks - 1))) % world.frameworks
  const union = (controls: readonly number[]) => demandsOf(world, kind, controls)
  const demands = world.demands[kind]!
  const far = controlsIn(world, to)
  const near = among(controlsIn(world, from), said.sources)
  const others = listed(said, demands, union(near), far)
  if ((union(near) & union(others)) === 0) return { kind, mask: DIS, sources: near, targets: others }
  // Being listed asserts that some demand is shared with the other side, taken together (semantics §3).
  const sources = near.filter((c) => demands[c]! & union(others))
  const targets = others.filter((c) => demands[c]! & union(near))
  const mask = leftOpen(relationBetween(union(sources), union(targets)), said.open)
  // A residual is claimed of the whole framework (seeds/README.md): none where other controls would close it.
  const residual = sources.length === 1 && (mask & MET_BY) === 0
  const closed = (union(sources) & ~union(far)) === 0
  return { kind, mask: judged === 'BY_FRAMEWORK' && residual && closed ? OVERLAP : mask, sources, targets }
}

/** Every control that has nothing in common with a whole framework, whatever the kind. */
export function withoutCounterpart(world: World): Omit<GraphUnmapped, 'set'>[] {
  const wholes = Array.from({ length: world.frameworks }, (_, framework) =>
    KINDS.map((kind) => demandsOf(world, kind, controlsIn(world, framework))),
  )
  return wholes.flatMap((whole, framework) =>
    [...world.controls.keys()]
      .filter((control) => KINDS.every((kind) => (world.demands[kind]![control]! & whole[kind]!) === 0))
      .map((control) => ({ control, framework })),
  )
}

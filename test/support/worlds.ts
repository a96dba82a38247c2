// Random finite worlds in which every statement is true, because it is made from the sets of demands themselves.

import fc from 'fast-check'
import type { GraphControl, ItemsRule } from '../../src/domain/graph.ts'
import { among, type Judged, pick, saying, state, withoutCounterpart } from '../domain/true-statements.ts'
import { BEYOND, controlsIn, type Demands, DRAWN, KINDS, restate, type World } from '../domain/world.ts'

/** 300 random worlds, or as many as the environment asks for. */
export function runs(): { numRuns: number } {
  return { numRuns: Number(process.env.WORLDS) || 300 }
}

/** For `describe`: a run of many worlds takes its time. */
export const patient = { timeout: 1_800_000 }

interface Tree {
  /** What the control draws, per kind. */
  readonly own: readonly Demands[]
  readonly rule: ItemsRule | 'GROUP' | 'LEAF'
  readonly below: readonly Tree[]
}

function demanded(rule: Tree['rule'], own: Demands, below: readonly Demands[]): Demands {
  const together = below.reduce((a, b) => a | b, 0)
  if (rule === 'GROUP' || rule === 'COMPLETE') return together
  return rule === 'PARTIAL' ? together | BEYOND : own
}

type Growing = Pick<World, 'frameworks'> & { controls: GraphControl[]; demands: Demands[][] }

/** Adds a tree, its root first, and answers the position of the root. */
function grow(world: Growing, tree: Tree, framework: number, topic: Demands, parent: number): number {
  const { rule } = tree
  const index = world.controls.length
  const meetsChildren = rule === 'GROUP' || rule === 'COMPLETE' || rule === 'PARTIAL'
  const metByChildren = rule === 'GROUP' || rule === 'COMPLETE'
  world.controls.push({ framework, parent, meetsChildren, metByChildren })
  const own = tree.own.map((drawn) => drawn & topic || topic & -topic)
  const below = tree.below.map((item) => {
    // Each alternative alone is enough: it demands all that the control demands.
    const alternative = { ...item, own: item.own.map((drawn, kind) => drawn | own[kind]!) }
    return grow(world, rule === 'ALTERNATIVES' ? alternative : item, framework, topic, index)
  })
  for (const kind of KINDS)
    world.demands[kind]![index] = demanded(
      rule,
      own[kind]!,
      below.map((item) => world.demands[kind]![item]!),
    )
  return index
}

const some = (minLength: number, maxLength: number) =>
  fc
    .uniqueArray(fc.nat(DRAWN - 1), { minLength, maxLength })
    .map((bits) => bits.reduce((set, bit) => set | (1 << bit), 0))

const own = fc.tuple(some(1, 3), some(1, 3))
const leaf: fc.Arbitrary<Tree> = fc.record({
  own,
  rule: fc.constant('LEAF' as const),
  below: fc.constant([]),
})
const withItems: fc.Arbitrary<Tree> = fc.record({
  own,
  rule: fc.constantFrom('COMPLETE', 'PARTIAL', 'ALTERNATIVES', 'ILLUSTRATIONS'),
  below: fc.array(leaf, { minLength: 1, maxLength: 3 }),
})
const control = fc.oneof({ weight: 2, arbitrary: leaf }, { weight: 1, arbitrary: withItems })
const group: fc.Arbitrary<Tree> = fc.record({
  own,
  rule: fc.constant('GROUP' as const),
  below: fc.array(control, { minLength: 1, maxLength: 3 }),
})
const framework = fc.record({
  /** What its controls may demand: some frameworks have nothing in common. */
  topic: fc.oneof(some(1, 2), some(4, DRAWN), some(4, DRAWN)),
  trees: fc.array(fc.oneof(control, group), { minLength: 1, maxLength: 3 }),
})

/** Worlds of two to four frameworks with true mappings and true statements that nothing corresponds. */
export function worlds(judged: Judged = 'BY_LIST'): fc.Arbitrary<World> {
  return fc
    .record({
      frameworks: fc.array(framework, { minLength: 2, maxLength: 4 }),
      sayings: fc.array(saying, { maxLength: 24, size: 'max' }),
      unmapped: fc.array(pick, { maxLength: 5, size: 'max' }),
    })
    .map(({ frameworks, sayings, unmapped }) => {
      const growing: Growing = { frameworks: frameworks.length, controls: [], demands: KINDS.map(() => []) }
      for (const [f, { topic, trees }] of frameworks.entries())
        for (const tree of trees) grow(growing, tree, f, topic, -1)
      const silent = restate(growing as unknown as World, [], [])
      const none = withoutCounterpart(silent)
      return restate(
        silent,
        sayings.map((said) => state(silent, judged, said)),
        none.length === 0 ? [] : [...new Set(unmapped.map((i) => none[i % none.length]!))],
      )
    })
}

export interface Scene {
  readonly world: World
  readonly chosen: readonly number[]
  readonly more: readonly number[]
}

/** A world and two choices of controls, of which the first may include a whole framework. */
export function scenes(judged?: Judged): fc.Arbitrary<Scene> {
  const several = fc.array(pick, { maxLength: 6, size: 'max' })
  const drawn = fc.record({ world: worlds(judged), whole: fc.option(pick), few: several, more: several })
  return drawn.map(({ world, whole, few, more }) => {
    const every = [...world.controls.keys()]
    const all = whole === null ? [] : controlsIn(world, whole % world.frameworks)
    return { world, chosen: [...new Set([...all, ...among(every, few)])], more: among(every, more) }
  })
}

// What a statement about two sets of controls says of one source and one target (semantics §3), checked against every
// way to give four demands to one or two sources and one or two targets.

import { describe, expect, it } from 'vitest'
import { GAP_LEVEL_MASK } from '../../src/domain/mapping.ts'
import {
  ANY,
  DIS,
  EQ,
  type Mask,
  maskOf,
  OVERLAP,
  RELATIONS,
  reduceToPair,
  SUP,
} from '../../src/domain/relation.ts'
import { relationBetween } from './world.ts'

const SUBSETS = Array.from({ length: 15 }, (_, i) => i + 1)
const ONE = SUBSETS.map((s) => [s])
const TWO = SUBSETS.flatMap((s) => SUBSETS.map((t) => [s, t]))
const union = (sets: readonly number[]) => sets.reduce((a, b) => a | b)

/** By relation of the unions, every relation that the first source and the first target have in some world. */
function realized(sourceSets: readonly number[][], targetSets: readonly number[][]): Map<Mask, Mask> {
  const found = new Map<Mask, Mask>()
  for (const sources of sourceSets)
    for (const targets of targetSets) {
      const whole = relationBetween(union(sources), union(targets))
      // Being listed asserts some shared demand with the other side, taken together; not with each of its controls.
      const bystander =
        sources.some((s) => (s & union(targets)) === 0) || targets.some((t) => (t & union(sources)) === 0)
      if (whole !== DIS && bystander) continue
      found.set(whole, (found.get(whole) ?? 0) | relationBetween(sources[0]!, targets[0]!))
    }
  return found
}

const SHAPES = [
  { shape: 'one source, one target', sources: 1, targets: 1, found: realized(ONE, ONE) },
  { shape: 'one source, two targets', sources: 1, targets: 2, found: realized(ONE, TWO) },
  { shape: 'two sources, one target', sources: 2, targets: 1, found: realized(TWO, ONE) },
  { shape: 'two sources, two targets', sources: 2, targets: 2, found: realized(TWO, TWO) },
]
const STATED = [
  ...RELATIONS.map((name) => ({ name, mask: maskOf(name) })),
  { name: 'NO_GAP', mask: GAP_LEVEL_MASK.NO_GAP },
  { name: 'PARTIAL_GAP', mask: GAP_LEVEL_MASK.PARTIAL_GAP },
  { name: 'some overlap', mask: OVERLAP },
]

describe.each(SHAPES)('$shape', ({ sources, targets, found }) => {
  it.each(STATED)('$name says of a pair all that is true of every such pair, and no more', ({ mask }) => {
    const possible = [...found].reduce((all, [whole, pair]) => (whole & mask ? all | pair : all), 0)
    expect(reduceToPair(mask, sources, targets)).toBe(possible)
  })
})

describe('the reductions of the specification', () => {
  it('{s} ⊇ {t1, t2} gives s ⊇ ti', () => {
    expect(reduceToPair(SUP, 1, 2)).toBe(SUP)
    expect(reduceToPair(EQ, 1, 2)).toBe(EQ | SUP)
  })

  it('{s} ⊆ {t1, t2} gives some overlap, and no s ⊆ ti', () => {
    expect(reduceToPair(maskOf('SUBSET_OF'), 1, 2)).toBe(OVERLAP)
  })

  it('several sources and several targets give nothing: two of them may be strangers', () => {
    expect(reduceToPair(EQ, 2, 2)).toBe(ANY)
  })
})

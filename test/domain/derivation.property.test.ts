// Derived links are sound: in random worlds the true relation is always among those a mask allows (semantics §4.2).

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DeriveOptions, deriver } from '../../src/domain/derivation.ts'
import { ANY, DIS, inverse, isCertain, type Mask } from '../../src/domain/relation.ts'
import { patient, runs, type Scene, scenes } from '../support/worlds.ts'
import { demandsOf, KINDS, relationBetween, statements, type World } from './world.ts'

/** Everything derivable between any two controls, by `source>target`. */
function derived(world: World, kind: number, options: Partial<DeriveOptions> = {}): Map<string, Mask> {
  const derive = deriver(world.graph, {
    active: statements(world),
    kind,
    maxHops: 3,
    candidates: true,
    ...options,
  })
  return new Map(
    [...world.controls.keys()].flatMap((source) =>
      derive(source).map(({ target, mask }) => [`${source}>${target}`, mask] as const),
    ),
  )
}

const turned = (pair: string) => pair.split('>').reverse().join('>')

/** `faults` lists the pairs of which the claim is false. */
const inEveryWorld = (faults: (scene: Scene, kind: number) => string[]) =>
  fc.assert(
    fc.property(scenes(), fc.constantFrom(...KINDS), (scene, kind) => {
      expect(faults(scene, kind)).toEqual([])
    }),
    runs(),
  )

describe('a derived mask', patient, () => {
  const truth = (world: World, kind: number, pair: string) => {
    const [source, target] = pair.split('>').map((control) => demandsOf(world, kind, [Number(control)]))
    return relationBetween(source!, target!)
  }

  it('allows the true relation, and so is never a contradiction', () => {
    inEveryWorld(({ world }, kind) =>
      [...derived(world, kind)].filter(([pair, mask]) => !(mask & truth(world, kind, pair))).map(String),
    )
  })

  it('that makes an overlap certain is right: some demand is shared', () => {
    inEveryWorld(({ world }, kind) =>
      [...derived(world, kind)]
        .filter(([pair, mask]) => isCertain(mask) && truth(world, kind, pair) === DIS)
        .map(String),
    )
  })

  it('never widens when a statement is added', () => {
    inEveryWorld(({ world, more: [one] }, kind) => {
      const before = derived(world, kind, { active: statements(world, one) })
      const after = derived(world, kind)
      return [...before].filter(([pair, mask]) => after.get(pair)! & ~mask).map(String)
    })
  })

  it('never widens when more hops are allowed', () => {
    inEveryWorld(({ world }, kind) => {
      const far = derived(world, kind)
      return [1, 2].flatMap((maxHops) =>
        [...derived(world, kind, { maxHops })].filter(([pair, mask]) => far.get(pair)! & ~mask).map(String),
      )
    })
  })

  it('is the same from either end', () => {
    inEveryWorld(({ world }, kind) => {
      const found = derived(world, kind)
      return [...found].filter(([pair, mask]) => found.get(turned(pair)) !== inverse(mask)).map(String)
    })
  })

  it('is the same without candidates, which only leave out what allows everything', () => {
    inEveryWorld(({ world }, kind) => {
      const links = derived(world, kind, { candidates: false })
      return [...derived(world, kind)]
        .filter(([pair, mask]) => links.get(pair) !== mask && mask !== ANY && mask !== DIS)
        .map(String)
    })
  })

  it('rests on statements of one rationale kind: those of another change nothing', () => {
    inEveryWorld(({ world }, kind) => {
      const active = statements(world)
      for (const [m, mapping] of world.mappings.entries()) if (mapping.kind !== kind) active[m] = 0
      const alone = derived(world, kind, { active })
      return [...derived(world, kind)].filter(([pair, mask]) => alone.get(pair) !== mask).map(String)
    })
  })
})

// All links between two frameworks: which, and in which order; that each mask is right is `derivation.property.test.ts`.

import { describe, expect, it } from 'vitest'
import {
  type DerivedLinkWhere,
  derivedLinks,
  derivedLinkTest,
  isMetByTarget,
} from '../../src/domain/derived.ts'
import { requireFramework, type Snapshot } from '../../src/domain/snapshot.ts'
import { type SmallSet, smallSnapshot } from './small-snapshot.ts'

const named = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => `${prefix}${i}`)
const all = (snapshot: Snapshot) => {
  const [from, to] = [requireFramework(snapshot, 'a'), requireFramework(snapshot, 'b')]
  return derivedLinks(snapshot, { from, to, sets: null, maxHops: 2, candidates: false })
}

describe('links between two frameworks', () => {
  it.each([
    ['few', 3, 4],
    ['more than are put in their place one by one', 2, 50],
    ['more than there is room for at first', 30, 50],
  ])('come by source and target in document order: %s', (_, sources, targets) => {
    const says: NonNullable<SmallSet['says']> = named('x', sources).flatMap((source) =>
      named('y', targets).map(
        (target) => [[source], 'INTERSECTS_WITH', [`b/${target}`]] as [string[], 'INTERSECTS_WITH', string[]],
      ),
    )
    const snapshot = smallSnapshot({ a: named('x', sources), b: named('y', targets) }, [
      { slug: 'a-b', from: 'a', to: ['b'], says: [...says].reverse() },
    ])
    const links = all(snapshot)
    expect(links).toHaveLength(sources * targets)
    const place = [...links].map(({ source, target }) => source * snapshot.controls.length + target)
    expect(place).toEqual([...place].sort((x, y) => x - y))
    expect(new Set(place).size).toBe(links.length)
    expect(links.filter(() => true)).toEqual([...links])
  })
})

describe('conditions on links', () => {
  const snapshot = smallSnapshot({ a: ['1', '1 > 1.1', '2', '2 > 2.1'], b: ['x', 'y'] }, [
    {
      slug: 'a-b',
      from: 'a',
      to: ['b'],
      says: [
        [['1.1'], 'SUBSET_OF', ['b/x']],
        [['2.1'], 'INTERSECTS_WITH', ['b/y']],
      ],
    },
  ])
  const passing = (where: DerivedLinkWhere) =>
    all(snapshot)
      .filter(derivedLinkTest(snapshot, requireFramework(snapshot, 'a'), where))
      .map(({ source }) => snapshot.controls[source]!.ref)

  it('must all hold: the group, what is asked of the source, and what may hold', () => {
    expect(passing({ group: '1' })).toEqual(['1.1'])
    expect(passing({ source: { under: '2' } })).toEqual(['2.1'])
    expect(passing({ group: '1', source: { under: '2' } })).toEqual([])
    expect(passing({ relation: 'SUBSET_OF' })).toEqual(['1.1'])
    expect(passing({ certain: true })).toEqual(['1.1', '2.1'])
    expect(passing({ certain: false })).toEqual([])
  })

  it('refuse a group that the framework does not have, by its name', () => {
    expect(() => passing({ group: '7' })).toThrow('group must be a ref of a, but got: "7"')
  })
})

describe('a link over a framework between', () => {
  const snapshot = smallSnapshot({ a: ['1', '2', '3'], m: ['m1', 'm2', 'm3'], b: ['x', 'y', 'z'] }, [
    {
      slug: 'a-m',
      from: 'a',
      to: ['m'],
      says: [
        [['1'], 'SUBSET_OF', ['m/m1']],
        [['2'], 'SUPERSET_OF', ['m/m2']],
        [['3'], 'SUBSET_OF', ['m/m2', 'm/m3']],
      ],
    },
    {
      slug: 'm-b',
      from: 'm',
      to: ['b'],
      says: [
        [['m1'], 'SUBSET_OF', ['b/x']],
        [['m2'], 'SUPERSET_OF', ['b/y']],
        [['m2', 'm3'], 'SUBSET_OF', ['b/z']],
      ],
    },
    { slug: 'a-b', from: 'a', to: ['b'], says: [[['1'], 'OVERLAP', ['b/x']]] },
  ])
  const told = (where: DerivedLinkWhere = {}) =>
    all(snapshot)
      .filter(derivedLinkTest(snapshot, requireFramework(snapshot, 'a'), where))
      .map((link) => {
        const [source, target] = [link.source, link.target].map((c) => snapshot.controls[c]!.ref)
        return `${source} ${target} ${isMetByTarget(snapshot, link) ? 'met' : 'not met'}`
      })

  it('says whether meeting the target alone meets the source: by several controls between too', () => {
    // 3 is within m2 and m3 together, though within neither, and both are within z.
    expect(told()).toEqual(['1 x met', '2 y not met', '2 z not met', '3 z met'])
  })

  it('has a relation only where no other is left possible', () => {
    expect(told({ relation: 'SUBSET_OF' })).toEqual(['1 x met'])
    expect(told({ relation: 'INTERSECTS_WITH' })).toEqual([])
  })

  it('is told apart from a pair that an author compared', () => {
    expect(told({ authored: true })).toEqual(['1 x met'])
    expect(told({ authored: false })).not.toContain('1 x met')
  })
})

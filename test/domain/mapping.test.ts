// The relation of a curated mapping is not chosen: it follows from what each side demands beyond the other
// (semantics §2), and what suffices follows from it.

import { describe, expect, it } from 'vitest'
import {
  GAP_LEVEL_MASK,
  type Mapping,
  maskFromRemainders,
  relationFrom,
  relationOfMapping,
  sourcesSuffice,
  targetsSuffice,
} from '../../src/domain/mapping.ts'
import { maskOf, OVERLAP, RELATIONS, relationOf } from '../../src/domain/relation.ts'
import { relationBetween } from './world.ts'

const mapping = (mask: number, sameWording = false) => ({ mask, sameWording }) as Mapping
const SUBSETS = Array.from({ length: 15 }, (_, i) => i + 1)

describe('the relation', () => {
  it.each([
    { residual: false, surplus: false, relation: 'EQUIVALENT' },
    { residual: false, surplus: true, relation: 'SUBSET_OF' },
    { residual: true, surplus: false, relation: 'SUPERSET_OF' },
    { residual: true, surplus: true, relation: 'INTERSECTS_WITH' },
  ])('residual $residual, surplus $surplus: $relation', ({ residual, surplus, relation }) => {
    expect(relationOf(maskFromRemainders(residual, surplus))).toBe(relation)
  })

  it('is the true one of any two sets that share something', () => {
    for (const source of SUBSETS)
      for (const target of SUBSETS.filter((t) => t & source))
        expect(maskFromRemainders((source & ~target) !== 0, (target & ~source) !== 0)).toBe(
          relationBetween(source, target),
        )
  })

  it('is EQUAL only where the wording is the same too, and none where the author said less than one', () => {
    expect(relationOfMapping(mapping(maskOf('EQUAL'), true))).toBe('EQUAL')
    expect(relationOfMapping(mapping(maskOf('EQUAL')))).toBe('EQUIVALENT')
    expect(relationOfMapping(mapping(GAP_LEVEL_MASK.NO_GAP))).toBeNull()
    expect(relationOfMapping(mapping(OVERLAP))).toBeNull()
  })

  it('is read the other way round from the target', () => {
    expect(relationFrom('target', mapping(maskOf('SUBSET_OF')))).toBe('SUPERSET_OF')
    expect(relationFrom('source', mapping(maskOf('SUBSET_OF')))).toBe('SUBSET_OF')
    expect(relationFrom('target', mapping(OVERLAP))).toBeNull()
  })
})

describe('sufficiency', () => {
  it('is the table of the specification', () => {
    const suffices = RELATIONS.map((relation) => {
      const stated = mapping(maskOf(relation))
      return [relation, sourcesSuffice(stated), targetsSuffice(stated)]
    })
    expect(suffices).toEqual([
      ['EQUAL', true, true],
      ['EQUIVALENT', true, true],
      ['SUPERSET_OF', true, false],
      ['SUBSET_OF', false, true],
      ['INTERSECTS_WITH', false, false],
      ['NO_RELATIONSHIP', false, false],
    ])
  })

  it('follows from a gap level as CSA means it, and never from an untyped pair', () => {
    expect(targetsSuffice(mapping(GAP_LEVEL_MASK.NO_GAP))).toBe(true)
    expect(targetsSuffice(mapping(GAP_LEVEL_MASK.PARTIAL_GAP))).toBe(false)
    expect(sourcesSuffice(mapping(GAP_LEVEL_MASK.NO_GAP))).toBe(false)
    expect([targetsSuffice(mapping(OVERLAP)), sourcesSuffice(mapping(OVERLAP))]).toEqual([false, false])
  })
})

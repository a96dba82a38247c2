// The relation algebra, checked against the sets it speaks of: every triple of non-empty subsets of five elements.

import { describe, expect, it } from 'vitest'
import {
  ANY,
  compose,
  DIS,
  EQ,
  INT,
  inverse,
  inverseRelation,
  isCertain,
  type Mask,
  maskOf,
  OVERLAP,
  RELATIONS,
  relationOf,
  relationsIn,
  SUB,
  SUP,
} from '../../src/domain/relation.ts'
import { relationBetween } from './world.ts'

const SUBSETS = Array.from({ length: 31 }, (_, i) => i + 1)
const MASKS = Array.from({ length: 32 }, (_, mask) => mask)
const PAIRS = MASKS.flatMap((left) => MASKS.map((right) => [left, right] as const))
const NAME: Readonly<Record<Mask, string>> = { [EQ]: '=', [SUB]: '⊂', [SUP]: '⊃', [INT]: '∩', [DIS]: '∅' }
const BASE = [EQ, SUB, SUP, INT, DIS]
const names = (mask: Mask) => BASE.filter((base) => base & mask).map((base) => NAME[base])

/** By relation A–B and relation B–C, every relation A–C that some three sets have. */
const realized = new Map<string, Mask>()
for (const a of SUBSETS)
  for (const b of SUBSETS)
    for (const c of SUBSETS) {
      const cell = `${relationBetween(a, b)} ${relationBetween(b, c)}`
      realized.set(cell, (realized.get(cell) ?? 0) | relationBetween(a, c))
    }

describe('composition', () => {
  const cells = BASE.flatMap((left) => BASE.map((right) => ({ left, right })))

  it.each(cells.map((cell) => ({ ...cell, name: `${NAME[cell.left]} ∘ ${NAME[cell.right]}` })))(
    '$name is exactly what some sets realize',
    ({ left, right }) => {
      expect(names(compose(left, right))).toEqual(names(realized.get(`${left} ${right}`)!))
    },
  )

  it('of masks is the union over what they allow', () => {
    for (const [left, right] of PAIRS) {
      const union = cells.reduce(
        (all, { left: l, right: r }) => (left & l && right & r ? all | compose(l, r) : all),
        0,
      )
      expect(compose(left, right)).toBe(union)
    }
  })

  it('with "the same demand" changes nothing', () => {
    for (const mask of MASKS) expect([compose(mask, EQ), compose(EQ, mask)]).toEqual([mask, mask])
  })

  it('is associative', () => {
    for (const [left, right] of PAIRS)
      for (const base of BASE)
        expect(compose(compose(left, base), right)).toBe(compose(left, compose(base, right)))
  })

  it('guarantees nothing for a chain of intersections', () => {
    expect(compose(INT, INT)).toBe(ANY)
  })

  it('finds nothing more on the far side of nothing known', () => {
    for (const mask of MASKS.slice(1)) expect(compose(ANY, mask)).toBe(ANY)
  })
})

describe('inverse', () => {
  it('is the relation read from the other end', () => {
    for (const a of SUBSETS)
      for (const b of SUBSETS) expect(inverse(relationBetween(a, b))).toBe(relationBetween(b, a))
  })

  it('of the inverse is the mask itself', () => {
    for (const mask of MASKS) expect(inverse(inverse(mask))).toBe(mask)
  })

  it('turns a composition around', () => {
    for (const [left, right] of PAIRS)
      expect(inverse(compose(left, right))).toBe(compose(inverse(right), inverse(left)))
  })
})

describe('relations and masks', () => {
  it('every relation stands for the mask of its reading, both ways round', () => {
    expect(RELATIONS.map(maskOf)).toEqual([EQ, EQ, SUP, SUB, INT, DIS])
    for (const relation of RELATIONS)
      expect(maskOf(inverseRelation(relation))).toBe(inverse(maskOf(relation)))
  })

  it('wording is never concluded: a mask reads EQUIVALENT, not EQUAL', () => {
    expect(relationsIn(EQ | SUB)).toEqual(['EQUIVALENT', 'SUBSET_OF'])
    expect(relationsIn(ANY)).not.toContain('EQUAL')
  })

  it('a relation is named only when one is left', () => {
    expect(relationOf(SUP)).toBe('SUPERSET_OF')
    expect(relationOf(SUP | INT)).toBeNull()
    expect(relationOf(0)).toBeNull()
  })

  it('an overlap is certain when "nothing in common" is excluded, and never in a contradiction', () => {
    expect(MASKS.filter(isCertain)).toEqual(Array.from({ length: OVERLAP }, (_, i) => i + 1))
  })
})

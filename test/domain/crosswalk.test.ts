// The links of a control, read from its own side, whichever way round and on whichever level they are stored.

import { describe, expect, it } from 'vitest'
import { linksOf } from '../../src/domain/crosswalk.ts'
import { SUB, SUP } from '../../src/domain/relation.ts'
import { allSets, namedSets } from '../../src/domain/sets.ts'
import { controlOf, smallSnapshot } from './small-snapshot.ts'

const snapshot = smallSnapshot(
  {
    snc: ['9', '9 > 9.4', '9.4 > 9.4.a', '9.4 > 9.4.b'],
    iso: ['A.5', 'A.5 > A.5.18', 'A.5 > A.5.15'],
    ccm: ['IAM-08'],
  },
  [
    {
      slug: 'curated',
      from: 'snc',
      to: ['iso'],
      says: [
        [['9.4.a'], 'SUBSET_OF', ['iso/A.5.18', 'iso/A.5.15']],
        [['9.4.b'], 'EQUAL', ['iso/A.5.15']],
      ],
    },
    {
      slug: 'agency',
      origin: 'PUBLISHED',
      from: 'snc',
      to: ['iso'],
      says: [[['9.4'], 'OVERLAP', ['iso/A.5.15']]],
    },
    {
      slug: 'csa',
      origin: 'PUBLISHED',
      from: 'ccm',
      to: ['snc', 'iso'],
      says: [[['IAM-08'], 'SUPERSET_OF', ['snc/9.4.a']]],
    },
  ],
)

/** `via relation counterparts`, and `!` where the counterparts suffice. */
const links = (id: string, to: string | null = null, sets = allSets(snapshot)) =>
  linksOf(
    snapshot,
    sets,
    controlOf(snapshot, id),
    to === null ? null : snapshot.frameworkBySlug.get(to)!.index,
  ).map(
    ({ via, relation, counterparts, sufficient }) =>
      `${via.ref} ${relation} ${counterparts.map(({ ref }) => ref).join(' + ')}${sufficient ? ' !' : ''}`,
  )

describe('the links of a control', () => {
  it('read a mapping from the side of the control, source or target', () => {
    expect(links('snc/9.4.b', 'iso')[0]).toBe('9.4.b EQUAL A.5.15 !')
    expect(links('iso/A.5.18', 'snc')).toEqual(['A.5.18 SUPERSET_OF 9.4.a'])
    expect(links('ccm/IAM-08')).toEqual(['IAM-08 SUPERSET_OF 9.4.a'])
    expect(links('snc/9.4.a', 'ccm')).toEqual(['9.4.a SUBSET_OF IAM-08 !'])
  })

  it('include what is said of a group above the control, naming the group', () => {
    expect(links('snc/9.4.a', 'iso')).toEqual(['9.4.a SUBSET_OF A.5.18 + A.5.15 !', '9.4 null A.5.15'])
    expect(links('snc/9.4', 'iso')).toEqual(['9.4 null A.5.15'])
  })

  it('do not include what is said of the controls below', () => {
    expect(links('snc/9')).toEqual([])
    expect(links('iso/A.5')).toEqual([])
  })

  it('name the controls that share the side of the mapping, and what may hold as seen from there', () => {
    const [link] = linksOf(snapshot, allSets(snapshot), controlOf(snapshot, 'iso/A.5.18'), null)
    expect(link!.alongside.map(({ ref }) => ref)).toEqual(['A.5.15'])
    expect([link!.side, link!.mask, link!.mapping.mask]).toEqual(['target', SUP, SUB])
  })

  it('keep to the framework asked for, and to the active sets', () => {
    expect(links('snc/9.4.a')).toHaveLength(3)
    expect(links('snc/9.4.a', 'ccm')).toHaveLength(1)
    expect(links('snc/9.4.a', null, namedSets(snapshot, ['agency']))).toEqual(['9.4 null A.5.15'])
    expect(links('snc/9.4.a', null, namedSets(snapshot, []))).toEqual([])
  })
})

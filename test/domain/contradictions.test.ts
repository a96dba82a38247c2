// Contradictions with the mappings that clash: all that are needed, and none that could be left out.

import { describe, expect, it } from 'vitest'
import { clashingPaths, contradictions, statedAgainst } from '../../src/domain/contradictions.ts'
import { explainContradiction } from '../../src/domain/explanation-clash.ts'
import { DIS, EQ } from '../../src/domain/relation.ts'
import { allSets, curatedSets } from '../../src/domain/sets.ts'
import { unmappedOf } from '../../src/domain/stated.ts'
import { realSnapshot } from '../support/real.ts'
import { type SmallSet, smallSnapshot } from './small-snapshot.ts'

const dataset = realSnapshot()

describe('Mappings that exclude each other', () => {
  const clash = (says: SmallSet['says'], unmapped: readonly string[] = []) => {
    const snapshot = smallSnapshot({ snc: ['9.1'], iso: ['A.1', 'A.2'], ccm: ['I-1'] }, [
      { slug: 'ours', from: 'snc', to: ['iso', 'ccm'], says, unmapped },
      { slug: 'further', from: 'iso', to: ['ccm'], says: [[['A.1'], 'SUPERSET_OF', ['ccm/I-1']]] },
    ])
    return contradictions(snapshot, allSets(snapshot)).flatMap(({ control, counterpart, options }) => {
      if (counterpart === null) return []
      const ends = [control, counterpart].map((c) => snapshot.controls[c]!.ref).join()
      const paths = clashingPaths(snapshot, options, control, counterpart).map(({ steps }) =>
        steps.map(({ mapping }) => snapshot.mappings[mapping]!.id).join(' '),
      )
      return [{ ends, paths }]
    })
  }

  it('are told as the paths that cannot all be true', () => {
    const found = clash([
      [['9.1'], 'SUPERSET_OF', ['iso/A.1']],
      [['9.1'], 'INTERSECTS_WITH', ['ccm/I-1']],
      [['9.1'], 'INTERSECTS_WITH', ['iso/A.2']],
    ])
    expect(found.find(({ ends }) => ends === '9.1,I-1')!.paths).toEqual([
      'ours:9.1>ccm/I-1',
      'ours:9.1>iso/A.1 further:A.1>ccm/I-1',
    ])
  })

  it('are told as one chain, once, where it leads a control back to itself', () => {
    const found = clash([
      [['9.1'], 'SUPERSET_OF', ['iso/A.1']],
      [['9.1'], 'SUBSET_OF', ['ccm/I-1']],
    ])
    expect(found.find(({ ends }) => ends === '9.1,9.1')!.paths).toEqual([
      'ours:9.1>iso/A.1 further:A.1>ccm/I-1 ours:9.1>ccm/I-1',
    ])
  })

  it('are told with the mapping that says there is nothing in common', () => {
    const found = clash([
      [['9.1'], 'SUPERSET_OF', ['iso/A.1']],
      [['9.1'], 'NO_RELATIONSHIP', ['ccm/I-1']],
    ])
    expect(found.find(({ ends }) => ends === '9.1,I-1')!.paths).toEqual([
      'ours:9.1>ccm/I-1',
      'ours:9.1>iso/A.1 further:A.1>ccm/I-1',
    ])
  })
})

describe('A statement that there is no counterpart', () => {
  const chain: SmallSet[] = [
    { slug: 'ours', from: 'snc', to: ['iso'], says: [[['9.1'], 'SUPERSET_OF', ['iso/A.1']]] },
    { slug: 'further', from: 'iso', to: ['ccm'], says: [[['A.1'], 'SUPERSET_OF', ['ccm/I-1']]] },
  ]
  const reason = (...denials: SmallSet[]) => {
    const snapshot = smallSnapshot({ snc: ['9.1'], iso: ['A.1'], ccm: ['I-1'] }, [...chain, ...denials])
    const found = contradictions(snapshot, allSets(snapshot))
    const refs = (c: number) => snapshot.controls[c]!.ref
    return found.map((one) => [
      refs(one.control),
      one.counterpart === null ? null : refs(one.counterpart),
      statedAgainst(snapshot, one, 'en'),
    ])
  }
  const left: SmallSet = { slug: 'left', from: 'snc', to: ['ccm'], unmapped: ['9.1'] }
  const right: SmallSet = { slug: 'right', from: 'ccm', to: ['snc'], unmapped: ['I-1'] }

  it('is told with the contradiction that it is one side of, of whichever control it is', () => {
    expect(reason(left)).toContainEqual(['9.1', 'I-1', 'no 9.1 there'])
    expect(reason(right)).toContainEqual(['9.1', 'I-1', 'no I-1 there'])
    expect(reason(left, right)).toContainEqual(['9.1', 'I-1', 'no 9.1 there'])
  })

  it('is none where mappings clash', () => {
    const clash: SmallSet = {
      slug: 'clash',
      from: 'snc',
      to: ['ccm'],
      says: [[['9.1'], 'SUBSET_OF', ['ccm/I-1']]],
    }
    const told = reason(clash)
    expect(told.length).toBeGreaterThan(0)
    for (const [, , why] of told) expect(why).toBeNull()
  })
})

describe('The dataset', () => {
  const found = contradictions(dataset, allSets(dataset))

  it('has none within the curated sets, and some between curated and published ones', () => {
    expect(contradictions(dataset, curatedSets(dataset))).toEqual([])
    expect(found.some(({ nature }) => nature === 'OVERLAP')).toBe(true)
    expect(found.some(({ nature }) => nature === 'SUFFICIENCY')).toBe(true)
  })

  it('shows what clashes of each: without any one of the paths it would be possible', () => {
    for (const { control, counterpart, framework, options } of found) {
      if (counterpart === null) continue
      const { active } = options
      const home = dataset.controls[control]!.framework
      const denials =
        unmappedOf(dataset, active, control, framework).length +
        unmappedOf(dataset, active, counterpart, home).length
      const masks = clashingPaths(dataset, options, control, counterpart).map(({ mask }) => mask)
      expect(masks.length).toBeGreaterThan(0)
      if (control === counterpart) for (const mask of masks) expect(mask & EQ).toBe(0)
      else {
        const left = (some: readonly number[]) => some.reduce((a, b) => a & b, denials > 0 ? DIS : 31)
        expect(left(masks)).toBe(0)
        for (const i of masks.keys()) expect(left(masks.filter((_, at) => at !== i))).not.toBe(0)
      }
    }
  })

  it('explains each, in both languages, by a mapping or more', () => {
    for (const contradiction of found)
      for (const locale of ['en', 'fr'] as const) {
        const steps = explainContradiction(dataset, contradiction, locale)
        expect(steps.filter(({ mapping }) => mapping).length).toBeGreaterThan(0)
        expect(steps[0]!.depth).toBe(0)
      }
  })
})

// Whoever has something of a part that a control demands has something of the control: by the rule of its items.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import { explain } from '../../src/domain/explanation.ts'
import type { ItemsRule } from '../../src/domain/graph.ts'
import { pathsBehind } from '../../src/domain/paths-behind.ts'
import { refinementQuestions } from '../../src/domain/possible.ts'
import { remaining } from '../../src/domain/remaining.ts'
import { itemVerdicts, rowOf } from '../../src/domain/report.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { controlOf, type SmallSet, smallSnapshot } from './small-snapshot.ts'

type Says = NonNullable<SmallSet['says']>

/** The criterion 9 with the items 9.1 and 9.2, and below the first 9.1.x; what is said of them; and of a1 and b1. */
function world(rule: ItemsRule, says: Says, rest: Partial<SmallSet> = {}): Snapshot {
  return smallSnapshot(
    { snc: ['9', '9 > 9.1', '9.1 > 9.1.x', '9 > 9.2'], iso: ['a1', 'a2'], ccm: ['b1'] },
    [
      { slug: 'ours', from: 'snc', to: ['iso'], says, ...rest },
      { slug: 'further', from: 'iso', to: ['ccm'], says: [[['a1'], 'OVERLAP', ['ccm/b1']]] },
    ],
    { 'snc/9': rule, 'snc/9.1': 'COMPLETE' },
  )
}

function judged(snapshot: Snapshot, by = 1) {
  const assessment = assess(snapshot, 0, [by], null)
  const row = assessment.rows[0]!
  expect(assessment.rows).toHaveLength(1)
  expect(assessment.verdictOf.get(row.control)).toBe(row.verdict)
  return {
    assessment,
    row,
    verdict: row.verdict,
    items: itemVerdicts(snapshot, assessment, row).map(({ control, verdict }) => `${control.ref} ${verdict}`),
  }
}

const RULES = ['COMPLETE', 'PARTIAL', 'ALTERNATIVES', 'ILLUSTRATIONS'] as const
const verdicts = (says: Says) => RULES.map((rule) => judged(world(rule, says)).verdict)

describe('A criterion', () => {
  it('is partly held where one of its parts is, if it demands them', () => {
    const expected = ['PARTIAL', 'PARTIAL', 'UNKNOWN', 'UNKNOWN']
    expect(verdicts([[['9.2'], 'EQUIVALENT', ['iso/a1']]])).toEqual(expected)
    expect(verdicts([[['9.2'], 'INTERSECTS_WITH', ['iso/a1']]])).toEqual(expected)
    expect(verdicts([[['9.1.x'], 'INTERSECTS_WITH', ['iso/a1']]])).toEqual(expected)
  })

  it('is met where all its parts are, if it demands nothing beyond them', () => {
    const both: Says = [
      [['9.1.x'], 'EQUIVALENT', ['iso/a1']],
      [['9.2'], 'SUBSET_OF', ['iso/a2']],
    ]
    expect(verdicts(both)).toEqual(['FULL', 'PARTIAL', 'UNKNOWN', 'UNKNOWN'])
  })

  it('that is met meets the parts that it demands; alternatives and examples may share something, no more', () => {
    const items = RULES.map((rule) => judged(world(rule, [[['9'], 'EQUIVALENT', ['iso/a1']]])).items)
    const [all, perhaps] = [
      ['9.1 FULL', '9.1.x FULL', '9.2 FULL'],
      ['9.1 POSSIBLE', '9.1.x POSSIBLE', '9.2 POSSIBLE'],
    ]
    expect(items).toEqual([all, all, perhaps, perhaps])
  })

  it('says nothing of its other parts by what one of them brings', () => {
    const { items } = judged(world('COMPLETE', [[['9.2'], 'EQUIVALENT', ['iso/a1']]]))
    expect(items).toEqual(['9.1 UNKNOWN', '9.1.x UNKNOWN', '9.2 FULL'])
  })

  it('without a counterpart has none by its parts: a mapping of one contradicts that', () => {
    const says: Says = [[['9.2'], 'EQUIVALENT', ['iso/a1']]]
    const { verdict, items } = judged(world('COMPLETE', says, { unmapped: ['9'] }))
    expect(verdict).toBe('NONE')
    expect(items).toEqual(['9.1 NONE', '9.1.x NONE', '9.2 CONTRADICTION'])
  })

  it('may be held in part where a part may, and the mapping to refine is that of the part', () => {
    const snapshot = world('COMPLETE', [[['9.2'], 'INTERSECTS_WITH', ['iso/a1']]])
    const { assessment, row } = judged(snapshot, 2)
    expect(row.verdict).toBe('POSSIBLE')
    expect(pathsBehind(snapshot, assessment, row, 5).map(({ steps }) => steps.length)).toEqual([2])
    expect(
      refinementQuestions(snapshot, assessment).map(({ mapping, decides }) => [
        snapshot.mappings[mapping]!.id,
        decides,
      ]),
    ).toEqual([['further:a1>ccm/b1', [row.control]]])
  })
})

describe('What is told of it', () => {
  const told = (says: Says) => {
    const snapshot = world('PARTIAL', says)
    const { assessment, row } = judged(snapshot)
    return {
      lines: explain(snapshot, assessment, row, 'en').map(({ depth, text }) => '  '.repeat(depth) + text),
      left: remaining(snapshot, assessment, row, 'en'),
      paths: pathsBehind(snapshot, assessment, row, 5),
      ofItem: rowOf(snapshot, assessment, controlOf(snapshot, 'snc/9.2')).verdict,
    }
  }

  it('is what is told of the part, and what its author left to prove', () => {
    const { lines, left, paths, ofItem } = told([[['9.2'], 'INTERSECTS_WITH', ['iso/a1']]])
    expect(lines).toEqual([
      'SNC 9 “about 9”: PARTIAL (partly held)',
      '  SNC 9.2 “about 9.2”: PARTIAL (partly held)',
      '    SNC 9.2 and ISO a1 share a demand, and each has others of its own (“ours”)',
      '      In common with ISO a1: a part of iso/a1',
      '    Still to prove: more than iso/a1',
    ])
    expect(left).toEqual(['more than iso/a1'])
    expect(paths).toHaveLength(1)
    expect(ofItem).toBe('PARTIAL')
  })

  it('is the proof of a part that is met, and which it is, where nobody wrote of the rest', () => {
    const { lines, left, paths, ofItem } = told([[['9.2'], 'EQUIVALENT', ['iso/a1']]])
    expect(lines).toEqual([
      'SNC 9 “about 9”: PARTIAL (partly held)',
      '  SNC 9.2 “about 9.2”: FULL (held)',
      '    SNC 9.2 is met by ISO a1 alone (“ours”)',
      '      In common with ISO a1: a part of iso/a1',
      '      ISO a1 is among what is held',
    ])
    expect(left).toEqual(['SNC 9.2 “about 9.2”: FULL (held)'])
    expect(paths).toEqual([])
    expect(ofItem).toBe('FULL')
  })
})

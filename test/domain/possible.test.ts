// Which mapping to make precise: one that leaves something open, and of which some answer would make an overlap certain.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import { refinementQuestions } from '../../src/domain/possible.ts'
import { RELATIONS, type Relation } from '../../src/domain/relation.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { smallSnapshot } from './small-snapshot.ts'

type Said = Relation | 'OVERLAP'

/** `c` and `d` are mapped to a1, which is mapped to b1; `e` to a2, which is mapped to b2. */
function world(cToA: Said, aToB: Said): Snapshot {
  return smallSnapshot({ snc: ['c', 'd', 'e'], iso: ['a1', 'a2'], ccm: ['b1', 'b2'] }, [
    {
      slug: 'first',
      from: 'snc',
      to: ['iso'],
      says: [
        [['c'], cToA, ['iso/a1']],
        [['d'], cToA, ['iso/a1']],
        [['e'], 'INTERSECTS_WITH', ['iso/a2']],
      ],
    },
    {
      slug: 'second',
      from: 'iso',
      to: ['ccm'],
      says: [
        [['a1'], aToB, ['ccm/b1']],
        [['a2'], 'OVERLAP', ['ccm/b2']],
      ],
    },
  ])
}

const assessed = (snapshot: Snapshot) => assess(snapshot, 0, [2], null)
const refOf = (snapshot: Snapshot) => (control: number) => snapshot.controls[control]!.ref

function questions(snapshot: Snapshot, ...refs: string[]): string[] {
  const assessment = assessed(snapshot)
  const ref = refOf(snapshot)
  const rows =
    refs.length > 0 ? assessment.rows.filter(({ control }) => refs.includes(ref(control))) : undefined
  return refinementQuestions(snapshot, assessment, rows).map(
    ({ mapping, decides }) => `${snapshot.mappings[mapping]!.id} for ${decides.map(ref).join(', ')}`,
  )
}

const verdict = (snapshot: Snapshot, ref: string) =>
  assessed(snapshot).rows.find(({ control }) => refOf(snapshot)(control) === ref)!.verdict

describe('A question', () => {
  it('is about a mapping that leaves something open; the one that decides most comes first', () => {
    expect(questions(world('INTERSECTS_WITH', 'OVERLAP'))).toEqual([
      'second:a1>ccm/b1 for c, d',
      'second:a2>ccm/b2 for e',
    ])
  })

  it('has an answer that makes the overlap certain', () => {
    const open = world('INTERSECTS_WITH', 'OVERLAP')
    const answers = RELATIONS.filter((relation) => relation !== 'NO_RELATIONSHIP')
    for (const control of ['c', 'd']) {
      expect(verdict(open, control)).toBe('POSSIBLE')
      expect(answers.map((answer) => verdict(world('INTERSECTS_WITH', answer), control))).toContain('PARTIAL')
    }
  })

  it('is none about what already states one relation, though the chain guarantees nothing', () => {
    const exact = world('INTERSECTS_WITH', 'INTERSECTS_WITH')
    expect(verdict(exact, 'c')).toBe('POSSIBLE')
    expect(questions(exact)).toEqual(['second:a2>ccm/b2 for e'])
  })

  it('is asked of either mapping of a chain that leaves both open', () => {
    expect(questions(world('OVERLAP', 'OVERLAP'), 'c')).toEqual([
      'first:c>iso/a1 for c',
      'second:a1>ccm/b1 for c',
    ])
  })

  it('is none about what no answer would decide', () => {
    const chain = smallSnapshot({ snc: ['c'], iso: ['a'], old: ['o'], ccm: ['b'] }, [
      { slug: 'first', from: 'snc', to: ['iso'], says: [[['c'], 'INTERSECTS_WITH', ['iso/a']]] },
      { slug: 'second', from: 'iso', to: ['old'], says: [[['a'], 'INTERSECTS_WITH', ['old/o']]] },
      { slug: 'third', from: 'old', to: ['ccm'], says: [[['o'], 'OVERLAP', ['ccm/b']]] },
    ])
    const assessment = assess(chain, 0, [3], null)
    expect(assessment.rows.map((row) => row.verdict)).toEqual(['POSSIBLE'])
    expect(refinementQuestions(chain, assessment)).toEqual([])
  })

  it('counts only the controls asked for', () => {
    expect(questions(world('INTERSECTS_WITH', 'OVERLAP'), 'd', 'e')).toEqual([
      'second:a1>ccm/b1 for d',
      'second:a2>ccm/b2 for e',
    ])
    expect(questions(world('INTERSECTS_WITH', 'OVERLAP'), 'e')).toEqual(['second:a2>ccm/b2 for e'])
  })
})

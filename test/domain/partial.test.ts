// Why a verdict is PARTIAL: the mappings that made it so, and no others of the control.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import { partialMappings, partialPaths, remainders } from '../../src/domain/partial.ts'
import { isCertain } from '../../src/domain/relation.ts'
import { remaining } from '../../src/domain/remaining.ts'
import { requireFramework, type Snapshot } from '../../src/domain/snapshot.ts'
import { realSnapshot } from '../support/real.ts'
import { smallSnapshot } from './small-snapshot.ts'

const dataset = realSnapshot()

function partialRows(snapshot: Snapshot, of: string, by: readonly string[]) {
  const held = by.map((slug) => requireFramework(snapshot, slug).index)
  const assessment = assess(snapshot, requireFramework(snapshot, of).index, held, null)
  return assessment.rows
    .filter((row) => row.verdict === 'PARTIAL')
    .map((row) => ({ row, assessment, mappings: partialMappings(snapshot, assessment, row) }))
}

describe('A PARTIAL rests on', () => {
  const snapshot = smallSnapshot({ snc: ['9.1'], iso: ['A.1'], ccm: ['I-1', 'I-2'], soc: ['C.1'] }, [
    { slug: 'iso', from: 'snc', to: ['iso'], says: [[['9.1'], 'INTERSECTS_WITH', ['iso/A.1']]] },
    { slug: 'soc', from: 'snc', to: ['soc'], says: [[['9.1'], 'INTERSECTS_WITH', ['soc/C.1']]] },
    {
      slug: 'further',
      from: 'iso',
      to: ['ccm'],
      says: [
        [['A.1'], 'SUBSET_OF', ['ccm/I-1']],
        [['A.1'], 'SUPERSET_OF', ['ccm/I-2']],
      ],
    },
  ])
  const told = (...by: string[]) =>
    partialRows(snapshot, 'snc', by)
      .flatMap(({ mappings }) => mappings.map(({ id }) => id))
      .sort()

  it('the mapping that names what is held', () => {
    expect(told('iso')).toEqual(['iso:9.1>iso/A.1'])
  })

  it('the first mapping of a longer path, not on other mappings of the control, nor on paths that are not certain', () => {
    expect(told('ccm')).toEqual(['iso:9.1>iso/A.1'])
    const [{ row, assessment } = expect.fail()] = partialRows(snapshot, 'snc', ['ccm'])
    const ends = partialPaths(snapshot, assessment, row).map(({ steps }) => steps.at(-1)!.to)
    expect(ends.map((control) => snapshot.controls[control]!.id)).toEqual(['ccm/I-1'])
  })

  it('one mapping for each framework that is held, which leaves its own residual', () => {
    expect(told('ccm', 'soc')).toEqual(['iso:9.1>iso/A.1', 'soc:9.1>soc/C.1'])
    const [{ row, assessment } = expect.fail()] = partialRows(snapshot, 'snc', ['ccm', 'soc'])
    expect(remainders(snapshot, assessment, row)).toHaveLength(2)
    expect(remainders(snapshot, assessment, row)).toEqual(
      expect.arrayContaining([{ en: 'more than iso/A.1' }, { en: 'more than soc/C.1' }]),
    )
  })
})

describe('Of two ways to the same control', () => {
  const snapshot = smallSnapshot({ snc: ['9.1'], iso: ['A.1', 'A.2'], ccm: ['I-1'] }, [
    {
      slug: 'iso',
      from: 'snc',
      to: ['iso'],
      says: [
        [['9.1'], 'SUPERSET_OF', ['iso/A.1']],
        [['9.1'], 'INTERSECTS_WITH', ['iso/A.2']],
      ],
    },
    {
      slug: 'further',
      from: 'iso',
      to: ['ccm'],
      says: [
        [['A.1'], 'INTERSECTS_WITH', ['ccm/I-1']],
        [['A.2'], 'SUPERSET_OF', ['ccm/I-1']],
      ],
    },
  ])

  it('a PARTIAL rests on the certain one, and leaves what its author left', () => {
    const [{ row, assessment, mappings } = expect.fail()] = partialRows(snapshot, 'snc', ['ccm'])
    expect(mappings.map(({ id }) => id)).toEqual(['iso:9.1>iso/A.1'])
    expect(remainders(snapshot, assessment, row)).toEqual([{ en: 'more than iso/A.1' }])
  })
})

describe('On the dataset a PARTIAL', () => {
  it.each([
    ['secnumcloud-3.2', ['csa-ccm-4.1.0']],
    ['secnumcloud-3.2', ['iso-27002-2022', 'csa-ccm-4.1.0']],
    ['iso-27001-2013', ['csa-ccm-4.1.0']],
  ] as const)(
    'of %s by %j names a mapping or more, each the first of a certain path to something held',
    (of, by) => {
      const rows = partialRows(dataset, of, by)
      expect(rows.length).toBeGreaterThan(100)
      for (const { row, assessment, mappings } of rows) {
        const paths = partialPaths(dataset, assessment, row)
        expect(mappings.length).toBeGreaterThan(0)
        expect(new Set(paths.map(({ steps }) => steps[0]!.mapping))).toEqual(
          new Set(mappings.map((m) => m.index)),
        )
        for (const { steps, mask } of paths) {
          expect(isCertain(mask)).toBe(true)
          expect(steps[0]!.from).toBe(row.control)
          expect(row.overlaps).toContain(steps.at(-1)!.to)
        }
      }
    },
  )
})

describe('What a verdict leaves open', () => {
  it('is told of every verdict but FULL, in both languages', () => {
    const assessment = assess(dataset, 0, [requireFramework(dataset, 'iso-27001-2013').index], null)
    const verdicts = new Set(assessment.rows.map((row) => row.verdict))
    expect([...verdicts].sort()).toEqual(['CONTRADICTION', 'FULL', 'PARTIAL', 'POSSIBLE', 'UNKNOWN'])
    for (const row of assessment.rows)
      for (const locale of ['en', 'fr'] as const)
        expect(remaining(dataset, assessment, row, locale).length > 0).toBe(row.verdict !== 'FULL')
  })
})

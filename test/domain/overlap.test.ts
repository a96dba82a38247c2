// The overlap matrix on the dataset: every cell says what the coverage of its pair says, and is worked out once.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import { countVerdicts, interval } from '../../src/domain/coverage.ts'
import { overlap } from '../../src/domain/overlap.ts'
import { requireFramework } from '../../src/domain/snapshot.ts'
import { realSnapshot } from '../support/real.ts'

const snapshot = realSnapshot()
const frameworks = ['secnumcloud-3.2', 'iso-27001-2022', 'soc2-tsc-2017'].map((slug) =>
  requireFramework(snapshot, slug),
)
const published = snapshot.sets.filter(({ origin }) => origin === 'PUBLISHED').map(({ slug }) => slug)

describe('The overlap matrix', () => {
  it('has every ordered pair, row by row, without the diagonal', () => {
    const pairs = overlap(snapshot, frameworks, null).map(({ of, by }) => [of.index, by.index])
    const [a, b, c] = frameworks.map(({ index }) => index)
    expect(pairs).toEqual([
      [a, b],
      [a, c],
      [b, a],
      [b, c],
      [c, a],
      [c, b],
    ])
  })

  it.each([
    ['the default sets', null],
    ['the published sets only', published],
  ])('counts in each cell what the coverage of the pair answers, from %s', (_case, sets) => {
    for (const { of, by, counts, low, high } of overlap(snapshot, frameworks, sets)) {
      const expected = countVerdicts(assess(snapshot, of.index, [by.index], sets).rows)
      expect(counts).toEqual(expected)
      expect({ low, high }).toEqual(interval(expected))
    }
  })

  it('tells the two apart', () => {
    const full = (sets: readonly string[] | null) =>
      overlap(snapshot, frameworks, sets).map(({ counts }) => counts.UNKNOWN)
    expect(full(published)).not.toEqual(full(null))
  })

  it('keeps the cells, in whichever order and however often the sets are named', () => {
    const [one, two] = published
    const cells = overlap(snapshot, frameworks, [one!, two!])
    for (const [i, cell] of overlap(snapshot, frameworks, [two!, one!, two!]).entries())
      expect(cell).toBe(cells[i])
  })

  it('refuses a set that there is none of, each time', () => {
    for (let time = 0; time < 2; time++)
      expect(() => overlap(snapshot, frameworks, ['nope'])).toThrow(
        'sets must be slugs of known mapping sets',
      )
  })
})

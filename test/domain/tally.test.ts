// Rows of a coverage, counted: the themes hold every row once, and what is kept is of those rows and no others.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import { countVerdicts, interval, VERDICTS } from '../../src/domain/coverage.ts'
import { themeOf } from '../../src/domain/report.ts'
import { tally } from '../../src/domain/tally.ts'
import { frameworkAt, realSnapshot } from '../support/real.ts'

const snapshot = realSnapshot()
const { rows } = assess(snapshot, frameworkAt('secnumcloud-3.2'), [frameworkAt('iso-27001-2022')], null)

describe('The tally of a coverage', () => {
  it('counts all rows, and those of each theme', () => {
    const { counts, low, high, themes } = tally(snapshot, rows)
    expect(counts).toEqual(countVerdicts(rows))
    expect({ low, high }).toEqual(interval(counts))
    for (const theme of themes) {
      const own = rows.filter(
        ({ control }) => themeOf(snapshot, snapshot.controls[control]!) === theme.control,
      )
      expect(theme).toMatchObject({ counts: countVerdicts(own), ...interval(countVerdicts(own)) })
    }
  })

  it('has the 15 themes of SecNumCloud, which add up to the whole', () => {
    const { counts, themes } = tally(snapshot, rows)
    expect(themes).toHaveLength(15)
    for (const verdict of [...VERDICTS, 'TOTAL'] as const)
      expect(themes.reduce((sum, theme) => sum + theme.counts[verdict], 0)).toBe(counts[verdict])
  })

  it('is made once for the same rows, and anew for some of them', () => {
    expect(tally(snapshot, rows)).toBe(tally(snapshot, rows))
    const some = rows.filter(({ verdict }) => verdict === 'PARTIAL')
    expect(tally(snapshot, some).counts).toMatchObject({ PARTIAL: some.length, TOTAL: some.length })
  })

  it('of nothing is nothing', () => {
    expect(tally(snapshot, [])).toMatchObject({ counts: { TOTAL: 0 }, low: 0, high: 0, themes: [] })
  })
})

// Themes, and what is left to prove, on the dataset: of a criterion what our mapping calls its residual, and of a control that the
// mapping names as counterpart what it calls the surplus. The two are never told of the other side.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import { explain } from '../../src/domain/explanation.ts'
import { partialMappings, remainders } from '../../src/domain/partial.ts'
import { tally } from '../../src/domain/tally.ts'
import { frameworkAt, realSnapshot } from '../support/real.ts'

const snapshot = realSnapshot()
const [snc, iso] = [frameworkAt('secnumcloud-3.2'), frameworkAt('iso-27001-2022')]

/** Every mapping behind a PARTIAL row, once with the texts that are told and once with all it says. */
function told(of: number, by: number) {
  const assessment = assess(snapshot, of, [by], null)
  return assessment.rows
    .filter((row) => row.verdict === 'PARTIAL')
    .map((row) => ({
      row,
      assessment,
      texts: remainders(snapshot, assessment, row),
      mappings: partialMappings(snapshot, assessment, row),
    }))
}

describe('The themes', () => {
  const themes = (slug: string) =>
    tally(snapshot, assess(snapshot, frameworkAt(slug), [snc], null).rows).themes.map(
      ({ control }) => control.ref,
    )

  it('are what stands below annexes and tables, which only hold others together', () => {
    expect(themes('iso-27001-2022')).toEqual(['4', '5', '6', '7', '8', '9', '10', 'A.5', 'A.6', 'A.7', 'A.8'])
  })

  it('are a table itself where its controls stand in it directly', () => {
    const grouped = ['A.1.2', 'A.1.3', 'A.1.4', 'A.1.5', 'A.2.2', 'A.2.3', 'A.2.4', 'A.2.5']
    expect(themes('iso-27701-2025')).toEqual([...grouped, 'A.3'])
  })
})

describe('What is left to prove of a PARTIAL', () => {
  it('criterion are the residuals of its mappings', () => {
    const rows = told(snc, iso)
    expect(rows.length).toBeGreaterThan(100)
    for (const { texts, mappings } of rows)
      expect(texts).toEqual(mappings.flatMap((m) => (m.residual ? [m.residual] : [])))
  })

  it('ISO control are their surpluses: what SecNumCloud demands beyond ISO is not missing from ISO', () => {
    const rows = told(iso, snc)
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.some(({ texts }) => texts.length > 0)).toBe(true)
    for (const { texts, mappings } of rows)
      expect(texts).toEqual(mappings.flatMap((m) => (m.surplus ? [m.surplus] : [])))
  })

  it('is told in its explanation, and nothing that is left of another control', () => {
    const { row, assessment, texts } = told(iso, snc).find((one) => one.texts.length > 0)!
    const steps = explain(snapshot, assessment, row, 'en').filter(({ text }) =>
      text.startsWith('Still to prove'),
    )
    const known = texts.map((text) => `Still to prove: ${text.en}`)
    expect(steps.length).toBeGreaterThan(0)
    for (const { text } of steps) expect(known).toContain(text)
  })
})

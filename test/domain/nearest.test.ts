// "Did you mean": edit distance, and the three nearest names.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from '../../src/domain/nearest.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })

describe('edit distance', () => {
  /** By definition: the fewest insertions, deletions and replacements, tried in every order. */
  const byDefinition = (a: string, b: string): number => {
    if (a === '' || b === '') return a.length + b.length
    const replaced = byDefinition(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1)
    return Math.min(replaced, byDefinition(a.slice(1), b) + 1, byDefinition(a, b.slice(1)) + 1)
  }

  it('is the fewest single-letter changes', () => {
    expect(editDistance('iso-27001', 'iso-27001')).toBe(0)
    expect(editDistance('iso27001', 'iso-27001')).toBe(1)
    expect(editDistance('5.51', '5.15')).toBe(2)
    expect(editDistance('', 'abc')).toBe(3)
  })

  it('is what the definition says', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(byDefinition(a, b))
      }),
    )
  })
})

describe('the nearest names', () => {
  const KNOWN = ['iso-27001-2022', 'iso-27002-2022', 'iso-27017-2015', 'secnumcloud-3.2', 'soc2-tsc-2017']

  it('are three, closest first, names of the same distance in alphabetical order', () => {
    expect(nearest('iso-2701-2022', KNOWN)).toEqual(['iso-27001-2022', 'iso-27002-2022', 'iso-27017-2015'])
    expect(nearest('x', ['c', 'b', 'a', 'd'])).toEqual(['a', 'b', 'c'])
  })

  it('do not mind upper and lower case', () => {
    expect(nearest('SecNumCloud', KNOWN)[0]).toBe('secnumcloud-3.2')
    expect(nearest('iam-02', ['IAM-03', 'IAM-02'])[0]).toBe('IAM-02')
  })

  it('are fewer when fewer are known', () => {
    expect(nearest('x', ['y'])).toEqual(['y'])
    expect(nearest('x', [])).toEqual([])
  })

  it('cost nothing more for a very long name', () => {
    expect(nearest('a'.repeat(1_000_000), ['b'.repeat(60), 'a'.repeat(60)])[0]).toBe('a'.repeat(60))
  })
})

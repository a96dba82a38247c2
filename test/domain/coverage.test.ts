// Verdicts by example: the criterion c, for somebody who holds controls of A and B.

import { describe, expect, it } from 'vitest'
import { countVerdicts, cover, interval, type Verdict, verdictOfItem } from '../../src/domain/coverage.ts'
import { at, EVERYTHING, graphOf } from './notation.ts'

/** The verdict of `subject` for somebody who holds `a1 + a2`. */
function verdictOf(subject: string, held: string, ...statements: string[]): Verdict {
  const question = { held: at(held), active: EVERYTHING, kinds: [0, 1], maxHops: 3 }
  return cover(graphOf(...statements), at(subject), question).rows[0]!.verdict
}
const verdict = (held: string, ...statements: string[]) => verdictOf('c', held, ...statements)

describe('a criterion', () => {
  it('is FULL when all targets that suffice together are held, and PARTIAL when one is', () => {
    expect(verdict('a1 + a2', 'c ⊂ a1 + a2')).toBe('FULL')
    expect(verdict('a1', 'c ⊂ a1 + a2')).toBe('PARTIAL')
  })

  it('is PARTIAL, not FULL, when a residual is left', () => {
    expect(verdict('a1', 'c ⊃ a1')).toBe('PARTIAL')
    expect(verdict('a1', 'c ∩ a1')).toBe('PARTIAL')
  })

  it('is FULL along a chain that suffices at each step', () => {
    expect(verdict('b1', 'c ⊂ a1', 'b1 ⊃ a1')).toBe('FULL')
  })

  it('is POSSIBLE, never PARTIAL, along a chain of intersections', () => {
    expect(verdict('b1', 'c ∩ a1', 'a1 ∩ b1')).toBe('POSSIBLE')
  })

  it('is UNKNOWN while nobody looked, and NONE only once somebody did, for every framework held', () => {
    expect(verdict('a1')).toBe('UNKNOWN')
    expect(verdict('a1', 'c ∅ A')).toBe('NONE')
    expect(verdict('a1 + b1', 'c ∅ A')).toBe('UNKNOWN')
    expect(verdict('a1 + b1', 'c ∅ A', 'c ∅ B')).toBe('NONE')
    expect(verdict('')).toBe('UNKNOWN')
  })

  it('is not POSSIBLE by what is stated to share nothing with it, or with its framework', () => {
    expect(verdict('b1', 'c ∩ a1', 'a1 ∩ b1', 'c ∅ b1')).toBe('UNKNOWN')
    expect(verdict('b1', 'c ∩ a1', 'a1 ∩ b1', 'b1 ∅ C')).toBe('UNKNOWN')
    expect(verdict('b1 + b2', 'c ∩ a1', 'a1 ∩ b1', 'b1 ∅ C', 'a1 ~ b2')).toBe('POSSIBLE')
  })
})

describe('a contradiction', () => {
  it('is told when no relation to a held control is left', () => {
    expect(verdict('b1', 'c ⊃ a1', 'a1 ⊃ b1', 'c ∩ b1')).toBe('CONTRADICTION')
  })

  it('is told when a framework meets what its author says it does not', () => {
    expect(verdict('a1', 'c ⊂ b1', 'b1 ⊂ a1', 'c ∅ A')).toBe('CONTRADICTION')
    expect(verdict('a1 + a2', 'c ⊂ b1', 'b1 ⊂ a1', 'c ∩ a2')).toBe('CONTRADICTION')
  })

  it('is told beyond the hops too, and whatever else is held that has no counterpart either', () => {
    const far = ['c ⊂ b1', 'b1 ⊂ d', 'd ⊂ b2', 'b2 ⊂ a1', 'c ∅ A']
    expect(verdict('a1', ...far)).toBe('CONTRADICTION')
    expect(verdict('a1 + b2', 'c ⊂ d', 'd ⊂ a1 + b2', 'c ∅ A', 'c ∅ B')).toBe('CONTRADICTION')
  })

  it('is told when only what shares nothing with it would close the residual of the others', () => {
    const joint = ['c ⊂ d', 'd ⊂ a1 + b1', 'c ∩ b1']
    expect(verdict('a1 + b1', ...joint)).toBe('FULL')
    expect(verdict('a1 + b1', ...joint, 'c ∅ A')).toBe('CONTRADICTION')
  })

  it('is none between two rationale kinds', () => {
    expect(verdict('a1', 'c = a1', 'c ∩ a1 in words')).toBe('FULL')
    expect(verdict('a1', 'c = a1', 'c ∅ a1 in words')).toBe('FULL')
    expect(verdict('b1', 'c ⊂ a1', 'a1 ⊂ b1 in words')).toBe('UNKNOWN')
  })
})

describe('an item', () => {
  const row = (verdict: Verdict) => ({ control: 0, verdict, overlaps: [], kind: -1 })

  it('may share what is said of the criterion it stands under, not the other way round', () => {
    expect(verdictOf('c.1', 'a1', 'c ∩ a1')).toBe('POSSIBLE')
    expect(verdictOf('c.1', 'a1', 'c ∩ a1', 'c.1 ∅ A')).toBe('NONE')
    expect(verdict('a1', 'c.1 ∩ a1')).toBe('UNKNOWN')
  })

  it('keeps its own verdict when that says more than that something is possible', () => {
    for (const own of ['FULL', 'PARTIAL', 'NONE', 'CONTRADICTION'] as const)
      expect(verdictOfItem(row(own), 'UNKNOWN', true)).toBe(own)
  })

  it('shares nothing where its criterion shares nothing, and perhaps something where it shares something', () => {
    expect(verdictOfItem(row('POSSIBLE'), 'NONE', true)).toBe('NONE')
    expect(verdictOfItem(row('UNKNOWN'), 'NONE', true)).toBe('NONE')
    expect(verdictOfItem(row('UNKNOWN'), 'PARTIAL', true)).toBe('POSSIBLE')
    expect(verdictOfItem(row('UNKNOWN'), 'UNKNOWN', true)).toBe('UNKNOWN')
  })

  it('that is an alternative or an example has what it has itself: its criterion does not demand it', () => {
    expect(verdictOfItem(row('UNKNOWN'), 'NONE', false)).toBe('UNKNOWN')
    expect(verdictOfItem(row('UNKNOWN'), 'PARTIAL', false)).toBe('UNKNOWN')
  })
})

describe('a figure', () => {
  it('is an interval: certainly met, and met at most; POSSIBLE never counts as certain', () => {
    const rows = (['FULL', 'PARTIAL', 'POSSIBLE', 'UNKNOWN'] as const).map((verdict) => ({ verdict }))
    expect(interval(countVerdicts(rows))).toEqual({ low: 0.25, high: 0.75 })
    expect(interval(countVerdicts([]))).toEqual({ low: 0, high: 0 })
  })
})

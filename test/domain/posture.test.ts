// Verdicts from evidence by example: what it proves, what it only supports, and whose word wins.

import { describe, expect, it } from 'vitest'
import { facts } from '../../src/domain/facts.ts'
import { countStandings, standing, standingInterval } from '../../src/domain/own-verdict.ts'
import { posture, restsOn } from '../../src/domain/posture.ts'
import { reuse } from '../../src/domain/reuse.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { type SmallSet, smallSnapshot } from './small-snapshot.ts'

const FRAMEWORKS = {
  snc: ['9', '9 > 9.1', '9 > 9.2'],
  iso: ['A', 'B', 'C'],
  soc: ['X', 'Y'],
  old: ['P', 'Q'],
}

const set = (from: string, to: string, over: Partial<SmallSet>): SmallSet => ({
  slug: `${from}-${to}-${over.origin ?? 'CURATED'}`,
  from,
  to: [to],
  ...over,
})

const at = (snapshot: Snapshot, ...ids: string[]) => ids.map((id) => snapshot.controlById.get(id)!.index)

/** The verdict of 9.1 when evidence proves some controls and supports others. */
function verdict(sets: readonly SmallSet[], proves: string[], supports: string[] = []) {
  const snapshot = smallSnapshot(FRAMEWORKS, sets)
  const held = posture(snapshot, 0, facts(at(snapshot, ...proves), at(snapshot, ...supports)))
  const row = held.rows.find(({ control }) => control === at(snapshot, 'snc/9.1')[0])!
  return { verdict: row.verdict, on: restsOn(snapshot, held, row).map((c) => snapshot.controls[c]!.id) }
}

describe('A control', () => {
  const says = (...statements: NonNullable<SmallSet['says']>) => [set('snc', 'iso', { says: statements })]

  it('is FULL when evidence proves it, or all that meets it', () => {
    const both = says([['9.1'], 'SUBSET_OF', ['iso/A', 'iso/B']])
    expect(verdict([], ['snc/9.1'])).toEqual({ verdict: 'FULL', on: ['snc/9.1'] })
    expect(verdict(both, ['iso/A', 'iso/B'])).toEqual({ verdict: 'FULL', on: ['iso/A', 'iso/B'] })
    expect(verdict(both, ['iso/A'])).toEqual({ verdict: 'PARTIAL', on: ['iso/A'] })
  })

  it('is FULL when evidence proves the whole section, and rests on that', () => {
    expect(verdict([], ['snc/9'])).toEqual({ verdict: 'FULL', on: ['snc/9'] })
  })

  it('is PARTIAL, never FULL, when evidence only supports it', () => {
    expect(verdict([], [], ['snc/9.1'])).toEqual({ verdict: 'PARTIAL', on: ['snc/9.1'] })
    expect(verdict(says([['9.1'], 'EQUIVALENT', ['iso/A']]), [], ['iso/A', 'snc/9.1']).verdict).toBe(
      'PARTIAL',
    )
  })

  it('is PARTIAL when evidence supports something all of which it demands', () => {
    for (const relation of ['EQUIVALENT', 'SUPERSET_OF'] as const)
      expect(verdict(says([['9.1'], relation, ['iso/A']]), [], ['iso/A'])).toEqual({
        verdict: 'PARTIAL',
        on: ['iso/A'],
      })
  })

  it('is only POSSIBLE when the supported part may be the part that it does not share', () => {
    expect(verdict(says([['9.1'], 'SUBSET_OF', ['iso/A']]), [], ['iso/A'])).toEqual({
      verdict: 'POSSIBLE',
      on: [],
    })
    expect(verdict(says([['9.1'], 'INTERSECTS_WITH', ['iso/A']]), [], ['iso/A']).verdict).toBe('POSSIBLE')
    expect(verdict(says([['9.1'], 'SUBSET_OF', ['iso/A', 'iso/B']]), ['iso/A'], ['iso/B']).verdict).toBe(
      'PARTIAL',
    )
  })

  it('is NONE where every framework that evidence names has no counterpart, whatever else of its own is proven', () => {
    const none = [set('snc', 'iso', { unmapped: ['9.1'] })]
    expect(verdict(none, ['iso/A']).verdict).toBe('NONE')
    expect(verdict(none, [], ['iso/A']).verdict).toBe('NONE')
    expect(verdict(none, ['iso/A', 'snc/9.2']).verdict).toBe('NONE')
    expect(verdict(none, ['iso/A', 'soc/X']).verdict).toBe('UNKNOWN')
    expect(verdict(none, ['snc/9.2']).verdict).toBe('UNKNOWN')
  })
})

describe('Published sets', () => {
  const ours = set('snc', 'iso', { says: [[['9.1'], 'INTERSECTS_WITH', ['iso/A']]] })
  const theirs = set('snc', 'old', { origin: 'PUBLISHED', says: [[['9.1'], 'SUBSET_OF', ['old/P']]] })

  it('raise what ours do not reach', () => {
    expect(verdict([ours, theirs], ['old/P'])).toEqual({ verdict: 'FULL', on: ['old/P'] })
    expect(verdict([ours, theirs], ['iso/A', 'old/P']).verdict).toBe('FULL')
  })

  it('prove nothing from evidence of the framework itself alone; with what they are looked at for, that is named too', () => {
    const chain = set('old', 'snc', {
      origin: 'PUBLISHED',
      says: [
        [['P'], 'EQUIVALENT', ['snc/9.2']],
        [['P'], 'EQUIVALENT', ['snc/9.1']],
      ],
    })
    expect(verdict([chain], ['snc/9.2'])).toEqual({ verdict: 'UNKNOWN', on: [] })
    expect(verdict([chain], ['snc/9.2'], ['old/Q'])).toEqual({ verdict: 'FULL', on: ['snc/9.2', 'old/Q'] })
  })

  it('are not blended into ours: they do not lend a mapping to the evidence of a framework that ours reach', () => {
    const bridge = set('iso', 'old', { origin: 'PUBLISHED', says: [[['B'], 'EQUIVALENT', ['old/P']]] })
    expect(verdict([ours, theirs, bridge], ['iso/B', 'old/Q']).verdict).not.toBe('FULL')
  })

  it('hide nothing when they contradict ours', () => {
    const contrary = set('old', 'snc', {
      origin: 'PUBLISHED',
      says: [
        [['P'], 'EQUIVALENT', ['snc/9.1']],
        [['P'], 'NO_RELATIONSHIP', ['snc/9.1']],
      ],
    })
    expect(verdict([ours, contrary], ['iso/A', 'old/P']).verdict).toBe('PARTIAL')
    expect(verdict([contrary], ['old/P']).verdict).toBe('CONTRADICTION')
  })
})

describe('A person', () => {
  it('has the last word', () => {
    const own = (said: 'MET' | 'PARTLY' | 'NOT_MET' | 'NOT_APPLICABLE') =>
      standing('POSSIBLE', { control: 0, verdict: said, reason: 'seen' })
    expect(['MET', 'PARTLY', 'NOT_MET', 'NOT_APPLICABLE'].map((said) => own(said as 'MET'))).toEqual([
      'FULL',
      'PARTIAL',
      'NOT_MET',
      'NOT_APPLICABLE',
    ])
    expect(standing('POSSIBLE', null)).toBe('POSSIBLE')
  })

  it('takes what does not apply out of the share', () => {
    const counts = countStandings([
      'FULL',
      'POSSIBLE',
      'NOT_MET',
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      'UNKNOWN',
    ])
    expect(counts).toMatchObject({ TOTAL: 6, NOT_APPLICABLE: 2, NONE: 0 })
    expect(standingInterval(counts)).toEqual({ low: 0.25, high: 0.5 })
    expect(standingInterval(countStandings(['NOT_APPLICABLE']))).toEqual({ low: 0, high: 0 })
  })
})

describe('Reuse', () => {
  const snapshot = smallSnapshot(FRAMEWORKS, [
    set('snc', 'iso', {
      says: [
        [['9.1'], 'SUBSET_OF', ['iso/A', 'iso/B']],
        [['9.2'], 'EQUIVALENT', ['iso/C']],
      ],
    }),
    set('soc', 'iso', { says: [[['X'], 'EQUIVALENT', ['iso/C']]] }),
  ])
  const proven = (...ids: string[]) => facts(at(snapshot, ...ids), [])
  const told = (of: number, without: string[], piece: string[]) =>
    reuse(snapshot, [of], proven(...without), proven(...piece)).map(({ control, from, to, path }) => [
      snapshot.controls[control]!.id,
      from,
      to,
      path.map((step) => snapshot.controls[step.to]!.id),
    ])

  it('names every control it raises, from what to what, and the way to what it proves', () => {
    expect(told(0, [], ['iso/C'])).toEqual([['snc/9.2', 'UNKNOWN', 'FULL', ['iso/C']]])
    expect(told(2, [], ['snc/9.2'])).toEqual([['soc/X', 'UNKNOWN', 'FULL', ['iso/C', 'snc/9.2']]])
    expect(told(1, [], ['iso/C'])).toEqual([['iso/C', 'UNKNOWN', 'FULL', []]])
  })

  it('counts what it adds to the rest: the second of two targets completes the first', () => {
    expect(told(0, [], ['iso/B'])).toEqual([['snc/9.1', 'UNKNOWN', 'PARTIAL', ['iso/B']]])
    expect(told(0, ['iso/A'], ['iso/B'])).toEqual([['snc/9.1', 'PARTIAL', 'FULL', ['iso/B']]])
    expect(told(0, ['iso/C'], ['iso/C'])).toEqual([])
  })
})

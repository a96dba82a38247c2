// When evidence counts: its dates to the day, its scope, its status; and what a certificate shows.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDate, plusDays, plusDuration } from '../../src/domain/calendar.ts'
import {
  blockedBy,
  blockers,
  counting,
  type Evidence,
  firstDay,
  freshness,
  lastDay,
  type Moment,
  usualValidity,
} from '../../src/domain/evidence.ts'
import { factsIn } from '../../src/domain/facts.ts'
import { smallSnapshot } from './small-snapshot.ts'

const piece = (over: Partial<Evidence> = {}): Evidence => ({
  id: 'e',
  status: 'ACCEPTED',
  scopes: [],
  collectedAt: '2026-01-10',
  effectiveFrom: null,
  effectiveTo: null,
  validUntil: null,
  replacedFrom: null,
  claims: [],
  certificates: [],
  ...over,
})

const at = (asOf: string, over: Partial<Moment> = {}): Moment => ({
  asOf,
  scope: null,
  anyScope: false,
  ...over,
})

describe('A date', () => {
  it.each(['2026-02-30', '2026-13-01', '2025-02-29', '26-01-01', '2026-1-1', ''])('is not %j', (text) => {
    expect(isDate(text)).toBe(false)
  })

  it('moves by durations as a calendar does', () => {
    expect(isDate('2024-02-29')).toBe(true)
    expect(plusDuration('2024-02-29', 'P1Y')).toBe('2025-02-28')
    expect(plusDuration('2026-01-31', 'P1M')).toBe('2026-02-28')
    expect(plusDuration('2026-11-30', 'P3M')).toBe('2027-02-28')
    expect(plusDuration('2026-01-31', 'P2W1D')).toBe('2026-02-15')
    expect(plusDays('2026-12-31', 1)).toBe('2027-01-01')
  })
})

describe('Freshness', () => {
  const report = piece({ effectiveFrom: '2026-01-01', effectiveTo: '2026-06-30', validUntil: '2026-12-31' })

  it('counts both ends', () => {
    expect(freshness(report, '2025-12-31', 30)).toBe('NOT_YET_EFFECTIVE')
    expect(freshness(report, '2026-01-01', 30)).toBe('FRESH')
    expect(freshness(report, '2026-11-30', 30)).toBe('FRESH')
    expect(freshness(report, '2026-12-01', 30)).toBe('EXPIRING')
    expect(freshness(report, '2026-12-31', 30)).toBe('EXPIRING')
    expect(freshness(report, '2027-01-01', 30)).toBe('EXPIRED')
  })

  it('begins when it was collected, and ends with its period, where nothing else is said', () => {
    expect(firstDay(piece())).toBe('2026-01-10')
    expect(lastDay(piece({ effectiveTo: '2026-06-30' }))).toBe('2026-06-30')
    expect(lastDay(piece())).toBeNull()
    expect(usualValidity(piece({ effectiveTo: '2026-06-30' }), 'P1Y')).toBe('2027-06-30')
    expect(usualValidity(piece(), null)).toBeNull()
  })

  it('ends on the eve of what replaces it, or before', () => {
    const replaced = { ...report, replacedFrom: '2026-10-01' }
    expect(lastDay(replaced)).toBe('2026-09-30')
    expect(freshness(replaced, '2026-09-30', 30)).toBe('EXPIRING')
    expect(freshness(replaced, '2026-10-01', 30)).toBe('EXPIRED')
    expect(lastDay({ ...report, replacedFrom: '2027-06-01' })).toBe('2026-12-31')
    expect(lastDay(piece({ replacedFrom: '2026-10-01' }))).toBe('2026-09-30')
    // A correction of the same period replaces all of it.
    expect(freshness({ ...report, replacedFrom: report.effectiveFrom }, '2026-01-01')).toBe('EXPIRED')
  })

  const date = fc.integer({ min: 0, max: 900 }).map((days) => plusDays('2025-01-01', days))

  it('goes one way: once expired, expired for good', () => {
    const period = fc.record({
      collectedAt: date,
      effectiveFrom: fc.option(date),
      effectiveTo: fc.option(date),
      validUntil: fc.option(date),
      replacedFrom: fc.option(date),
    })
    fc.assert(
      fc.property(period, date, date, fc.nat(400), (dates, a, b, days) => {
        const [before, after] = [a, b].sort() as [string, string]
        if (freshness(dates, before, days) === 'EXPIRED')
          expect(freshness(dates, after, days)).toBe('EXPIRED')
        if (freshness(dates, after, days) === 'NOT_YET_EFFECTIVE')
          expect(['NOT_YET_EFFECTIVE', 'EXPIRED']).toContain(freshness(dates, before, days))
      }),
    )
  })
})

describe('Evidence counts', () => {
  it.each([
    ['a draft', piece({ status: 'DRAFT' }), ['NOT_ACCEPTED']],
    ['submitted only', piece({ status: 'SUBMITTED' }), ['NOT_ACCEPTED']],
    ['rejected', piece({ status: 'REJECTED' }), ['NOT_ACCEPTED']],
    ['expired', piece({ validUntil: '2026-02-28' }), ['EXPIRED']],
    ['not yet effective', piece({ effectiveFrom: '2026-03-02' }), ['NOT_YET_EFFECTIVE']],
    ['of one system', piece({ scopes: ['paris'] }), ['OTHER_SCOPE']],
    [
      'of one system and expired',
      piece({ scopes: ['paris'], validUntil: '2026-02-28' }),
      ['OTHER_SCOPE', 'EXPIRED'],
    ],
  ] as const)('not when it is %s', (_case, evidence, expected) => {
    expect(blockers(evidence, at('2026-03-01'))).toEqual(expected)
    expect(counting([evidence], at('2026-03-01'))).toEqual([])
  })

  it('in its scope, in every scope when it is of the whole organization, and in any when the caller says so', () => {
    const paris = piece({ scopes: ['paris'] })
    expect(counting([paris], at('2026-03-01', { scope: 'paris' }))).toEqual([paris])
    expect(counting([paris], at('2026-03-01', { scope: 'lyon' }))).toEqual([])
    expect(counting([paris], at('2026-03-01', { scope: 'lyon', anyScope: true }))).toEqual([paris])
    expect(counting([piece()], at('2026-03-01', { scope: 'lyon' }))).toHaveLength(1)
  })

  it('or is listed with what blocks it, when it is accepted', () => {
    const paris = piece({ scopes: ['paris'] })
    const old = piece({ validUntil: '2026-02-28' })
    const draft = piece({ status: 'DRAFT', scopes: ['paris'] })
    expect(blockedBy([paris, old, draft], at('2026-03-01'), 'OTHER_SCOPE')).toEqual([paris])
    expect(blockedBy([paris, old, draft], at('2026-03-01'), 'EXPIRED')).toEqual([old])
  })
})

describe('A certificate', () => {
  const snapshot = smallSnapshot({ iso: ['4', '4 > 4.1', '4 > 4.2', '5', '5 > 5.1'] }, [])
  const shown = (...except: string[]) => {
    const excluded = except.map((ref) => snapshot.controlById.get(`iso/${ref}`)!.index)
    const certificates = [{ framework: 0, except: excluded }]
    return factsIn(snapshot.graph, [{ claims: [], certificates }]).proven.map(
      (c) => snapshot.controls[c]!.ref,
    )
  }

  it('shows the whole framework', () => {
    expect(shown()).toEqual(['4', '4.1', '4.2', '5', '5.1'])
  })

  it('but for what is excepted, and the group that it is in', () => {
    expect(shown('4.1')).toEqual(['4.2', '5', '5.1'])
  })

  it('and what stands below it', () => {
    expect(shown('4')).toEqual(['5', '5.1'])
  })
})

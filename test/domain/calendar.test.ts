// Dates of which only the year or the month may be known.

import { expect, it } from 'vitest'
import { dayOf, newestDay } from '../../src/domain/calendar.ts'

it('A date known by year or month is its first day', () => {
  expect(['2024', '2024-05', '2024-05-17'].map(dayOf)).toEqual(['2024-01-01', '2024-05-01', '2024-05-17'])
})

it('The newest of such dates is a day, and there is none of none', () => {
  expect(newestDay(['2023-12-31', '2024', '2023-05'])).toBe('2024-01-01')
  expect(newestDay([])).toBeUndefined()
})

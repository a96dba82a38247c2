// How long an API key opens.

import { type DateText, plusDays } from './calendar.ts'
import { DomainError } from './errors.ts'

const MAX_DAYS = 9999

/** The moment that many days from `today` on, ISO 8601; null, which is never, when none are given. Throws BAD_ARGUMENT. */
export function expiryAfter(days: number | null, today: DateText): string | null {
  if (days === null) return null
  if (Number.isInteger(days) && days >= 1 && days <= MAX_DAYS) return `${plusDays(today, days)}T00:00:00Z`
  throw new DomainError('BAD_ARGUMENT', `days must be from 1 to ${MAX_DAYS}, but got: ${days}`, {
    argument: 'days',
  })
}

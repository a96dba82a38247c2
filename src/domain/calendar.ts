// Calendar dates as ISO 8601 text (`2026-03-31`), which sorts as time does and has no time zone; and durations added to
// them. The clock itself is the caller's.

import { DomainError } from './errors.ts'

/** A calendar date, `YYYY-MM-DD`, of the years 1000 to 9999: text sorts as time does within them. */
export type DateText = string

const DATE = /^[1-9]\d{3}-\d{2}-\d{2}$/
/** What lies beyond is this day: nobody asks later. */
const LAST = Date.parse('9999-12-31T00:00:00Z')
const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/

const textOf = (time: number): DateText =>
  new Date(time > LAST || Number.isNaN(time) ? LAST : time).toISOString().slice(0, 10)

/** Whether a text is a date that exists: not `2026-02-30`. */
export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && textOf(time) === text
}

/** A date of which only the year or month may be known, as a day: the first that it may be. */
export function dayOf(date: string): DateText {
  return `${date}${'-01-01'.slice(Math.max(0, date.length - 4))}`.slice(0, 10)
}

/** The last of such days; undefined for none. */
export const newestDay = (dates: readonly string[]): DateText | undefined => dates.map(dayOf).sort().at(-1)

export function plusDays(date: DateText, days: number): DateText {
  return textOf(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000)
}

/** The date an ISO 8601 duration later; the last day of the month where the day does not exist there. */
export function plusDuration(date: DateText, duration: string): DateText {
  const [, years = 0, months = 0, weeks = 0, days = 0] = (DURATION.exec(duration) ?? []).map(Number)
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const ahead = month - 1 + (months || 0) + 12 * (years || 0)
  const last = new Date(Date.UTC(year, ahead + 1, 0)).getUTCDate()
  const landed = textOf(Date.UTC(year, ahead, Math.min(day, last)))
  return plusDays(landed, 7 * (weeks || 0) + (days || 0))
}

/** Throws BAD_ARGUMENT for what is no date. */
export function requireDate(text: string, argument: string): DateText {
  if (isDate(text)) return text
  throw new DomainError(
    'BAD_ARGUMENT',
    `${argument} must be a date such as 2026-03-31, but got: ${JSON.stringify(text.slice(0, 60))}`,
    { argument },
  )
}

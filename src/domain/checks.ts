// Texts that people give: what is refused of them wherever they are given.

import { DomainError } from './errors.ts'

/** What no line has: controls, and halves of a character. */
const NOT_IN_LINES = /[\p{Cc}\p{Cs}]/u

/** What PostgreSQL keeps in no text, or in none as JSON: NUL, and halves of a character. */
const NOT_KEPT = /[\0\p{Cs}]/u

/** Whether a text can be kept as it is. */
export const canBeKept = (text: string) => !NOT_KEPT.test(text)

/** A line of text, without the blanks around it. Throws BAD_ARGUMENT. */
export function requireLine(argument: string, text: string, longest = 200): string {
  const line = text.trim()
  if (line !== '' && line.length <= longest && !NOT_IN_LINES.test(line)) return line
  throw new DomainError(
    'BAD_ARGUMENT',
    `${argument} must be a line of 1 to ${longest} characters, but got: ${JSON.stringify(text.slice(0, 60))}`,
    { argument },
  )
}

/** A text of several lines, perhaps. Throws BAD_ARGUMENT. */
export function requireText(argument: string, text: string, longest: number): string {
  if (text.trim() !== '' && text.length <= longest && canBeKept(text)) return text
  throw new DomainError(
    'BAD_ARGUMENT',
    `${argument} must be a text of 1 to ${longest} characters, but got: ${JSON.stringify(text.slice(0, 60))}`,
    { argument },
  )
}

/** The longest of the texts of which nobody needs a long one. */
export const MAX_TEXT = 10_000

/** The same where none may be given, or a blank one, which is null. Throws BAD_ARGUMENT. */
export function optionalText(
  argument: string,
  text: string | null | undefined,
  longest: number,
): string | null {
  return text?.trim() ? requireText(argument, text.trim(), longest) : null
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/

/** Throws BAD_ARGUMENT. */
export function requireSlug(argument: string, text: string): string {
  if (SLUG.test(text)) return text
  throw new DomainError(
    'BAD_ARGUMENT',
    `${argument} must be 1 to 40 lower-case letters, digits and hyphens, but got: ${JSON.stringify(text.slice(0, 60))}`,
    { argument },
  )
}

/** A whole number, as people write it. Throws BAD_ARGUMENT. */
export function requireNumber(argument: string, text: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : null
  if (number !== null && number >= least && number <= most) return number
  throw new DomainError(
    'BAD_ARGUMENT',
    `${argument} must be from ${least} to ${most}, but got: ${text.slice(0, 60) || 'nothing'}`,
    { argument },
  )
}

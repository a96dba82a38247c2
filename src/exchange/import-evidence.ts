// A sheet of evidence that can be recorded as a whole, or the error that tells every row that cannot.

import { DomainError } from '../domain/errors.ts'
import type { EvidenceDraft } from '../domain/evidence-draft.ts'
import { readEvidence, type SheetContext } from './read-evidence.ts'
import { UnreadableFile } from './read-report.ts'
import { textOf } from './read-text.ts'

/** The text of a sheet; what is no text is told like any other problem of it. Throws BAD_ROWS. */
export function requireCsvText(bytes: Uint8Array): string {
  try {
    return textOf(bytes)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const problems = [{ line: error.place.line, column: null, message: error.message }]
    throw new DomainError('BAD_ROWS', error.message, { problems })
  }
}

/** Throws BAD_ROWS. */
export function requireDrafts(csv: string, context: SheetContext): readonly EvidenceDraft[] {
  const { drafts, problems } = readEvidence(csv, context)
  const [first] = problems
  if (!first) return drafts
  const place = [first.line && `line ${first.line}`, first.column].filter(Boolean).join(', ')
  throw new DomainError(
    'BAD_ROWS',
    `all rows must be such as can be recorded, but got: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; first${place && ` at ${place}`}: ${first.message}`,
    { problems },
  )
}

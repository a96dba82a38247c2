// What a verdict leaves open, in few words: what is left to prove of a PARTIAL, and of the others why they are no more.

import type { Assessment } from './assessment.ts'
import type { CoverageRow } from './coverage.ts'
import { explain } from './explanation.ts'
import { remainders } from './partial.ts'
import type { Snapshot } from './snapshot.ts'
import { statedReason } from './stated.ts'
import { type Locale, textIn } from './text.ts'

/**
 * The residuals of a PARTIAL and the reasons of a NONE, as their authors wrote them; the first lines of the explanation of
 * a POSSIBLE, an UNKNOWN and a CONTRADICTION. Nothing for a FULL. Each text once.
 */
export function remaining(
  snapshot: Snapshot,
  assessment: Assessment,
  row: CoverageRow,
  locale: Locale,
): string[] {
  if (row.verdict === 'FULL') return []
  return [...new Set(written(snapshot, assessment, row, locale).filter((text) => text !== null))]
}

function written(snapshot: Snapshot, assessment: Assessment, row: CoverageRow, locale: Locale) {
  if (row.verdict === 'PARTIAL')
    return remainders(snapshot, assessment, row).map((text) => textIn(text, locale))
  if (row.verdict === 'NONE')
    return assessment.by.map((f) => statedReason(snapshot, assessment, row.control, f, locale))
  return explain(snapshot, assessment, row, locale)
    .filter(({ depth }) => depth === 1)
    .map(({ text }) => text)
}

// What a verdict leaves open, in few words: what is left to prove of a PARTIAL, and of the others why they are no more.

import type { Assessment } from './assessment.ts'
import { explain } from './explanation.ts'
import { remainders } from './partial.ts'
import type { RowByParts } from './parts.ts'
import type { Snapshot } from './snapshot.ts'
import { statedReason } from './stated.ts'
import { type Locale, textIn } from './text.ts'

/**
 * The residuals of a PARTIAL and the reasons of a NONE, as their authors wrote them; the first lines of the explanation of
 * a POSSIBLE, an UNKNOWN and a CONTRADICTION, and of a PARTIAL of which parts are held and nobody wrote of the rest. Nothing
 * for a FULL. Each text once.
 */
export function remaining(
  snapshot: Snapshot,
  assessment: Assessment,
  row: RowByParts,
  locale: Locale,
): string[] {
  if (row.verdict === 'FULL') return []
  return [...new Set(written(snapshot, assessment, row, locale).filter((text) => text !== null))]
}

function written(snapshot: Snapshot, assessment: Assessment, row: RowByParts, locale: Locale) {
  if (row.verdict === 'PARTIAL') {
    const left = remainders(snapshot, assessment, row)
    if (left.length > 0 || !row.byParts) return left.map((text) => textIn(text, locale))
  }
  if (row.verdict === 'NONE')
    return assessment.by.map((f) => statedReason(snapshot, assessment, row.control, f, locale))
  return explain(snapshot, assessment, row, locale)
    .filter(({ depth }) => depth === 1)
    .map(({ text }) => text)
}

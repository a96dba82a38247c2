// The gap summaries of an OSCAL control mapping: controls without counterpart, and why.

import type { ImportedUnmapped } from '../domain/imported.ts'
import type { LocalizedText } from '../domain/text.ts'
import { idsOf, ownProps } from './read-oscal-words.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { UNREASONED } from './read-words.ts'

/** What our own exports tell of the reasons, by the id of the control. */
function reasonsOf(entry: Cursor): ReadonlyMap<string, LocalizedText> {
  const reasons = new Map<string, LocalizedText>()
  for (const prop of ownProps(entry, 'gap-reason')) {
    const [id, locale, why] = ['value', 'class', 'remarks'].map((key) => prop.get(key).text())
    if (id && why && (locale === 'en' || locale === 'fr'))
      reasons.set(id, { ...reasons.get(id), [locale]: why })
  }
  return reasons
}

/** The controls of one side that an entry says have no counterpart. */
export function gapsOf(
  entry: Cursor,
  side: 'source' | 'target',
  framework: number,
  report: Report,
): ImportedUnmapped[] {
  const reasons = reasonsOf(entry)
  return entry
    .get(`${side}-gap-summary`)
    .get('unmapped-controls')
    .items()
    .flatMap((selection) => {
      if (!selection.get('matching').isAbsent)
        report.refuse(
          selection.get('matching').place,
          'controls must be named one by one, but got: a pattern',
        )
      if (selection.get('with-child-controls').text() === 'yes')
        report.note(selection.place, 'the controls below those named are not added')
      return selection
        .get('with-ids')
        .items()
        .flatMap((item): ImportedUnmapped[] => {
          const id = item.text()
          if (id === null) return []
          const control = { framework: side === 'source' ? 0 : framework, ids: idsOf(id) }
          return [{ control, side, framework, reason: reasons.get(id) ?? UNREASONED, place: item.place }]
        })
    })
}

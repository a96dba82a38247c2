// The head of a CISO Assistant library: who wrote it, in which language, under which terms.

import type { Locale, LocalizedText } from '../domain/text.ts'
import { PACKAGER } from './ciso-words.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { localeOfFile, textIn } from './read-words.ts'

export interface Library {
  readonly isOwn: boolean
  readonly locale: Locale
  readonly name: string | null
  readonly refId: string | null
  readonly publisher: string | null
  readonly date: string | null
  readonly terms: LocalizedText | null
  readonly remarks: LocalizedText | null
}

export function readLibrary(root: Cursor, report: Report): Library {
  const text = (key: string) => root.get(key).text()
  const locale = localeOfFile(text('locale'), root.get('locale').place, report)
  return {
    isOwn: text('packager') === PACKAGER,
    locale,
    name: text('name'),
    refId: text('ref_id'),
    publisher: text('provider'),
    date: /^\d{4}-\d{2}-\d{2}/.exec(text('publication_date') ?? '')?.[0] ?? null,
    terms: textIn(locale, text('copyright')),
    remarks: textIn(locale, text('description')),
  }
}

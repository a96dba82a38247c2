// What readers of several formats say alike.

import type { Place } from '../domain/imported.ts'
import type { Mapping, RationaleKind } from '../domain/mapping.ts'
import type { Locale, LocalizedText } from '../domain/text.ts'
import type { Report } from './read-report.ts'

/** The reason of a statement of no counterpart whose author gave none. */
export const UNREASONED: LocalizedText = {
  en: 'stated by its author without a reason',
  fr: 'indiqué par son auteur sans raison',
}

/** The language under which a file's texts are kept. There are two: a text in a third is told, and kept as English. */
export function localeOfFile(language: string | null, place: Place, report: Report): Locale {
  const primary = language?.toLowerCase().split(/[-_]/)[0] ?? 'en'
  if (primary === 'en' || primary === 'fr') return primary
  report.note(place, `texts are kept in English or French; those in ${language} stand where English would`)
  return 'en'
}

export const textIn = (locale: Locale, text: string | null): LocalizedText | null =>
  text === null ? null : { [locale]: text }

/** One of the words, in whatever case and with whichever dashes: `not-complete` is NOT_COMPLETE. */
export function oneOf<T extends string>(words: readonly T[], text: string | null): T | null {
  const upper = text?.toUpperCase().replaceAll('-', '_')
  return words.find((word) => word === upper) ?? null
}

/** A set of which a file tells only its statements. What nobody reviewed here is a draft. */
export const UNSAID_SET = {
  publisher: null,
  date: null,
  terms: null,
  remarks: null,
  url: null,
  method: 'HUMAN',
  status: 'DRAFT',
} as const

/** A statement of which a file tells only its ends and relation. */
export const UNSAID_MAPPING = {
  sameWording: false,
  rationaleKind: 'SEMANTIC',
  rationale: null,
  residual: null,
  surplus: null,
  strength: null,
  confidence: null,
} as const

/** The one kind of all statements, or the usual one. */
export function kindOfAll(mappings: readonly Pick<Mapping, 'rationaleKind'>[]): RationaleKind {
  const kinds = new Set(mappings.map(({ rationaleKind }) => rationaleKind))
  const [only] = kinds
  return only && kinds.size === 1 ? only : 'SEMANTIC'
}

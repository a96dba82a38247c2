// Text in the two languages of the project. English is the fallback of French, and the fallback is told.

export const LOCALES = ['en', 'fr'] as const
export type Locale = (typeof LOCALES)[number]

export interface LocalizedText {
  readonly en?: string
  readonly fr?: string
}

/** The text in the locale asked for, else in the other one; null when there is none at all. */
export function textIn(text: LocalizedText | null | undefined, locale: Locale): string | null {
  if (!text) return null
  return text[locale] ?? text.en ?? text.fr ?? null
}

/** The locale in which `textIn` answers; null when there is no text. */
export function localeOf(text: LocalizedText | null | undefined, locale: Locale): Locale | null {
  if (!text) return null
  if (text[locale] !== undefined) return locale
  return text.en !== undefined ? 'en' : text.fr !== undefined ? 'fr' : null
}

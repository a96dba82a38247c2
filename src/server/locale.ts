// The language a request prefers.

import type { Locale } from '../domain/text.ts'

/** French or English, whichever Accept-Language prefers; English when it names neither. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  let best: Locale = 'en'
  let weight = 0
  for (const part of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';')
    const q = Number(params.find((p) => p.trim().startsWith('q='))?.split('=')[1] ?? 1)
    const locale = tag.startsWith('fr') ? 'fr' : tag.startsWith('en') ? 'en' : null
    if (locale && q > weight) {
      best = locale
      weight = q
    }
  }
  return best
}

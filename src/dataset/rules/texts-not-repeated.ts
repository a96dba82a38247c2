// Each mapping is read alone and says something of its own (seeds/README.md, convention 20).

import { wordsOf } from '../official.ts'
import { at, type Rule } from '../rule.ts'
import { sentencesIn } from '../sentences.ts'

export const textsNotRepeated: Rule = {
  name: 'texts-not-repeated',
  description:
    'Within a curated set no residual, reason or share is written twice; only shares of the same target may be: it demands the same thing each time. Surplus may repeat: it is what the same targets ask beyond.',
  *check({ files }) {
    for (const { themes } of files.curated) {
      const seen = new Map<string, { place: string; target: string | undefined }>()
      for (const { file, ref, sentence } of sentencesIn(themes)) {
        const { part, locale, text, target, path } = sentence
        if (part === 'surplus') continue
        const key = `${part === 'shares' ? 'shares' : 'residual'} ${locale} ${wordsOf(text).join(' ')}`
        const other = seen.get(key)
        if (!other) seen.set(key, { place: `${ref} (${file.path}:${file.line(path)})`, target })
        else if (target === undefined || target !== other.target)
          yield at(file, path, `${part} must be said once in a set, but got: the words of ${other.place}`)
      }
    }
  },
}

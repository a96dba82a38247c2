// A decision says what it means: at least a clause, and in both languages where a person has to act on it.

import { at, type Rule } from '../rule.ts'
import { sentencesIn } from '../sentences.ts'

const MIN_WORDS = 3

export const textsAreClauses: Rule = {
  name: 'texts-are-clauses',
  description: `Shares, residuals, surpluses and reasons have ${MIN_WORDS} words or more; residuals and reasons are in English and French.`,
  *check({ files }) {
    for (const { themes } of files.curated) {
      for (const { file, sentence } of sentencesIn(themes)) {
        const count = sentence.text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
        if (count < MIN_WORDS)
          yield at(
            file,
            sentence.path,
            `${sentence.part} must have ${MIN_WORDS} words or more, but got: ${sentence.text}`,
          )
      }
      for (const file of themes)
        for (const [ref, decision] of Object.entries(file.data)) {
          const part = 'unmapped' in decision ? 'unmapped' : 'residual'
          const text = 'unmapped' in decision ? decision.unmapped : decision.residual
          if (text && !text.fr) yield at(file, [ref, part], `${part} must be in en and fr, but got: no fr`)
        }
    }
  },
}

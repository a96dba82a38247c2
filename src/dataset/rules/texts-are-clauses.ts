// A decision says what it means: at least a clause, and in both languages: who reads a French residual gets no English around it.

import { at, type Rule } from '../rule.ts'
import { saidIn, sentencesIn } from '../sentences.ts'

const MIN_WORDS = 3

export const textsAreClauses: Rule = {
  name: 'texts-are-clauses',
  description: `Shares, residuals, surpluses and reasons have ${MIN_WORDS} words or more, and are in English and French.`,
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
        for (const [ref, decision] of Object.entries(file.data))
          for (const { part, path, text } of saidIn(ref, decision))
            if (!text.fr) yield at(file, path, `${part} must be in en and fr, but got: no fr`)
    }
  },
}

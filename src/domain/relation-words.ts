// What a mask says of two controls, as a sentence in both languages. Tokens (SUBSET_OF) are for programs: told of names,
// their direction is read wrongly.

import { ANY, DIS, EQ, INT, isCertain, type Mask, SUB, SUP } from './relation.ts'
import type { Locale } from './text.ts'

type Sentence = (a: string, b: string) => string

interface Sentences {
  /** What says more than that some demand is shared, or that none is. */
  readonly exact: Readonly<Record<Mask, Sentence>>
  /** Some demand is shared, nothing more is known. */
  readonly certain: Sentence
  /** Whether any demand is shared is open. */
  readonly open: Sentence
}

const SENTENCES: Readonly<Record<Locale, Sentences>> = {
  en: {
    exact: {
      [EQ]: (a, b) => `${a} and ${b} demand the same`,
      [SUB]: (a, b) => `${a} demands part of what ${b} demands`,
      [SUP]: (a, b) => `${a} demands all that ${b} demands, and more`,
      [INT]: (a, b) => `${a} and ${b} share a demand, and each has others of its own`,
      [EQ | SUB]: (a, b) => `${b} demands all that ${a} demands, perhaps more`,
      [EQ | SUP]: (a, b) => `${a} demands all that ${b} demands, perhaps more`,
      [SUP | INT]: (a, b) => `${a} and ${b} share a demand, and ${a} has others of its own`,
      [SUB | INT]: (a, b) => `${a} and ${b} share a demand, and ${b} has others of its own`,
      [DIS]: (a, b) => `${a} and ${b} share no demand`,
      0: (a, b) => `Mappings contradict each other about ${a} and ${b}`,
    },
    certain: (a, b) => `${a} and ${b} share a demand`,
    open: (a, b) => `${a} and ${b} may share a demand, or none`,
  },
  fr: {
    exact: {
      [EQ]: (a, b) => `${a} et ${b} exigent la même chose`,
      [SUB]: (a, b) => `${a} exige une partie de ce que ${b} exige`,
      [SUP]: (a, b) => `${a} exige tout ce que ${b} exige, et davantage`,
      [INT]: (a, b) =>
        `${a} et ${b} ont une exigence en commun, et chacun en a d’autres qui lui sont propres`,
      [EQ | SUB]: (a, b) => `${b} exige tout ce que ${a} exige, peut-être davantage`,
      [EQ | SUP]: (a, b) => `${a} exige tout ce que ${b} exige, peut-être davantage`,
      [SUP | INT]: (a, b) => `${a} et ${b} ont une exigence en commun, et ${a} en a d’autres`,
      [SUB | INT]: (a, b) => `${a} et ${b} ont une exigence en commun, et ${b} en a d’autres`,
      [DIS]: (a, b) => `${a} et ${b} n’ont aucune exigence en commun`,
      0: (a, b) => `Les correspondances se contredisent entre ${a} et ${b}`,
    },
    certain: (a, b) => `${a} et ${b} ont une exigence en commun`,
    open: (a, b) => `${a} et ${b} ont peut-être une exigence en commun, peut-être aucune`,
  },
}

/** One sentence, without a full stop, for any of the 32 masks. */
export function relationSentence(mask: Mask, a: string, b: string, locale: Locale): string {
  const { exact, certain, open } = SENTENCES[locale]
  return (exact[mask & ANY] ?? (isCertain(mask) ? certain : open))(a, b)
}

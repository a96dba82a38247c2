// The sentences of curated decisions, one by one, with where they stand.

import { LOCALES, type Locale } from '../domain/text.ts'
import type { Path, SeedFile } from './parse.ts'
import type { Decision, DecisionsFile } from './shapes.ts'

export interface Sentence {
  readonly part: 'shares' | 'residual' | 'surplus' | 'unmapped'
  readonly locale: Locale
  readonly path: Path
  readonly text: string
  /** Of shares: whose demand it is. */
  readonly target?: string
}

export function sentencesOf(ref: string, decision: Decision): Sentence[] {
  const both = (part: Sentence['part'], text: { en: string; fr?: string | undefined }, target?: string) =>
    LOCALES.flatMap((locale): Sentence[] => {
      const sentence = text[locale]
      if (!sentence) return []
      const path = target === undefined ? [ref, part, locale] : [ref, 'targets', target, locale]
      return [{ part, locale, path, text: sentence, ...(target !== undefined && { target }) }]
    })
  if ('unmapped' in decision) return both('unmapped', decision.unmapped)
  const { targets, residual, surplus } = decision
  return [
    ...Object.entries(targets).flatMap(([target, text]) => both('shares', text, target)),
    ...(residual ? both('residual', residual) : []),
    ...(surplus ? both('surplus', surplus) : []),
  ]
}

/** All sentences of some files, each with its file. */
export function* sentencesIn(
  files: readonly SeedFile<DecisionsFile>[],
): Generator<{ file: SeedFile<DecisionsFile>; ref: string; sentence: Sentence }> {
  for (const file of files)
    for (const [ref, decision] of Object.entries(file.data))
      for (const sentence of sentencesOf(ref, decision)) yield { file, ref, sentence }
}

// The sentences of curated decisions, one by one, with where they stand.

import type { Locale } from '../domain/text.ts'
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
  const bilingual = (part: 'residual' | 'unmapped', text: { en: string; fr?: string | undefined }) =>
    (['en', 'fr'] as const).flatMap((locale) => {
      const sentence = text[locale]
      return sentence ? [{ part, locale, path: [ref, part, locale], text: sentence }] : []
    })
  if ('unmapped' in decision) return bilingual('unmapped', decision.unmapped)
  const { targets, residual, surplus } = decision
  return [
    ...Object.entries(targets).map(
      ([target, text]): Sentence => ({
        part: 'shares',
        locale: 'en',
        path: [ref, 'targets', target],
        text,
        target,
      }),
    ),
    ...(residual ? bilingual('residual', residual) : []),
    ...(surplus
      ? [{ part: 'surplus' as const, locale: 'en' as const, path: [ref, 'surplus'], text: surplus }]
      : []),
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

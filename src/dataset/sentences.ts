// The sentences of curated decisions, one by one, with where they stand.

import { LOCALES, type Locale } from '../domain/text.ts'
import type { Path, SeedFile } from './parse.ts'
import type { Decision, DecisionsFile } from './shapes.ts'

/** One thing a decision says, in English and, where it is there, French. */
export interface Said {
  readonly part: 'shares' | 'residual' | 'surplus' | 'unmapped'
  readonly path: Path
  readonly text: { readonly en: string; readonly fr?: string | undefined }
  /** Of shares: whose demand it is. */
  readonly target?: string
}

/** The same in one language. */
export interface Sentence extends Omit<Said, 'text'> {
  readonly locale: Locale
  readonly text: string
}

/** What a decision says, in its order. */
export function saidIn(ref: string, decision: Decision): Said[] {
  if ('unmapped' in decision) return [{ part: 'unmapped', path: [ref, 'unmapped'], text: decision.unmapped }]
  const { targets, residual, surplus } = decision
  return [
    ...Object.entries(targets).map(
      ([target, text]): Said => ({ part: 'shares', path: [ref, 'targets', target], text, target }),
    ),
    ...(residual ? [{ part: 'residual' as const, path: [ref, 'residual'], text: residual }] : []),
    ...(surplus ? [{ part: 'surplus' as const, path: [ref, 'surplus'], text: surplus }] : []),
  ]
}

const inEach = ({ text, path, ...said }: Said): Sentence[] =>
  LOCALES.flatMap((locale) => {
    const sentence = text[locale]
    return sentence ? [{ ...said, locale, path: [...path, locale], text: sentence }] : []
  })

/** All sentences of some files, each with its file. */
export function* sentencesIn(
  files: readonly SeedFile<DecisionsFile>[],
): Generator<{ file: SeedFile<DecisionsFile>; ref: string; sentence: Sentence }> {
  for (const file of files)
    for (const [ref, decision] of Object.entries(file.data))
      for (const sentence of saidIn(ref, decision).flatMap(inEach)) yield { file, ref, sentence }
}

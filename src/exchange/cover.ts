// The first sheet of a workbook: what it is, as of when, under which terms, and what its words mean.

import type { Framework } from '../domain/framework.ts'
import type { MappingSet } from '../domain/mapping.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type Locale, type LocalizedText, textIn } from '../domain/text.ts'
import { codeMeaning, codeWord, type ExplainedCode, frenchSpaces } from './code-words.ts'
import { dataDay } from './statements.ts'
import { column, type Sheet } from './table.ts'
import { type Word, word } from './words.ts'

/** A word of ours, or a label that the workbook itself bears, and what it stands for. */
export type Line = readonly [name: Word | { readonly label: string }, text: string | null]

const FALLBACK = {
  en: 'English; a text that there is only in French is in French.',
  fr: 'Français ; un texte qui n’existe qu’en anglais est en anglais.',
} as const

export function cover(snapshot: Snapshot, title: string, lines: readonly Line[], locale: Locale): Sheet {
  const all: Line[] = [
    [{ label: title }, null],
    ['revision', snapshot.revision],
    ['date', dataDay(snapshot)],
    ['language', FALLBACK[locale]],
    ...lines,
  ]
  const rows = all.map(([name, text]) => [
    typeof name === 'string' ? word(name, locale) : name.label,
    text && frenchSpaces(text, locale),
  ])
  return { name: word('cover', locale), isCover: true, columns: [column('', 30), column('', 110)], rows }
}

const inLocale = (locale: Locale) => (text: LocalizedText | null | undefined) => textIn(text, locale) ?? ''

/** What a reader must know of each set: whose it is, how far it got, and what may be done with it. */
export function setLines(sets: readonly MappingSet[], locale: Locale): Line[] {
  const text = inLocale(locale)
  return sets.flatMap((set): Line[] => [
    ['set', `${text(set.title) || set.slug} (${set.slug})`],
    ['author', `${set.publisher}, ${set.date}`],
    ['status', [set.origin, set.method, set.status].map((code) => codeWord(code, locale)).join(', ')],
    ['terms', text(set.terms)],
  ])
}

/** The frameworks that a workbook speaks of, each with what may be done with its text. */
export function frameworkLines(
  snapshot: Snapshot,
  name: Word,
  frameworks: readonly Framework[],
  locale: Locale,
): Line[] {
  const text = inLocale(locale)
  return frameworks.flatMap((framework): Line[] => [
    [name, `${text(framework.title) || framework.slug} (${framework.slug})`],
    ['terms', text(snapshot.sourceById.get(framework.source)?.terms)],
  ])
}

/** What words in the cells mean, with the code by which the API knows each. */
export function legend(codes: readonly ExplainedCode[], locale: Locale): Line[] {
  return codes.map((code) => [{ label: `${codeWord(code, locale)} (${code})` }, codeMeaning(code, locale)])
}

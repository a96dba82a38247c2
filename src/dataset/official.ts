// The sentences of the official documents, when somebody has them at hand, and which words of ours are theirs. The
// documents are never part of the dataset.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError } from '../domain/errors.ts'
import type { Locale } from '../domain/text.ts'

/** Official sentences by their language. */
export type OfficialTexts = Readonly<Partial<Record<Locale, readonly string[]>>>

/** The columns that hold sentences; titles are facts of the document and may be the same. */
const SENTENCES = ['text_fr', 'text_en', 'specification']

/** Compared with nothing, every text would pass as our own. */
function refuse(where: string, expected: string, got: string): never {
  throw new DomainError('BAD_ARGUMENT', `${where} must ${expected}, but got: ${got}`, {
    argument: 'officialTexts',
  })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    return refuse(folder, 'be a folder of official texts', String((error as NodeJS.ErrnoException).code))
  }
}

/**
 * Reads `<framework>.<locale>.tsv` files with a header line. Throws BAD_ARGUMENT when there is none, or one has no column of
 * sentences.
 */
export function readOfficialTexts(folder: string): OfficialTexts {
  const texts: Partial<Record<Locale, string[]>> = {}
  for (const name of namesIn(folder)) {
    const locale = /\.(en|fr)\.tsv$/.exec(name)?.[1] as Locale | undefined
    if (!locale) continue
    const [header, ...rows] = readFileSync(join(folder, name), 'utf8')
      .split(/\r?\n/)
      .map((row) => row.split('\t'))
    const columns = (header ?? []).flatMap((column, i) => (SENTENCES.includes(column) ? [i] : []))
    if (columns.length === 0)
      refuse(`${join(folder, name)}:1`, `have a column ${SENTENCES.join(' or ')}`, (header ?? []).join(', '))
    const sentences = rows.flatMap((row) => columns.map((i) => row[i] ?? ''))
    texts[locale] = [...(texts[locale] ?? []), ...sentences.filter((sentence) => sentence !== '')]
  }
  if (Object.keys(texts).length === 0) refuse(folder, 'hold files named <framework>.<locale>.tsv', 'none')
  return texts
}

/** The words of a text, lower-cased, without punctuation; an elided article is a word of its own. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The same, with each of the given names (as words joined by spaces) counted as one word. */
function wordsWithout(names: readonly string[], text: string): string[] {
  let joined = ` ${wordsOf(text).join(' ')} `
  for (const name of names) joined = joined.replaceAll(` ${name} `, ' § ')
  return joined.trim().split(' ')
}

/** Finds what a text shares with official ones: runs of `length` words, `names` counted as one word each. */
export class CopyFinder {
  private readonly runs = new Set<string>()
  private readonly names: readonly string[]
  private readonly length: number

  constructor(official: readonly string[], names: readonly string[], length: number) {
    this.names = names.map((name) => wordsOf(name).join(' ')).filter((name) => name.includes(' '))
    this.length = length
    for (const text of official)
      for (const { run } of this.windows(wordsWithout(this.names, text))) this.runs.add(run)
  }

  /** The longest shared stretches of the text, in its order. */
  find(text: string): string[] {
    const words = wordsWithout(this.names, text)
    const stretches: { start: number; end: number }[] = []
    for (const { start, run } of this.windows(words)) {
      if (!this.runs.has(run)) continue
      const last = stretches.at(-1)
      if (last && start <= last.end - this.length + 1) last.end = start + this.length
      else stretches.push({ start, end: start + this.length })
    }
    return stretches.map(({ start, end }) => words.slice(start, end).join(' '))
  }

  private *windows(words: readonly string[]): Generator<{ start: number; run: string }> {
    for (let start = 0; start + this.length <= words.length; start++)
      yield { start, run: words.slice(start, start + this.length).join(' ') }
  }
}

// The sentences of the official documents, when somebody has them at hand, and which words of ours are theirs. The
// documents are never part of the dataset.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from '../domain/text.ts'
import { DatasetError } from './parse.ts'

/** Official sentences by their language. */
export type OfficialTexts = Readonly<Partial<Record<Locale, readonly string[]>>>

/** The columns that hold sentences; titles are facts of the document and may be the same. */
const SENTENCES = ['text_fr', 'text_en', 'specification']

/** Reads `<framework>.<locale>.tsv` files with a header line. Throws DatasetError when one has no column of sentences. */
export function readOfficialTexts(folder: string): OfficialTexts {
  const texts: Partial<Record<Locale, string[]>> = {}
  for (const name of readdirSync(folder).sort()) {
    const locale = /\.(en|fr)\.tsv$/.exec(name)?.[1] as Locale | undefined
    if (!locale) continue
    const [header, ...rows] = readFileSync(join(folder, name), 'utf8')
      .split(/\r?\n/)
      .map((row) => row.split('\t'))
    const columns = (header ?? []).flatMap((column, i) => (SENTENCES.includes(column) ? [i] : []))
    if (columns.length === 0) throw withoutSentences(name, header ?? [])
    const sentences = rows.flatMap((row) => columns.map((i) => row[i] ?? ''))
    texts[locale] = [...(texts[locale] ?? []), ...sentences.filter((sentence) => sentence !== '')]
  }
  return texts
}

/** Compared with nothing, every text would pass as our own. */
function withoutSentences(file: string, header: readonly string[]): DatasetError {
  const message = `an official text must have a column ${SENTENCES.join(' or ')}, but got: ${header.join(', ')}`
  return new DatasetError([{ file, line: 1, message }])
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

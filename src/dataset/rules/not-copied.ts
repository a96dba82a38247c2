// Our words are our own: the official sentences are restated, never taken over (seeds/README.md).

import { LOCALES } from '../../domain/text.ts'
import { CopyFinder } from '../official.ts'
import type { Path, SeedFile } from '../parse.ts'
import { at, type Dataset, type Rule } from '../rule.ts'
import { sentencesIn } from '../sentences.ts'
import type { EvidenceFile } from '../shapes.ts'

const RUN = 8

export const notCopied: Rule = {
  name: 'not-copied',
  description: `No ${RUN} words in a row are those of an official document, names of documents excepted; checked only where the documents are at hand.`,
  *check(data) {
    if (!data.official) return
    const names = namesOfDocuments(data)
    const finders = {
      en: new CopyFinder(data.official.en ?? [], names, RUN),
      fr: new CopyFinder(data.official.fr ?? [], names, RUN),
    }
    for (const { file, path, text, locale } of ourTexts(data))
      for (const run of finders[locale].find(text))
        yield at(file, path, `a text must be in our own words, but got: “${run}” of the official document`)
  },
}

/** Titles are facts: naming a document copies no sentence. */
function namesOfDocuments({ files, rows }: Dataset): string[] {
  return [
    ...Object.values(files.vocabulary.data.documents).map(({ title }) => title),
    ...Object.values(files.sources.data).map(({ title }) => title),
    ...rows.frameworks.flatMap(({ title }) => [title.en ?? '', title.fr ?? '']),
  ]
}

function* ourTexts({
  files,
}: Dataset): Generator<{ file: SeedFile<unknown>; path: Path; text: string; locale: 'en' | 'fr' }> {
  for (const file of [...files.texts.values()].flat())
    for (const [ref, { title, summary, duties }] of Object.entries(file.data))
      for (const locale of LOCALES) {
        if (title?.[locale]) yield { file, path: [ref, 'title', locale], text: title[locale], locale }
        if (summary?.[locale]) yield { file, path: [ref, 'summary', locale], text: summary[locale], locale }
        for (const [i, { what }] of (duties ?? []).entries())
          yield { file, path: [ref, 'duties', i, 'what', locale], text: what[locale], locale }
      }
  for (const file of files.evidence)
    for (const { path, text } of evidenceTexts(file.data))
      for (const locale of LOCALES) yield { file, path: [...path, locale], text: text[locale], locale }
  for (const { themes } of files.curated)
    for (const { file, sentence } of sentencesIn(themes)) yield { file, ...sentence }
}

function* evidenceTexts(
  types: EvidenceFile,
): Generator<{ path: Path; text: EvidenceFile[string]['description'] }> {
  for (const [slug, { title, description, controls }] of Object.entries(types)) {
    yield { path: [slug, 'title'], text: title }
    yield { path: [slug, 'description'], text: description }
    for (const [framework, refs] of Object.entries(controls))
      for (const [ref, { note }] of Object.entries(refs))
        yield { path: [slug, 'controls', framework, ref, 'note'], text: note }
  }
}

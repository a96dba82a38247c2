// Titles are titles: they fit a table cell and are no sentences. Headings of sections are the document's own, which may be
// longer.

import { LOCALES, type LocalizedText } from '../../domain/text.ts'
import type { Path, Problem, SeedFile } from '../parse.ts'
import { at, type Rule } from '../rule.ts'

const MAX_LENGTH = 80
const MAX_HEADING = 100

export const titlesAreShort: Rule = {
  name: 'titles-are-short',
  description: `A title has at most ${MAX_LENGTH} characters (a heading ${MAX_HEADING}) and no full stop at its end.`,
  *check({ files }) {
    for (const file of files.frameworks.values())
      for (const [i, { title, kind }] of file.data.controls.entries())
        yield* faults(file, ['controls', i, 'title'], title, kind === 'GROUP' ? MAX_HEADING : MAX_LENGTH)
    for (const list of files.texts.values())
      for (const file of list)
        for (const [ref, { title }] of Object.entries(file.data))
          yield* faults(file, [ref, 'title'], title, MAX_LENGTH)
  },
}

function* faults(
  file: SeedFile<unknown>,
  path: Path,
  title: LocalizedText | undefined,
  max: number,
): Generator<Problem> {
  for (const locale of LOCALES) {
    const text = title?.[locale]
    if (text === undefined) continue
    if (text.length > max)
      yield at(
        file,
        [...path, locale],
        `a title must have at most ${max} characters, but got: ${text.length}`,
      )
    if (text.endsWith('.'))
      yield at(file, [...path, locale], `a title must have no full stop at its end, but got: ${text}`)
  }
}

// What a text may hold before a parser sees it: levels, rows, cells, elements. A parser's memory follows these, not the
// length of the file; all of them are far above what documents have.

import { UnreadableFile } from './read-report.ts'

/** Levels of brackets open at once. */
const MAX_LEVELS = 500

/** Maps of a collection, rows of a table, nodes of a framework. */
export const MAX_ELEMENTS = 100_000

/** Each level of a YAML block is indented by a space at the least. */
const INDENTED = new RegExp(`^ {${MAX_LEVELS + 1}}`, 'm')

const MAX_CELLS = 2_000_000

/** Counted without looking at quotes: prose closes what it opens. */
function requireShallow(text: string, open: string, close: string): void {
  let levels = 0
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!
    if (open.includes(sign)) levels++
    else if (close.includes(sign)) levels = Math.max(0, levels - 1)
    if (levels > MAX_LEVELS)
      throw new UnreadableFile(`brackets must nest at most ${MAX_LEVELS} levels, but got: more`)
  }
}

export function requireBoundedJson(text: string): void {
  requireShallow(text, '[{', ']}')
}

/** Besides brackets: lists and keys begun one within the other on a line, and anchors. */
export function requireBoundedYaml(text: string): void {
  requireShallow(text, '[{', ']}')
  if (/(?:[-?:][ \t]+){50}/.test(text))
    throw new UnreadableFile('at most 50 lists must begin within each other on a line, but got: more')
  if (INDENTED.test(text))
    throw new UnreadableFile(`lines must be indented by at most ${MAX_LEVELS} spaces, but got: more`)
}

function times(text: string, sign: string): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++
  return count
}

export function requireBoundedCsv(text: string, separator: string): void {
  const cells = times(text, separator) + times(text, '\n') + times(text, '\r')
  if (cells > MAX_CELLS)
    throw new UnreadableFile(`a table must have at most ${MAX_CELLS} cells, but got: ${cells}`)
}

/** Throws UnreadableFile for a list that is too long to be one of a document. */
export function requireElements(count: number, what: string): void {
  if (count > MAX_ELEMENTS)
    throw new UnreadableFile(`${what} must have at most ${MAX_ELEMENTS} elements, but got: ${count}`)
}

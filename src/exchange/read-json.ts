// JSON text as a tree, or the line where it stops being one. A key that is given twice is refused: the parser would keep
// the last and forget the other.

import { endOfString, linesIn } from './json-lines.ts'
import { line } from './line.ts'
import { requireBoundedJson } from './read-bounds.ts'
import { UnreadableFile } from './read-report.ts'
import { Cursor } from './read-tree.ts'

const lineOf = (text: string, at: number) => text.slice(0, at).split(/\r\n?|\n/).length

/**
 * Where the parser stopped, as far as it says: by its position, or by quoting what stands there, with ten characters
 * before it unless the text begins there. Null when it says neither.
 */
function stopOf(text: string, message: string): number | null {
  if (message.includes('end of JSON')) return text.length
  const position = /position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return Number(position)
  const [, token, dots, quoted] = /^Unexpected token '?([\s\S]+?)'?, (\.\.\.)?"([\s\S]*)"/.exec(message) ?? []
  if (token === undefined || quoted === undefined) return null
  return dots ? text.indexOf(quoted) + 10 : text.indexOf(token)
}

function whyNot(text: string, message: string): string {
  if (text.trim() === '') return 'nothing'
  if (/^\s*</.test(text)) return 'XML or HTML'
  // The message quotes the file: the part before the quotation is enough.
  return line(message.replace(/,? ?(?:\.\.\.)?"[\s\S]*$/, '')).replace(
    / (?:in|after) JSON at position.*$/s,
    '',
  )
}

/** Calls with each key of each object, and the keys which that object has before it, of text that is JSON. */
function eachKey(text: string, take: (key: string, before: Set<string>, at: number) => void): void {
  // Null for a list.
  const open: (Set<string> | null)[] = []
  let keys: Set<string> | null = null
  for (let at = 0; at < text.length; at++)
    switch (text[at]) {
      case '{':
        keys = new Set()
        open.push(keys)
        break
      case '[':
        keys = null
        open.push(keys)
        break
      case ']':
      case '}':
        open.pop()
        break
      case ',':
        keys = open.at(-1) ?? null
        break
      case ':':
        keys = null
        break
      case '"': {
        const end = endOfString(text, at)
        if (keys) take(JSON.parse(text.slice(at, end + 1)), keys, at)
        at = end
      }
    }
}

function requireDistinctKeys(text: string): void {
  eachKey(text, (key, before, at) => {
    if (before.has(key))
      throw new UnreadableFile(`a key must be there once, but got: ${key.slice(0, 60)} again`, {
        path: null,
        line: lineOf(text, at),
      })
    before.add(key)
  })
}

/** Throws UnreadableFile with the line for what is no JSON. */
export function readJson(text: string): Cursor {
  requireBoundedJson(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const { message } = error as Error
    const at = stopOf(text, message)
    throw new UnreadableFile(`the file must be JSON, but got: ${whyNot(text, message)}`, {
      path: null,
      line: at === null ? null : lineOf(text, at),
    })
  }
  requireDistinctKeys(text)
  return new Cursor(value, [], linesIn(text))
}

// On which line a value of a JSON text stands. The text is looked through when the first line is asked for, so not at all
// where nothing is wrong: `JSON.parse` tells no positions, and a parser that does takes many times as long and as much room.

import { integers, places } from '../domain/column.ts'
import type { LineAt, Step } from './read-tree.ts'

/** The position of the quote that closes the string which begins at `start`. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); ; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text[at - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return at
  }
}

const BEHIND_A_WORD = ',]} \n\r\t'

/** The last character of a number, `true`, `false` or `null`. */
function endOfWord(text: string, start: number): number {
  let at = start
  while (at + 1 < text.length && !BEHIND_A_WORD.includes(text[at + 1]!)) at++
  return at
}

/** The values of a text by number, each before what is in it. */
interface Values {
  /** Where each begins; with a key, where that does. */
  readonly start: Uint32Array
  /** In how many lists and objects it is. */
  readonly depth: Int32Array
}

/** Of text that is JSON. */
function valuesIn(text: string): Values {
  const start = places()
  const depth = integers()
  /** Of each list and object that is open, whether it is an object. */
  const open: boolean[] = []
  let isKeyNext = false
  let key: number | null = null
  const begin = (at: number) => {
    start.add(key ?? at)
    depth.add(open.length)
    key = null
  }
  for (let at = 0; at < text.length; at++)
    switch (text[at]) {
      case '{':
      case '[':
        begin(at)
        isKeyNext = text[at] === '{'
        open.push(isKeyNext)
        break
      case '}':
      case ']':
        open.pop()
        isKeyNext = false
        break
      case ',':
        isKeyNext = open.at(-1) === true
        break
      case '"':
        if (isKeyNext) key = at
        else begin(at)
        isKeyNext = false
        at = endOfString(text, at)
        break
      case ':':
      case ' ':
      case '\n':
      case '\r':
      case '\t':
        break
      default:
        begin(at)
        at = endOfWord(text, at)
    }
  return { start: start.close(), depth: depth.close() }
}

/** Where each line but the first begins. */
function linesOf(text: string): Uint32Array {
  const lines = places()
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) lines.add(index + end.length)
  return lines.close()
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(numbers: Uint32Array, limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (numbers[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}

const COLON = /\s*:/y

/** Finds values by their paths. */
class Finder {
  private readonly text: string
  private readonly values: Values
  private readonly lines: Uint32Array
  /** By a list or object, what was found in it last: most problems of a file are told in its order. */
  private readonly last = new Map<number, { readonly step: Step; readonly value: number }>()

  constructor(text: string) {
    this.text = text
    this.values = valuesIn(text)
    this.lines = linesOf(text)
  }

  /** No element of a list has one, not even a text. */
  private hasKey(value: number, key: Step): boolean {
    const { text } = this
    const from = this.values.start[value]!
    if (text[from] !== '"') return false
    COLON.lastIndex = endOfString(text, from) + 1
    return COLON.test(text) && JSON.parse(text.slice(from, endOfString(text, from) + 1)) === key
  }

  /** The value at an index of a list, or under a key of an object. */
  private inside(value: number, step: Step): number | null {
    const { depth } = this.values
    const last = this.last.get(value)
    if (last?.step === step) return last.value
    const isAhead = typeof step === 'number' && typeof last?.step === 'number' && last.step < step
    let [index, at] = isAhead ? [last.step as number, last.value + 1] : [-1, value + 1]
    for (; at < depth.length && depth[at]! > depth[value]!; at++) {
      if (depth[at] !== depth[value]! + 1) continue
      index++
      if (typeof step === 'number' ? index !== step : !this.hasKey(at, step)) continue
      this.last.set(value, { step, value: at })
      return at
    }
    return null
  }

  /** Of the value, or of the closest above it that is there. */
  line(path: readonly Step[]): number {
    let value = 0
    for (const step of path) {
      const found = this.inside(value, step)
      if (found === null) break
      value = found
    }
    return countUpTo(this.lines, this.values.start[value]!) + 1
  }
}

/** Of text that is JSON. */
export function linesIn(text: string): LineAt {
  let finder: Finder | null = null
  return (path) => {
    finder ??= new Finder(text)
    return finder.line(path)
  }
}

// Reads words from bytes: the same few come again and again, and need not be made again.

import { holds, lengthOf, type Slice, sliceOf, stringOf } from '../domain/slice.ts'

/** The word of a few that the bytes are. */
export function wordsOf<T extends string>(words: readonly T[]): (bytes: Slice) => T {
  const known = words.map((word) => ({ word, ...sliceOf(word) }))
  return (bytes) => {
    for (const one of known) if (isSame(one, bytes)) return one.word
    throw new RangeError(`a word must be one of ${words.join(', ')}, but got: ${stringOf(bytes)}`)
  }
}

/** What follows from a word, found out once while the same comes again in succession. */
export function lasting<T>(make: (word: string) => T): (bytes: Slice) => T {
  let last: { readonly word: Slice; readonly made: T } | null = null
  return (bytes) => {
    if (!last || !isSame(last.word, bytes)) {
      const word = stringOf(bytes)
      last = { word: sliceOf(word), made: make(word) }
    }
    return last.made
  }
}

const isSame = (a: Slice, b: Slice): boolean => lengthOf(a) === lengthOf(b) && holds(a.bytes, a.from, b)

// Derived links in columns: there may be hundreds of thousands, and an object for each would cost more than to find it.

import type { DeriveOptions } from './derivation.ts'
import type { Mask } from './relation.ts'

export interface DerivedLink {
  readonly source: number
  readonly target: number
  /** What may hold; 0 when the mappings contradict each other. */
  readonly mask: Mask
  readonly options: DeriveOptions
}

export interface DerivedLinks extends Iterable<DerivedLink> {
  readonly length: number
  filter(test: (link: DerivedLink) => boolean): DerivedLink[]
}

/** A target, the walk it was found on (three bits) and the mask (five) in one number, which sorts as the three do. */
const packed = (target: number, walk: number, mask: Mask) => (target << 8) | (walk << 5) | mask

/** Up to so many, putting each in its place costs less than to sort them. */
const FEW = 32

function sort(list: Int32Array, from: number, to: number): void {
  if (to - from > FEW) list.subarray(from, to).sort()
  else
    for (let i = from + 1; i < to; i++) {
      const one = list[i]!
      let at = i
      for (; at > from && list[at - 1]! > one; at--) list[at] = list[at - 1]!
      list[at] = one
    }
}

function larger(list: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(list.length * 2)
  copy.set(list)
  return copy
}

/** Takes up the links of one source after the other; `walks` are the options they may be found with. */
export function collectLinks(walks: readonly DeriveOptions[]) {
  let sources = new Int32Array(1024)
  let found = new Int32Array(1024)
  let length = 0
  const at = (i: number): DerivedLink => ({
    source: sources[i]!,
    target: found[i]! >> 8,
    mask: found[i]! & 31,
    options: walks[(found[i]! >> 5) & 7]!,
  })
  function* each() {
    for (let i = 0; i < length; i++) yield at(i)
  }
  return {
    add(source: number, target: number, walk: number, mask: Mask): void {
      if (length === found.length) {
        sources = larger(sources)
        found = larger(found)
      }
      sources[length] = source
      found[length++] = packed(target, walk, mask)
    },
    /** Puts the links from a position on, which are of one source, in the order of their targets. */
    sortFrom(first: number): void {
      if (length - first > 1) sort(found, first, length)
    },
    count: () => length,
    links: (): DerivedLinks => ({
      length,
      [Symbol.iterator]: each,
      filter(test) {
        const passed: DerivedLink[] = []
        for (let i = 0; i < length; i++) {
          const link = at(i)
          if (test(link)) passed.push(link)
        }
        return passed
      },
    }),
  }
}

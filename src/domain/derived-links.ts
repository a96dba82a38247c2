// Derived links in columns: there may be hundreds of thousands, and an object for each would cost more than to find it.

import type { DeriveOptions } from './derivation.ts'
import type { Mask } from './relation.ts'
import type { Found } from './walk.ts'

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
const FEW = 64

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

function longer(list: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(Math.max(list.length * 2, least))
  copy.set(list)
  return copy
}

/** Takes up the links of one source after the other; `walks` are the options they may be found with. */
export function collectLinks(walks: readonly DeriveOptions[]) {
  /** The links of `sources[s]` end where those of the next begin. */
  const sources: number[] = []
  const ends: number[] = []
  let found = new Int32Array(256)
  let length = 0
  function* each(): Generator<DerivedLink> {
    for (let i = 0, s = 0; i < length; i++) {
      if (i === ends[s]) s++
      const link = found[i]!
      yield { source: sources[s]!, target: link >> 8, mask: link & 31, options: walks[(link >> 5) & 7]! }
    }
  }
  return {
    /** What was found of the source that comes next, on one of the walks. */
    add(walk: number, { controls, masks }: Found, count: number): void {
      if (length + count > found.length) found = longer(found, length + count)
      for (let i = 0; i < count; i++) found[length++] = packed(controls[i]!, walk, masks[i]!)
    },
    /** That was all of the source: puts its links in the order of their targets. */
    close(source: number): void {
      const first = ends.at(-1) ?? 0
      if (length === first) return
      sort(found, first, length)
      sources.push(source)
      ends.push(length)
    },
    links: (): DerivedLinks => ({
      length,
      [Symbol.iterator]: each,
      filter: (test) => {
        const passed: DerivedLink[] = []
        for (const link of each()) if (test(link)) passed.push(link)
        return passed
      },
    }),
  }
}

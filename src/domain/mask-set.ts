// Sets of masks: what a control was reached with along different walks. Masks do not compose after they were intersected as
// they do before, so that walks are told apart until they end.

import { ANY, COMPOSED, isCertain, type Mask } from './relation.ts'

/** A set of masks, one bit per mask value (5-bit masks fit 32 bits). */
export type MaskSet = number

const masksWhere = (test: (mask: Mask) => boolean): MaskSet => {
  let set = 0
  for (let mask = 0; mask < 32; mask++) if (test(mask)) set |= 1 << mask
  return set
}

/** All masks but the one that says nothing. */
export const TELLING: MaskSet = masksWhere((mask) => mask !== ANY)
export const EVERY: MaskSet = masksWhere(() => true)
/** The masks that make an overlap certain. */
export const CERTAIN: MaskSet = masksWhere(isCertain)
/** By mask, those that leave nothing possible beside it. */
export const CLASHING: readonly MaskSet[] = Array.from({ length: 32 }, (_, mask) =>
  masksWhere((other) => (mask & other) === 0),
)

const lowest = (masks: MaskSet): Mask => 31 - Math.clz32(masks & -masks)

/** Every walk taken one step further. */
export function composeSets(masks: MaskSet, edge: Mask): MaskSet {
  if (masks === 0) return 0
  if ((masks & (masks - 1)) === 0) return 1 << COMPOSED[(lowest(masks) << 5) | edge]!
  let out = 0
  for (let rest = masks; rest !== 0; rest &= rest - 1) out |= 1 << COMPOSED[(lowest(rest) << 5) | edge]!
  return out
}

/** All masks that allow at least as much as this one: beside it they say nothing new. */
export const weaker = (mask: Mask): MaskSet => masksWhere((other) => (mask & ~other) === 0)

/** What a set of masks gives, from tables of what each of its four bytes gives: bits in the sets 0 to 255 << 8 * byte. */
function byBytes(
  of: (mask: Mask) => number,
  join: (a: number, b: number) => number,
  none: number,
): Int32Array {
  return Int32Array.from({ length: 4 * 256 }, (_, i) => {
    let out = none
    for (let bit = 0; bit < 8; bit++) if (i & (1 << bit)) out = join(out, of(((i >> 8) << 3) | bit))
    return out
  })
}

const WEAKER = byBytes(weaker, (a, b) => a | b, 0)
const TOGETHER = byBytes(
  (mask) => mask,
  (a, b) => a & b,
  ANY,
)

/** With everything that is weaker than something among them. */
export function weakened(m: MaskSet): MaskSet {
  return (
    WEAKER[m & 255]! |
    WEAKER[256 | ((m >>> 8) & 255)]! |
    WEAKER[512 | ((m >>> 16) & 255)]! |
    WEAKER[768 | (m >>> 24)]!
  )
}

/** What all walks leave possible together. */
export function intersection(m: MaskSet): Mask {
  return (
    TOGETHER[m & 255]! &
    TOGETHER[256 | ((m >>> 8) & 255)]! &
    TOGETHER[512 | ((m >>> 16) & 255)]! &
    TOGETHER[768 | (m >>> 24)]!
  )
}

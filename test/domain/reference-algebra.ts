// Knowledge of how two controls relate, written as the symbols of the relations still possible, with the table and the
// reductions of the semantics as they are printed there. For the reference engine.

import type { GraphMapping } from '../../src/domain/graph.ts'

/** The symbols of the relations still possible, in this order: `=⊂⊃∩∅` is "nothing is known". */
export type Knowledge = string
export const ALL = '=⊂⊃∩∅'
export const OVERLAP = '=⊂⊃∩'

/** Semantics §4.2, as printed there: row A–B, column B–C. */
const TABLE: Readonly<Record<string, readonly Knowledge[]>> = {
  '=': ['=', '⊂', '⊃', '∩', '∅'],
  '⊂': ['⊂', '⊂', ALL, '⊂∩∅', '∅'],
  '⊃': ['⊃', OVERLAP, '⊃', '⊃∩', '⊃∩∅'],
  '∩': ['∩', '⊂∩', '⊃∩∅', ALL, '⊃∩∅'],
  '∅': ['∅', '⊂∩∅', '∅', '⊂∩∅', ALL],
}

export const keep = (k: Knowledge, allowed: Knowledge) => [...k].filter((r) => allowed.includes(r)).join('')
const without = (k: Knowledge, excluded: Knowledge) => [...k].filter((r) => !excluded.includes(r)).join('')
export const within = (k: Knowledge, allowed: Knowledge) => without(k, allowed) === ''
export const turn = (k: Knowledge) => keep(ALL, [...k].map((r) => ({ '⊂': '⊃', '⊃': '⊂' })[r] ?? r).join(''))

const composed = new Map<string, Knowledge>()
export function compose(left: Knowledge, right: Knowledge): Knowledge {
  const key = `${left} ${right}`
  const cells = () => [...left].flatMap((l) => [...right].map((r) => TABLE[l]![ALL.indexOf(r)]!))
  if (!composed.has(key)) composed.set(key, keep(ALL, cells().join('')))
  return composed.get(key)!
}

/** The mask of a row in symbols: bit i stands for symbol i. */
export const read = (mask: number): Knowledge => [...ALL].filter((_, i) => mask & (1 << i)).join('')

/** What a mapping says of each of its sources and each of its targets (semantics §3). */
export function pairOf({ mask, sources, targets }: GraphMapping): Knowledge {
  const whole = read(mask)
  if (whole === '∅') return '∅'
  let pair = whole.includes('∅') || (sources.length > 1 && targets.length > 1) ? ALL : OVERLAP
  if (sources.length === 1 && within(whole, '=⊃')) pair = keep(pair, '=⊃')
  if (targets.length === 1 && within(whole, '=⊂')) pair = keep(pair, '=⊂')
  if (sources.length === 1 && within(whole, '⊃∩')) pair = without(pair, '=⊂')
  if (targets.length === 1 && within(whole, '⊂∩')) pair = without(pair, '=⊃')
  return pair
}

// Four frameworks C, A, B and D with the controls c and below it c.1; a1, a2; b1, b2; d, and statements about them as
// text.

import { buildGraph, columnsOf, type Graph, type GraphMapping } from '../../src/domain/graph.ts'
import { OVERLAP } from '../../src/domain/relation.ts'
import { ALL } from './reference-algebra.ts'

const FRAMEWORKS = ['C', 'A', 'B', 'D']
const NAMES = ['c', 'c.1', 'a1', 'a2', 'b1', 'b2', 'd']

/** The positions of the controls named, as in `a1 + a2`. */
export const at = (names: string) =>
  names === '' ? [] : names.split(' + ').map((name) => NAMES.indexOf(name))

export const nameOf = (control: number) => NAMES[control]!

/** The symbol `~` is some overlap; `in words` makes the statement one of another rationale kind. */
function mappingOf(statement: string): GraphMapping {
  const [, left, symbol, right, words] = /^(.+) ([=⊂⊃∩∅~]) (.+?)( in words)?$/.exec(statement)!
  const mask = symbol === '~' ? OVERLAP : 1 << ALL.indexOf(symbol!)
  return { set: 0, kind: words ? 1 : 0, mask, sources: at(left!), targets: at(right!) }
}

/** Of `c ⊂ a1 + a2`, `c ∩ a1 in words`, and `c ∅ A` for "c has no counterpart in the framework A". */
export function graphOf(...statements: string[]): Graph {
  const unmapped = statements.filter((text) => /∅ [A-D]$/.test(text))
  return buildGraph(
    NAMES.map((name) => {
      const framework = FRAMEWORKS.indexOf(name[0]!.toUpperCase())
      const parent = name === 'c.1' ? 0 : -1
      return { framework, parent, meetsChildren: false, metByChildren: false }
    }),
    FRAMEWORKS.length,
    columnsOf(statements.filter((text) => !unmapped.includes(text)).map(mappingOf), ({ kind }) => kind),
    unmapped.map((text) => {
      const [control, framework] = text.split(' ∅ ')
      return { set: 0, control: at(control!)[0]!, framework: FRAMEWORKS.indexOf(framework!) }
    }),
  )
}

/** All that is said. */
export const EVERYTHING = new Uint8Array([1])

// What verdicts ask of derivation is what derivation says: certain overlaps and contradictions, however mappings err. That it
// says the truth is `derivation.property.test.ts`.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certainDeriver } from '../../src/domain/certain.ts'
import { type Derived, deriver } from '../../src/domain/derivation.ts'
import { buildGraph, columnsOf, type Graph } from '../../src/domain/graph.ts'
import {
  ANY,
  compose,
  DIS,
  EQ,
  INT,
  isCertain,
  type Mask,
  OVERLAP,
  SUB,
  SUP,
} from '../../src/domain/relation.ts'
import { patient, runs } from '../support/worlds.ts'

const PAIRS = [EQ, SUB, SUP, INT, OVERLAP, EQ | SUB, SUP | INT, SUB | INT]
const CONTROLS = 7
const FRAMEWORKS = 3

const control = fc.nat(CONTROLS - 1)
const said = fc.record({
  from: control,
  to: control,
  mask: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...PAIRS) },
    { weight: 1, arbitrary: fc.constant(DIS) },
  ),
})

/** Few controls, and many mappings between them that nobody checked for truth. */
const graphs = fc
  .record({
    mappings: fc.array(said, { minLength: 4, maxLength: 14, size: 'max' }),
    unmapped: fc.array(fc.record({ control, framework: fc.nat(FRAMEWORKS - 1) }), { maxLength: 1 }),
  })
  .map(({ mappings, unmapped }) =>
    buildGraph(
      Array.from({ length: CONTROLS }, (_, i) => ({
        framework: i % FRAMEWORKS,
        parent: -1,
        meetsChildren: false,
        metByChildren: false,
      })),
      FRAMEWORKS,
      columnsOf(
        mappings
          .filter(({ from, to }) => from % FRAMEWORKS !== to % FRAMEWORKS)
          .map(({ from, to, mask }) => ({ set: 0, mask, sources: [from], targets: [to] })),
        () => 0,
      ),
      unmapped.map((one) => ({ set: 0, ...one })),
    ),
  )

const active = new Uint8Array([1])
const verdicts = (derived: readonly Derived[]) =>
  Object.fromEntries(
    derived
      .filter(({ mask }) => mask === 0 || isCertain(mask))
      .map(({ target, mask }) => [target, mask === 0 ? 'contradicted' : 'certain']),
  )

const agreeing = (maxHops: number, towards: number[] | null, seen: (told: string) => void) =>
  fc.property(graphs, (graph: Graph) => {
    const all = deriver(graph, { active, kind: 0, maxHops, candidates: false }, towards)
    const certain = certainDeriver(graph, { active, kind: 0, maxHops }, towards)
    for (let source = 0; source < CONTROLS; source++) {
      const expected = verdicts(all(source))
      expect(verdicts(certain(source))).toEqual(expected)
      for (const [target, told] of Object.entries(expected))
        seen(Number(target) === source ? `self ${told}` : told)
    }
  })

describe('certain derivation', patient, () => {
  it.each([1, 2, 3, 4])('says what derivation says, within %i hops', (maxHops) => {
    const seen = new Set<string>()
    fc.assert(
      agreeing(maxHops, null, (told) => seen.add(told)),
      runs(),
    )
    fc.assert(
      agreeing(maxHops, [0], (told) => seen.add(told)),
      runs(),
    )
    // Every case was among them, so that the comparison means something.
    expect([...seen].sort()).toEqual(
      maxHops === 1 ? ['certain', 'contradicted'] : ['certain', 'contradicted', 'self contradicted'],
    )
  })

  it('rests on this: what is composed of pairs of mappings excludes an intersection only where it is certain', () => {
    const known = new Set<Mask>(PAIRS)
    for (const left of known) for (const right of PAIRS) known.add(compose(left, right))
    for (const mask of known) expect(isCertain(mask) || (mask & INT) !== 0).toBe(true)
    expect(known).toContain(ANY)
  })
})

// Derived links by example: chains, several paths, and statements that cannot all be true.

import { describe, expect, it } from 'vitest'
import { deriver, stated } from '../../src/domain/derivation.ts'
import { paths } from '../../src/domain/paths.ts'
import { ANY } from '../../src/domain/relation.ts'
import { at, EVERYTHING, graphOf, nameOf } from './notation.ts'
import { read } from './reference-algebra.ts'

const [c, b1] = [at('c')[0]!, at('b1')[0]!]
const options = { active: EVERYTHING, kind: 0, maxHops: 3, candidates: false }
const withCandidates = { ...options, candidates: true }

/** What is derived from c: `{ b1: '⊂∩∅' }` when a subset, an intersection or nothing in common are possible. */
const derived = (statements: string[], asked = options) =>
  Object.fromEntries(
    deriver(graphOf(...statements), asked)(c).map(({ target, mask }) => [nameOf(target), read(mask)]),
  )

const masks = (statements: string[], asked = options) =>
  paths(graphOf(...statements), asked, c, b1, 10).map(({ mask }) => read(mask))

describe('a chain', () => {
  it('of subsets is a subset, as far as the hops go', () => {
    const chain = ['c ⊂ a1', 'a1 ⊂ b1', 'b1 ⊂ d']
    expect(derived(chain)).toEqual({ a1: '⊂', b1: '⊂', d: '⊂' })
    expect(derived(chain, { ...options, maxHops: 2 })).toEqual({ a1: '⊂', b1: '⊂' })
  })

  it('is read from either end of its mappings', () => {
    expect(derived(['a1 ⊃ c', 'b1 ⊃ a1'])).toEqual({ a1: '⊂', b1: '⊂' })
  })

  it('of intersections is no link, only a candidate', () => {
    const chain = ['c ∩ a1', 'a1 ∩ b1']
    expect(derived(chain)).toEqual({ a1: '∩' })
    expect(derived(chain, withCandidates)).toEqual({ a1: '∩', b1: read(ANY) })
    expect(masks(chain)).toEqual([])
    expect(masks(chain, withCandidates)).toEqual([read(ANY)])
  })

  it('through one of several targets is what the mapping says of that one', () => {
    expect(derived(['c ⊃ a1 + a2', 'a1 ⊃ b1'])).toEqual({ a1: '⊃', a2: '⊃', b1: '⊃' })
    expect(derived(['c ⊂ a1 + a2', 'a1 ⊂ b1'])).toEqual({ a1: '=⊂⊃∩', a2: '=⊂⊃∩', b1: '=⊂⊃∩' })
  })

  it('of two rationale kinds is no chain', () => {
    expect(derived(['c = a1', 'a1 = b1 in words'], withCandidates)).toEqual({ a1: '=' })
  })
})

describe('several paths', () => {
  it('say together more than each of them: all of them are true', () => {
    const twice = ['c ⊂ a1', 'a1 ∩ b1', 'c ⊃ a2', 'a2 ∩ b1']
    expect(masks(twice)).toEqual(['⊂∩∅', '⊃∩'])
    expect(derived(twice).b1).toBe('∩')
  })

  it('that exclude each other are a contradiction, which no single path shows', () => {
    const clash = ['c = a1', 'a1 = b1', 'c ⊂ a2', 'a2 ⊂ b1']
    expect(masks(clash)).toEqual(['=', '⊂'])
    expect(derived(clash).b1).toBe('')
  })

  it('that lead back otherwise than they came are a contradiction of the control with itself', () => {
    expect(derived(['c = a1', 'a1 = b1', 'b1 ⊂ c']).c).toBe('')
  })
})

describe('what was excluded outright', () => {
  const chain = ['c = a1', 'a1 = b1']

  it('contradicts a chain that makes an overlap certain, whichever side said so', () => {
    for (const excluded of ['c ∅ b1', 'b1 ∅ c', 'c ∅ B', 'b1 ∅ C'])
      expect(derived([...chain, excluded]).b1).toBe('')
  })

  it('settles a candidate', () => {
    expect(derived(['c ∩ a1', 'a1 ∩ b1', 'c ∅ B'], withCandidates).b1).toBe('∅')
  })

  it('counts in its own rationale kind only', () => {
    const words = [...chain, 'c ∅ b1 in words']
    expect(stated(graphOf(...words), options, c, b1)).toBe(ANY)
    expect(derived(words).b1).toBe('=')
  })
})

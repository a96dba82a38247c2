// The engine against a second one written for plainness only: they agree in every world, true or full of errors.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cover } from '../../src/domain/coverage.ts'
import { deriver } from '../../src/domain/derivation.ts'
import { forwardChain, propagateFailure } from '../../src/domain/inference.ts'
import { ANY, DIS, OVERLAP } from '../../src/domain/relation.ts'
import { ReferenceEngine } from '../support/reference-engine.ts'
import { patient, runs, type Scene, scenes } from '../support/worlds.ts'
import { read } from './reference-algebra.ts'
import { KINDS, restate, statements } from './world.ts'

const error = fc.record({
  at: fc.nat(999),
  mask: fc.oneof(fc.integer({ min: 1, max: OVERLAP }), fc.constant(DIS)),
})
const wrongUnmapped = fc.record({ control: fc.nat(999), framework: fc.nat(999) })

/** Worlds of which some mappings, and some statements that nothing corresponds, are anything but true. */
const erring = fc
  .record({
    scene: scenes(),
    errors: fc.array(error, { maxLength: 3 }),
    unmapped: fc.array(wrongUnmapped, { maxLength: 3 }),
  })
  .map(({ scene, errors, unmapped }): Scene => {
    const { world } = scene
    const mappings = [...world.mappings]
    for (const { at, mask } of errors)
      if (mappings.length > 0) mappings[at % mappings.length] = { ...mappings[at % mappings.length]!, mask }
    const wrong = unmapped.map(({ control, framework }) => ({
      control: control % world.controls.length,
      framework: framework % world.frameworks,
    }))
    return { ...scene, world: restate(world, mappings, [...world.unmapped, ...wrong]) }
  })

const inEveryWorld = (agree: (scene: Scene, reference: ReferenceEngine, kind: number) => void) =>
  fc.assert(
    fc.property(erring, fc.constantFrom(...KINDS), (scene, kind) =>
      agree(scene, new ReferenceEngine(scene.world), kind),
    ),
    runs(),
  )

const sorted = (controls: Iterable<number>) => [...controls].sort((a, b) => a - b)

describe('both engines', patient, () => {
  it('find the same met', () => {
    inEveryWorld(({ world, chosen: held }, reference, kind) => {
      const active = statements(world)
      const found = forwardChain(world.graph, active, kind, held).order
      expect(sorted(found)).toEqual(sorted(reference.met({ active, kind }, held)))
    })
  })

  it('find the same violated', () => {
    inEveryWorld(({ world, more: failed }, reference, kind) => {
      const active = statements(world)
      const found = propagateFailure(world.graph, active, kind, failed).order
      expect(sorted(found)).toEqual(sorted(reference.violated({ active, kind }, failed)))
    })
  })

  it.each([1, 2, 3])('derive the same masks within %i hops', (maxHops) => {
    inEveryWorld(({ world, chosen: sources }, reference, kind) => {
      const question = { active: statements(world), kind, maxHops }
      const derive = deriver(world.graph, { ...question, candidates: true })
      const links = deriver(world.graph, { ...question, candidates: false })
      for (const source of sources.slice(0, 4)) {
        const expected = reference.derived(question, source)
        // The engine tells of the source itself only when it contradicts itself.
        if (expected.get(source) === '=') expected.delete(source)
        const found = new Map(derive(source).map(({ target, mask }) => [target, read(mask)]))
        expect(found).toEqual(expected)
        for (const { target, mask } of links(source)) expect(read(mask)).toBe(expected.get(target))
        const certain = [...expected].filter(([, known]) => !known.includes('∅')).map(([target]) => target)
        expect(links(source).map(({ target }) => target)).toEqual(expect.arrayContaining(certain))
        expect(links(source).filter(({ mask }) => mask === ANY)).toEqual([])
      }
    })
  })

  it('give the same verdicts', () => {
    inEveryWorld(({ world, chosen: held }, reference) => {
      const subjects = [...world.controls.keys()]
      const question = { held, active: statements(world), kinds: [...KINDS], maxHops: 2 }
      const verdicts = cover(world.graph, subjects, question).rows.map(({ verdict }) => verdict)
      expect(verdicts).toEqual(reference.verdicts(question, subjects))
    })
  })
})

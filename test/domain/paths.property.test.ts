// A derived link explains itself: the paths behind it are walks along mappings, and together they are the link
// (semantics §5).

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DeriveOptions, deriver, stated } from '../../src/domain/derivation.ts'
import { type Path, paths } from '../../src/domain/paths.ts'
import { ANY, compose, EQ, INT, isCertain, type Mask } from '../../src/domain/relation.ts'
import { patient, runs, scenes, worlds } from '../support/worlds.ts'
import { KINDS, statements, type World } from './world.ts'

const HOPS = 3
const options = (world: World, kind: number, candidates = true): DeriveOptions => ({
  active: statements(world),
  kind,
  maxHops: HOPS,
  candidates,
})

interface Explained {
  readonly source: number
  readonly target: number
  readonly mask: Mask
  readonly found: readonly Path[]
}

/** In every world, of every derived link with all its paths, the claim holds. */
const forEveryLink = (claim: (world: World, kind: number, link: Explained) => boolean, candidates = true) =>
  fc.assert(
    fc.property(worlds(), fc.constantFrom(...KINDS), (world, kind) => {
      const asked = options(world, kind, candidates)
      const derive = deriver(world.graph, asked)
      const links = [...world.controls.keys()].flatMap((source) =>
        derive(source).map(({ target, mask }) => {
          return { source, target, mask, found: paths(world.graph, asked, source, target, Infinity) }
        }),
      )
      expect(links.filter((link) => !claim(world, kind, link))).toEqual([])
    }),
    runs(),
  )

describe('the paths of a derived link', patient, () => {
  it('lead from one end to the other, at most as many hops as asked, and meet no control twice', () => {
    forEveryLink((_world, _kind, { source, target, found }) =>
      found.every(({ steps }) => {
        const stops = [source, ...steps.map(({ to }) => to)]
        const joined = steps.every(({ from }, i) => from === stops[i])
        return (
          joined && stops.at(-1) === target && steps.length <= HOPS && new Set(stops).size === stops.length
        )
      }),
    )
  })

  it('go along mappings of the kind that list both controls of the step, on opposite sides', () => {
    forEveryLink((world, kind, { found }) =>
      found
        .flatMap(({ steps }) => steps)
        .every(({ mapping, from, to }) => {
          const { sources, targets, kind: said } = world.mappings[mapping]!
          const lists = (a: number, b: number) => sources.includes(a) && targets.includes(b)
          return said === kind && (lists(from, to) || lists(to, from))
        }),
    )
  })

  it('compose step by step, and intersect, with what was excluded outright, to the derived mask', () => {
    forEveryLink((world, kind, { source, target, mask, found }) => {
      const composed = found.every(
        (path) => path.mask === path.steps.reduce((m, s) => compose(m, s.mask), EQ),
      )
      const together = found.reduce((all, path) => all & path.mask, ANY)
      return composed && (together & stated(world.graph, options(world, kind), source, target)) === mask
    })
  })

  it('include a certain one where the link is certain, and it is no chain of intersections', () => {
    forEveryLink((_world, _kind, { mask, found }) => {
      const certain = found.filter((path) => isCertain(path.mask))
      const chained = certain.some(({ steps }) => steps.length > 1 && steps.every((step) => step.mask & INT))
      return !chained && (!isCertain(mask) || certain.length > 0)
    }, false)
  })

  it('come shortest first, and as many as asked', () => {
    const limited = fc.property(scenes(), fc.nat(3), ({ world, chosen: [source, target] }, limit) => {
      if (source === undefined || target === undefined) return
      const all = paths(world.graph, options(world, 0), source, target, Infinity)
      const lengths = all.map(({ steps }) => steps.length)
      expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
      expect(paths(world.graph, options(world, 0), source, target, limit)).toEqual(all.slice(0, limit))
    })
    fc.assert(limited, runs())
  })
})

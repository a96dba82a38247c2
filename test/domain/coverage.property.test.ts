// Verdicts are true: in random worlds, whoever holds some controls meets, shares or lacks what the verdict says
// (semantics §4.3). A residual is a claim about a whole framework (seeds/README.md), so these worlds make it of one.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CoverageRow, countVerdicts, cover, interval, type Verdict } from '../../src/domain/coverage.ts'
import { type RowByParts, raisedByParts } from '../../src/domain/parts.ts'
import { withParts } from '../../src/domain/posture.ts'
import { patient, runs, type Scene, scenes } from '../support/worlds.ts'
import { controlsIn, demandsOf, KINDS, restate, statements, type World } from './world.ts'

const judge = (world: World, held: readonly number[]): readonly CoverageRow[] =>
  cover(world.graph, [...world.controls.keys()], {
    held,
    active: statements(world),
    kinds: [...KINDS],
    maxHops: 3,
  }).rows

/** `faults` lists the rows of which the claim is false. */
const inEveryWorld = (faults: (scene: Scene, rows: readonly CoverageRow[]) => CoverageRow[]) =>
  fc.assert(
    fc.property(scenes('BY_FRAMEWORK'), (scene) => {
      expect(faults(scene, judge(scene.world, scene.chosen))).toEqual([])
    }),
    runs(),
  )

const shared = (world: World, kind: number, control: number, held: readonly number[]) =>
  demandsOf(world, kind, [control]) & demandsOf(world, kind, held)

describe('in a world where every statement is true', patient, () => {
  it('FULL is met: held controls demand all of it, in the kind of its proof', () => {
    inEveryWorld(({ world, chosen: held }, rows) =>
      rows.filter(
        ({ verdict, control, kind }) =>
          verdict === 'FULL' && demandsOf(world, kind, [control]) & ~demandsOf(world, kind, held),
      ),
    )
  })

  it('PARTIAL names held controls, each of which demands something that it demands', () => {
    inEveryWorld(({ world, chosen: held }, rows) =>
      rows.filter(({ verdict, control, overlaps }) => {
        const named = overlaps.length > 0 && overlaps.every((other) => held.includes(other))
        const really = overlaps.every((other) => KINDS.some((kind) => shared(world, kind, control, [other])))
        return verdict === 'PARTIAL' && !(named && really)
      }),
    )
  })

  const raised = (world: World, held: readonly number[], rows: readonly CoverageRow[]): RowByParts[] =>
    raisedByParts(
      world.graph,
      { held, active: statements(world), kinds: [...KINDS], maxHops: 3 },
      rows,
    ).filter(({ byParts }) => byParts)

  it('PARTIAL by parts shares a demand with something held', () => {
    inEveryWorld(({ world, chosen: held }, rows) =>
      raised(world, held, rows).filter(
        ({ verdict, control }) =>
          verdict === 'PARTIAL' && KINDS.every((kind) => shared(world, kind, control, held) === 0),
      ),
    )
  })

  it('what demands a part of which something is certain is PARTIAL at least, but for what is stated to have no counterpart', () => {
    inEveryWorld(({ world, chosen: held }, rows) => {
      const known = [...rows]
      for (const row of raised(world, held, rows)) known[row.control] = row
      const isCertain = ({ verdict }: CoverageRow) => verdict === 'FULL' || verdict === 'PARTIAL'
      const frameworkOf = (control: number) => world.controls[control]!.framework
      return known.filter(({ control, verdict }) => {
        // Coverage is asked of other frameworks than those held.
        if (held.some((one) => frameworkOf(one) === frameworkOf(control))) return false
        const parts = withParts(world.graph, [control]).map((part) => rows[part]!)
        return parts.some(isCertain) && (verdict === 'UNKNOWN' || verdict === 'POSSIBLE')
      })
    })
  })

  it('NONE shares nothing with anything held', () => {
    inEveryWorld(({ world, chosen: held }, rows) =>
      rows.filter(
        ({ verdict, control }) =>
          verdict === 'NONE' && KINDS.some((kind) => shared(world, kind, control, held) !== 0),
      ),
    )
  })

  it('there is no CONTRADICTION', () => {
    inEveryWorld((_, rows) => rows.filter(({ verdict }) => verdict === 'CONTRADICTION'))
  })

  it('what is held is FULL', () => {
    inEveryWorld(({ chosen: held }, rows) =>
      rows.filter(({ verdict, control }) => held.includes(control) && verdict !== 'FULL'),
    )
  })

  const RANK: Readonly<Record<Verdict, number>> = {
    NONE: 0,
    UNKNOWN: 0,
    POSSIBLE: 1,
    PARTIAL: 2,
    FULL: 3,
    CONTRADICTION: -1,
  }

  it('no verdict falls when more is held', () => {
    inEveryWorld(({ world, chosen, more }, rows) => {
      const then = judge(world, [...chosen, ...more])
      return rows.filter(({ verdict }, control) => RANK[verdict] > RANK[then[control]!.verdict])
    })
  })

  it('no verdict falls when a framework more is held as a whole', () => {
    inEveryWorld(({ world, chosen, more: [one = 0] }, rows) => {
      const then = judge(world, [...chosen, ...controlsIn(world, one % world.frameworks)])
      return rows.filter(({ verdict }, control) => RANK[verdict] > RANK[then[control]!.verdict])
    })
  })
})

describe('sovereignty', patient, () => {
  const denied = fc.record({ control: fc.nat(999), frameworks: fc.uniqueArray(fc.nat(3), { minLength: 1 }) })

  it('what is stated to have no counterpart stays at NONE, and so do its parts, by whatever chain of mappings, true or not', () => {
    const unraised = fc.property(scenes(), denied, ({ world }, { control: any, frameworks }) => {
      const control = any % world.controls.length
      const others = frameworks.filter(
        (f) => f < world.frameworks && f !== world.controls[control]!.framework,
      )
      if (others.length === 0) return
      const stated = others.map((framework) => ({ control, framework }))
      const told = restate(world, world.mappings, [...world.unmapped, ...stated])
      const held = others.flatMap((framework) => controlsIn(world, framework))
      // A mapping that says otherwise is reported as what it is: a contradiction between two authors.
      const rows = judge(told, held)
      for (const part of withParts(told.graph, [control]))
        expect(['NONE', 'CONTRADICTION']).toContain(rows[part]!.verdict)
    })
    fc.assert(unraised, runs())
  })
})

describe('counts', patient, () => {
  it('add up, and the interval lies between nothing and all', () => {
    inEveryWorld((_, rows) => {
      const { TOTAL, ...counts } = countVerdicts(rows)
      const { low, high } = interval({ TOTAL, ...counts })
      expect(Object.values(counts).reduce((a, b) => a + b)).toBe(TOTAL)
      expect(TOTAL).toBe(rows.length)
      expect([low, high, 1]).toEqual([low, high, 1].toSorted((a, b) => a - b))
      expect(Math.round(high * TOTAL)).toBe(counts.FULL + counts.PARTIAL + counts.POSSIBLE)
      return []
    })
  })
})

// Evidence in random worlds: what its posture says is true, adding evidence lowers nothing, and expiry raises nothing
// (semantics §6, §7).

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plusDays } from '../../src/domain/calendar.ts'
import { counting, type Evidence, freshness, type Moment } from '../../src/domain/evidence.ts'
import type { EvidenceType } from '../../src/domain/evidence-type.ts'
import { expiringBy, falls } from '../../src/domain/expiry.ts'
import { type Facts, factsAt, factsIn, join } from '../../src/domain/facts.ts'
import { type Goal, plan } from '../../src/domain/plan.ts'
import { type Posture, type PostureRow, posture, RANK, restsOn } from '../../src/domain/posture.ts'
import { reuse } from '../../src/domain/reuse.ts'
import { isRaised, whatIf } from '../../src/domain/whatif.ts'
import { type EvidenceScene, evidenceScenes, moments, someDay } from '../support/evidence-worlds.ts'
import { patient, runs } from '../support/worlds.ts'
import { demandsOf, KINDS, type World } from './world.ts'

const judge = (
  { world, snapshot }: EvidenceScene,
  evidence: readonly Evidence[],
  moment: Moment,
): Posture[] => {
  const facts = factsAt(world.graph, evidence, moment)
  return Array.from({ length: world.frameworks }, (_, f) => posture(snapshot, f, facts))
}

const ranks = (postures: readonly Posture[]) =>
  postures.flatMap(({ rows }) => rows.map((r) => RANK[r.verdict]))

/** `faults` lists the rows of which the claim is false. */
const everyRow = (
  faults: (world: World, row: PostureRow, posture: Posture, scene: EvidenceScene) => boolean,
) =>
  fc.assert(
    fc.property(evidenceScenes, moments, (scene, moment) => {
      const postures = judge(scene, [...scene.evidence, ...scene.more], moment)
      const wrong = postures.flatMap((p) => p.rows.filter((row) => faults(scene.world, row, p, scene)))
      expect(wrong.map(({ control, verdict }) => ({ control, verdict }))).toEqual([])
    }),
    runs(),
  )

const demands = (world: World, kind: number, ...controls: number[]) => demandsOf(world, kind, controls)

describe('A posture is true', patient, () => {
  it('FULL: what is proven demands all of it', () => {
    everyRow((world, { verdict, control, kind }, { facts }) => {
      return (
        verdict === 'FULL' && (demands(world, kind, control) & ~demands(world, kind, ...facts.proven)) !== 0
      )
    })
  })

  it('PARTIAL: something proven shares a demand, or it demands all of something supported, whichever part that is', () => {
    everyRow((world, { verdict, control }, { facts }) => {
      if (verdict !== 'PARTIAL') return false
      return !KINDS.some((kind) => {
        const all = demands(world, kind, control)
        const whole = (s: number) => (demands(world, kind, s) & ~all) === 0
        return (all & demands(world, kind, ...facts.proven)) !== 0 || facts.supported.some(whole)
      })
    })
  })

  it('NONE: nothing that is proven or supported in another framework shares anything', () => {
    everyRow((world, { verdict, control }, { of, facts }) => {
      const named = [...facts.proven, ...facts.supported].filter((c) => world.controls[c]!.framework !== of)
      const shared = (k: number) => demands(world, k, control) & demands(world, k, ...named)
      return verdict === 'NONE' && KINDS.some((k) => shared(k) !== 0)
    })
  })

  it('FULL and PARTIAL name what they rest on, and without it they would not be', () => {
    everyRow((_world, row, p, { snapshot }) => {
      if (RANK[row.verdict] < RANK.PARTIAL) return false
      const on = restsOn(snapshot, p, row)
      const only = (controls: readonly number[]) => controls.filter((c) => on.includes(c))
      const alone = posture(snapshot, p.of, {
        proven: only(p.facts.proven),
        supported: only(p.facts.supported),
      })
      return on.length === 0 || RANK[alone.verdictOf.get(row.control)!] < RANK[row.verdict]
    })
  })

  it('has no CONTRADICTION', () => {
    everyRow((_world, { verdict }) => verdict === 'CONTRADICTION')
  })
})

describe('Evidence', patient, () => {
  it('that is added lowers no verdict', () => {
    fc.assert(
      fc.property(evidenceScenes, moments, (scene, moment) => {
        const before = ranks(judge(scene, scene.evidence, moment))
        const after = ranks(judge(scene, [...scene.evidence, ...scene.more], moment))
        expect(before.filter((rank, i) => rank > after[i]!)).toEqual([])
      }),
      runs(),
    )
  })

  it('that expires raises no verdict, and what falls is told, day by day', () => {
    fc.assert(
      fc.property(evidenceScenes, moments, someDay, (scene, moment, later) => {
        const { world, snapshot, evidence } = scene
        const [asOf, end] = [moment.asOf, later].sort() as [string, string]
        const then = (day: string) => ({ ...moment, asOf: day })
        const before = ranks(judge(scene, evidence, then(asOf)))
        const after = ranks(judge(scene, evidence, then(end)))
        expect(before.filter((rank, i) => rank < after[i]!)).toEqual([])
        if (before.every((rank, i) => rank === after[i])) return
        const days = [...expiringBy(evidence, then(asOf), 60).keys()].filter((day) => day < end)
        const fallen = days.flatMap((day) =>
          Array.from({ length: world.frameworks }, (_, of) => {
            const on = (d: string) => factsAt(world.graph, evidence, then(d))
            return falls(snapshot, of, on(day), on(plusDays(day, 1)))
          }).flat(),
        )
        const distance = fallen.reduce((sum, { from, to }) => sum + RANK[from] - RANK[to], 0)
        expect(distance).toBe(before.reduce((sum, rank, i) => sum + rank - after[i]!, 0))
      }),
      runs(),
    )
  })

  it('that is expired, of another scope or not accepted supports nothing', () => {
    fc.assert(
      fc.property(evidenceScenes, moments, (scene, moment) => {
        const valid = counting(scene.evidence, moment)
        for (const piece of valid) {
          expect(piece.status).toBe('ACCEPTED')
          expect(freshness(piece, moment.asOf)).not.toBe('EXPIRED')
        }
        const seen = judge(scene, scene.evidence, moment)
        const only = judge(scene, valid, { ...moment, scope: null, anyScope: true })
        expect(seen.map((p) => [...p.verdictOf])).toEqual(only.map((p) => [...p.verdictOf]))
      }),
      runs(),
    )
  })
})

const frameworksOf = ({ graph }: World, { proven, supported }: Facts) =>
  new Set([...proven, ...supported].map((control) => graph.frameworkOf[control]!))
const isSubset = (some: ReadonlySet<number>, all: ReadonlySet<number>) => [...some].every((x) => all.has(x))

describe('Reuse', patient, () => {
  it('tells exactly what a piece raises, by an unbroken way to something it shows', () => {
    fc.assert(
      fc.property(evidenceScenes, ({ world, snapshot, evidence, more }) => {
        const without = factsIn(world.graph, evidence)
        const piece = factsIn(world.graph, more)
        const named = new Set([...piece.proven, ...piece.supported])
        for (let of = 0; of < world.frameworks; of++) {
          const told = reuse(snapshot, [of], without, piece)
          const changes = whatIf(snapshot, of, without, join(without, piece)).changes.filter(isRaised)
          const raised = told.map(({ control, from, to }) => ({ control, from, to }))
          // Only a framework that nothing named before brings sets into play on which other evidence raises more.
          if (isSubset(frameworksOf(world, piece), frameworksOf(world, without)))
            expect(raised).toEqual(changes)
          else expect(changes).toEqual(expect.arrayContaining(raised))
          for (const { control, path } of told) {
            expect(named).toContain(path.at(-1)?.to ?? control)
            for (const [i, step] of path.entries()) expect(step.from).toBe(path[i - 1]?.to ?? control)
          }
        }
      }),
      runs(),
    )
  })
})

describe('A plan', patient, () => {
  const goals = (world: World): Goal[] =>
    Array.from({ length: world.frameworks }, (_, framework) => ({ framework, weight: framework + 1 }))

  it('takes what gains most at every step, tells what it gains, and stops when nothing does', () => {
    fc.assert(
      fc.property(evidenceScenes, (scene) => {
        const { world, snapshot, evidence, more } = scene
        const types = [...more, ...evidence].map(
          ({ claims }, index) => ({ index, slug: `t${index}`, links: claims }) as unknown as EvidenceType,
        )
        const shows = (type: EvidenceType) => factsIn(world.graph, [{ claims: type.links, certificates: [] }])
        const gain = (held: Posture[], then: Posture[]) => {
          const sums = { full: 0, partial: 0 }
          for (const [f, p] of then.entries())
            for (const { control, verdict } of p.rows) {
              const had = RANK[held[f]!.verdictOf.get(control)!]
              if (verdict === 'FULL' && had < RANK.FULL) sums.full += f + 1
              if (verdict === 'PARTIAL' && had < RANK.PARTIAL) sums.partial += f + 1
            }
          return sums
        }
        const all = (facts: Parameters<typeof posture>[2]) =>
          goals(world).map(({ framework }) => posture(snapshot, framework, facts))
        let held = factsIn(world.graph, [])
        const score = ({ full, partial }: { full: number; partial: number }) => full * 1000 + partial
        const best = () => Math.max(0, ...types.map((t) => score(gain(all(held), all(join(held, shows(t)))))))
        for (const { type, full, partial, gains } of plan(snapshot, goals(world), held, types)) {
          const then = join(held, shows(type))
          expect({ full, partial }).toEqual(gain(all(held), all(then)))
          expect(score({ full, partial })).toBe(best())
          expect(gains.reduce((sum, g) => sum + g.newlyFull.length * (g.framework + 1), 0)).toBe(full)
          held = then
        }
        expect(best()).toBe(0)
      }),
      { numRuns: Math.ceil(runs().numRuns / 4) },
    )
  })
})

// Evidence on the dataset of the package: nothing but evidence of SecNumCloud itself reaches its sovereignty criteria, and
// a certificate says what coverage by its framework says.

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import { facts, factsIn, join, NO_FACTS } from '../../src/domain/facts.ts'
import { violations } from '../../src/domain/finding.ts'
import { controlsOf } from '../../src/domain/graph.ts'
import { plan } from '../../src/domain/plan.ts'
import { posture, RANK } from '../../src/domain/posture.ts'
import { reuse } from '../../src/domain/reuse.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { isRaised, whatIf } from '../../src/domain/whatif.ts'
import { frameworkAt, indexOf, realSnapshot } from '../support/real.ts'

const SNC = 'secnumcloud-3.2'
let snapshot: Snapshot
let snc = -1
beforeAll(() => {
  snapshot = realSnapshot()
  snc = frameworkAt(SNC)
}, 120_000)

const certificate = (slug: string) =>
  factsIn(snapshot.graph, [{ claims: [], certificates: [{ framework: frameworkAt(slug), except: [] }] }])

const sovereignty = () =>
  snapshot.controls.filter((c) => c.framework === snc && /^19\.6\b/.test(c.ref) && c.kind === 'CONTROL')

describe('Sovereignty (19.6)', { timeout: 120_000 }, () => {
  const raised = (held: ReturnType<typeof facts>) => {
    const { rows, verdictOf } = posture(snapshot, snc, held)
    expect(rows).toHaveLength(278)
    return sovereignty()
      .filter((c) => RANK[verdictOf.get(c.index)!] > RANK.NONE)
      .map((c) => c.ref)
  }
  const others = () => snapshot.controls.filter((c) => c.framework !== snc).map((c) => c.index)

  it('is raised by no evidence of any other framework, each alone or all together, proving or supporting', () => {
    expect(sovereignty()).toHaveLength(6)
    expect(raised(facts(others(), []))).toEqual([])
    expect(raised(facts([], others()))).toEqual([])
    for (const { index } of snapshot.frameworks.filter((f) => f.index !== snc)) {
      const its = others().filter((c) => snapshot.controls[c]!.framework === index)
      expect(raised(facts(its, []))).toEqual([])
      expect(raised(facts([], its))).toEqual([])
    }
  })

  it('stays NONE, said outright, under certificates of the frameworks we judged', () => {
    for (const slug of ['iso-27001-2022', 'soc2-tsc-2017', 'csa-ccm-4.0.13']) {
      const { verdictOf } = posture(snapshot, snc, certificate(slug))
      expect(sovereignty().map((c) => verdictOf.get(c.index))).toEqual(Array(6).fill('NONE'))
    }
  })

  it('is raised by its own evidence', () => {
    expect(raised(facts([indexOf(`${SNC}/19.6.a`)], [indexOf(`${SNC}/19.6.b`)]))).toEqual([
      '19.6.a',
      '19.6.b',
    ])
  })
})

describe('A certificate', { timeout: 120_000 }, () => {
  it.each(['iso-27001-2022', 'soc2-tsc-2017', 'csa-ccm-4.0.13', 'iso-27017-2015', 'iso-27701-2019'])(
    'of %s gives the verdicts of coverage by it',
    (slug) => {
      const covered = assess(snapshot, snc, [frameworkAt(slug)], null)
      const held = posture(snapshot, snc, certificate(slug))
      const met = covered.rows.filter((row) => row.verdict !== 'UNKNOWN')
      expect(met.length).toBeGreaterThan(50)
      expect(met.map((row) => [row.control, held.verdictOf.get(row.control)])).toEqual(
        met.map((row) => [row.control, row.verdict]),
      )
    },
  )
})

describe('Evidence added to evidence', { timeout: 120_000 }, () => {
  it('lowers no verdict of any framework', () => {
    const some = fc.uniqueArray(fc.nat(snapshot.controls.length - 1), { maxLength: 60, size: 'max' })
    fc.assert(
      fc.property(some, some, some, fc.nat(snapshot.frameworks.length - 1), (a, b, c, of) => {
        const { changes } = whatIf(snapshot, of, facts(a, b), join(facts(a, b), facts(c, a)))
        expect(changes.filter((change) => !isRaised(change) && RANK[change.from] > 0)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('lowers none where it brings two published sets together that contradict each other', () => {
    const of = frameworkAt('iso-27002-2022')
    const [held, more] = [
      facts([indexOf('iso-27001-2022/5')], []),
      facts([indexOf('csa-ccm-4.0.13/SEF')], []),
    ]
    const event = indexOf('iso-27002-2022/5.25')
    const before = facts(held.proven, [indexOf(`${SNC}/5`)])
    const { before: now, after, changes } = whatIf(snapshot, of, before, join(before, more))
    expect(now.verdictOf.get(event)).toBe('POSSIBLE')
    expect(after.verdictOf.get(event)).toBe('PARTIAL')
    expect(changes.every(isRaised)).toBe(true)
  })
})

describe('The plan for SecNumCloud', { timeout: 120_000 }, () => {
  it('begins with what gains most, weighs frameworks, and says what becomes FULL and PARTIAL', () => {
    const goals = [{ framework: snc, weight: 1 }]
    const [first] = plan(snapshot, goals, NO_FACTS)
    const proves = snapshot.evidenceTypes.map(
      ({ links }) =>
        links.filter((l) => l.role === 'PROVES' && snapshot.controls[l.control]!.framework === snc).length,
    )
    expect(first!.full).toBeGreaterThanOrEqual(Math.max(...proves))
    expect(first!.gains[0]!.newlyFull).toHaveLength(first!.full)
    const [heavy] = plan(snapshot, [{ framework: snc, weight: 10 }], NO_FACTS)
    expect(heavy!.full).toBe(10 * first!.full)
  })

  it('never asks again for what a certificate shows', () => {
    const iso = frameworkAt('iso-27001-2022')
    const [step] = plan(snapshot, [{ framework: iso, weight: 1 }], certificate('iso-27001-2022'))
    expect(step).toBeUndefined()
  })
})

describe('One piece of evidence', { timeout: 120_000 }, () => {
  it('recorded against an ISO control raises criteria of SecNumCloud, with what is left to prove', () => {
    const told = reuse(snapshot, [snc], NO_FACTS, facts([indexOf('iso-27001-2022/A.5.18')], []))
    const review = told.find(({ control }) => control === indexOf(`${SNC}/9.4.a`))!
    expect(review).toMatchObject({ from: 'UNKNOWN', to: 'PARTIAL' })
    expect(review.path.map((step) => step.to)).toEqual([indexOf('iso-27001-2022/A.5.18')])
    expect(review.residual[0]!.en).toMatch(/year/)
  })

  it('raises nothing that its way does not lead to: looking everywhere finds the same', () => {
    const { controls, graph, frameworks } = snapshot
    const all = frameworks.map(({ index }) => index)
    const some = (most: number) => fc.uniqueArray(fc.nat(controls.length - 1), { maxLength: most })
    // Something of every framework, so that none brings sets into play that were not.
    const first = all.map((framework) => controlsOf(graph, framework)[0]!)
    fc.assert(
      fc.property(some(300), some(300), some(6), some(4), (proven, supported, proves, supports) => {
        const without = facts([...first, ...proven], supported)
        const piece = facts(proves, supports)
        const found = reuse(snapshot, all, without, piece).map(({ control, from, to }) => ({
          control,
          from,
          to,
        }))
        const everywhere = all.flatMap((of) => whatIf(snapshot, of, without, join(without, piece)).changes)
        expect(found).toEqual(everywhere.filter(isRaised))
      }),
      { numRuns: 5 },
    )
  })
})

describe('A finding', { timeout: 120_000 }, () => {
  it('violates the criteria that demand all of what failed, and nothing else', () => {
    const failed = indexOf('iso-27001-2022/A.5.18')
    const told = violations(snapshot, failed, [snc])
    for (const { control, path } of told) {
      expect(control.framework).toBe(snc)
      expect(path[0]!.from.index).toBe(failed)
      expect(path.at(-1)!.to).toBe(control)
    }
    expect(violations(snapshot, indexOf(`${SNC}/9.4.a`), [snc]).map(({ control }) => control.ref)).toContain(
      '9.4',
    )
  })
})

// The engine against the plain one on the real data: the same verdict for every control, the same derived links.

import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadDataset } from '../../src/dataset/load.ts'
import { assess } from '../../src/domain/assessment.ts'
import { heldBy } from '../../src/domain/coverage.ts'
import { derivedLinks, isMetByTarget } from '../../src/domain/derived.ts'
import { controlsOf } from '../../src/domain/graph.ts'
import { RATIONALE_KINDS } from '../../src/domain/mapping.ts'
import { buildSnapshot, graphControls, requireFramework } from '../../src/domain/snapshot.ts'
import { read } from '../domain/reference-algebra.ts'
import { ReferenceEngine } from '../support/reference-engine.ts'

const { dataset } = loadDataset(fileURLToPath(new URL('../../seeds', import.meta.url)))
const { rows: given } = dataset
const snapshot = buildSnapshot(given, new Date(0))
const reference = new ReferenceEngine({
  controls: graphControls(given),
  mappings: given.mappings.map((m) => ({ ...m, kind: RATIONALE_KINDS.indexOf(m.rationaleKind) })),
  unmapped: given.unmapped,
})

const SIX = [
  'iso-27001-2022',
  'iso-27017-2015',
  'iso-27018-2019',
  'iso-27701-2019',
  'soc2-tsc-2017',
  'csa-ccm-4.0.13',
]

describe('The engine and the plain one give the same verdicts', { timeout: 120_000 }, () => {
  it.each([
    ...SIX.map((by) => ['secnumcloud-3.2', [by]] as const),
    ['secnumcloud-3.2', SIX] as const,
    ['secnumcloud-3.2', ['csa-ccm-4.1.0']] as const,
    ['csa-ccm-4.0.13', ['iso-27001-2022']] as const,
    ['soc2-tsc-2017', ['csa-ccm-4.0.13', 'secnumcloud-3.2']] as const,
    // Published sets that contradict ours, and each other.
    ['secnumcloud-3.2', ['iso-27001-2022', 'iso-27002-2022']] as const,
    ['iso-27001-2022', ['secnumcloud-3.2', 'csa-ccm-4.0.13']] as const,
    ['csa-ccm-4.1.0', ['iso-27002-2022', 'iso-27018-2019']] as const,
  ])('for %s by %s', (of, by) => {
    const [subject, ...held] = [of, ...by].map((slug) => requireFramework(snapshot, slug).index)
    const { rows, active, kinds, maxHops } = assess(snapshot, subject!, held, null)
    const question = { held: heldBy(snapshot.graph, held), active, kinds, maxHops }
    const subjects = rows.map((row) => row.control)
    expect(rows.map((row) => row.verdict)).toEqual(reference.verdicts(question, subjects))
  })
})

describe('The engine and the plain one derive the same links', { timeout: 120_000 }, () => {
  it.each([
    ['soc2-tsc-2017', 'csa-ccm-4.0.13', 3],
    ['soc2-tsc-2017', 'csa-ccm-4.1.0', 3],
    ['secnumcloud-3.2', 'csa-ccm-4.1.0', 2],
    ['iso-27701-2025', 'secnumcloud-3.2', 3],
    ['iso-27002-2013', 'iso-27001-2022', 2],
  ] as const)('from %s to %s, within %i hops', (fromSlug, toSlug, maxHops) => {
    const [from, to] = [requireFramework(snapshot, fromSlug), requireFramework(snapshot, toSlug)]
    const found = [...derivedLinks(snapshot, { from, to, sets: null, maxHops, candidates: true })]
    const { active } = found[0]!.options
    const kinds = [...new Set(found.map(({ options }) => options.kind))]
    const key = (source: number, target: number, kind: number) => `${source} ${target} ${kind}`
    const expected = new Map<string, string>()
    for (const kind of kinds)
      for (const source of controlsOf(snapshot.graph, from.index))
        for (const [target, known] of reference.derived({ active, kind, maxHops }, source))
          if (snapshot.controls[target]!.framework === to.index)
            expected.set(key(source, target, kind), known)
    expect(
      new Map(
        found.map(({ source, target, options, mask }) => [key(source, target, options.kind), read(mask)]),
      ),
    ).toEqual(expected)
    for (const link of found.filter((_, i) => i % 29 === 0)) {
      const met = reference.met({ active, kind: link.options.kind }, [link.target])
      expect(isMetByTarget(snapshot, link)).toBe(met.has(link.source))
    }
    expect(found.length).toBeGreaterThan(20)
  })
})

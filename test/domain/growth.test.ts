// The engine's work grows no faster than the mappings and the results: counted, since times depend on the machine. How the
// times grow is told by the benchmark.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import type { Csr } from '../../src/domain/csr.ts'
import { derivedLinks } from '../../src/domain/derived.ts'
import type { Graph } from '../../src/domain/graph.ts'
import { buildSnapshot, requireFramework, type Snapshot } from '../../src/domain/snapshot.ts'
import { scaled } from '../bench/engine/world.ts'
import { realSnapshot } from '../support/real.ts'

/** The graph, and how many numbers were read of what grows with the mappings. */
function counted(graph: Graph) {
  let reads = 0
  const list = <T extends Uint8Array | Uint16Array | Int32Array>(numbers: T): T =>
    new Proxy(numbers, {
      get(target, key) {
        if (typeof key === 'string' && /^\d/.test(key)) reads++
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const lists = ({ start, list: values }: Csr): Csr => ({ start: list(start), list: list(values) })
  const counting: Graph = {
    ...graph,
    edges: lists(graph.edges),
    runs: lists(graph.runs),
    runMask: list(graph.runMask),
    runFramework: list(graph.runFramework),
    rulesOf: lists(graph.rulesOf),
    sources: lists(graph.sources),
    targets: lists(graph.targets),
    asSource: lists(graph.asSource),
    unmapped: lists(graph.unmapped),
  }
  return { graph: counting, reads: () => reads }
}

const coverage = (snapshot: Snapshot): number => {
  const [of, ...by] = ['secnumcloud-3.2', 'iso-27001-2022', 'soc2-tsc-2017', 'csa-ccm-4.0.13'].map(
    (slug) => requireFramework(snapshot, slug).index,
  )
  return assess(snapshot, of!, by, null).rows.reduce((sum, { overlaps }) => sum + 1 + overlaps.length, 0)
}
const links =
  (from: string, to: string, maxHops: number, candidates: boolean) =>
  (snapshot: Snapshot): number =>
    derivedLinks(snapshot, {
      from: requireFramework(snapshot, from),
      to: requireFramework(snapshot, to),
      ...{ sets: null, maxHops, candidates },
    }).length

const worlds = [3, 9].map((scale) => buildSnapshot(scaled(realSnapshot(), scale), new Date(0)))
/** Of larger data more are results, which cost more than mappings that lead nowhere. */
const TOLERANCE = 1.25

describe('The numbers looked at for each mapping and result are not more in larger data', {
  timeout: 60_000,
}, () => {
  it.each([
    ['coverage', coverage],
    ['links within two hops', links('secnumcloud-3.2', 'csa-ccm-4.1.0', 2, false)],
    ['candidates within two hops', links('soc2-tsc-2017', 'csa-ccm-4.0.13', 2, true)],
    ['links within three hops', links('soc2-tsc-2017', 'csa-ccm-4.1.0', 3, false)],
  ])('%s', (_what, ask) => {
    const [small, large] = worlds.map((snapshot) => {
      const { graph, reads } = counted(snapshot.graph)
      const results = ask({ ...snapshot, graph })
      return reads() / (snapshot.mappings.length + results)
    })
    expect(small).toBeGreaterThan(0)
    expect(large).toBeLessThan(TOLERANCE * small!)
  })
})

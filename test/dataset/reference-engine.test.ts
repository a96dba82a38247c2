// The engine against the plain one on the real data: the same verdict for every control.

import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadDataset } from '../../src/dataset/load.ts'
import { assess } from '../../src/domain/assessment.ts'
import { heldBy } from '../../src/domain/coverage.ts'
import { RATIONALE_KINDS } from '../../src/domain/mapping.ts'
import { buildSnapshot, graphControls, requireFramework } from '../../src/domain/snapshot.ts'
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
  ])('for %s by %s', (of, by) => {
    const [subject, ...held] = [of, ...by].map((slug) => requireFramework(snapshot, slug).index)
    const { rows, active, kinds, maxHops } = assess(snapshot, subject!, held, null)
    const question = { held: heldBy(snapshot.graph, held), active, kinds, maxHops }
    const subjects = rows.map((row) => row.control)
    expect(rows.map((row) => row.verdict)).toEqual(reference.verdicts(question, subjects))
  })
})

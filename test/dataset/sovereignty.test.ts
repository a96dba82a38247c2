// The sovereignty invariant on the real data (semantics §7.4): nothing that is not SecNumCloud raises chapter 19.6,
// directly or through any chain, alone, in pairs or all together.

import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadDataset } from '../../src/dataset/load.ts'
import { assess } from '../../src/domain/assessment.ts'
import type { Verdict } from '../../src/domain/coverage.ts'
import { itemVerdicts } from '../../src/domain/report.ts'
import { curatedSets } from '../../src/domain/sets.ts'
import { buildSnapshot, requireFramework } from '../../src/domain/snapshot.ts'

const { dataset } = loadDataset(fileURLToPath(new URL('../../seeds', import.meta.url)))
const snapshot = buildSnapshot(dataset.rows, new Date(0))
const secnumcloud = requireFramework(snapshot, 'secnumcloud-3.2').index
const others = snapshot.frameworks.filter((f) => f.index !== secnumcloud).map((f) => f.index)
const CHAPTER = /^19\.6\./
const NOT_RAISED: readonly Verdict[] = ['NONE', 'UNKNOWN']

/** Refs of 19.6, items included, that somebody who meets `by` would have something of. */
function raised(by: readonly number[]): string[] {
  const assessment = assess(snapshot, secnumcloud, by, null)
  const criteria = assessment.rows.filter((row) => CHAPTER.test(snapshot.controls[row.control]!.ref))
  expect(criteria).toHaveLength(6)
  return criteria
    .flatMap((row) => [
      { control: snapshot.controls[row.control]!, verdict: row.verdict },
      ...itemVerdicts(snapshot, assessment, row),
    ])
    .filter(({ verdict }) => !NOT_RAISED.includes(verdict))
    .map(({ control, verdict }) => `${control.ref} ${verdict}`)
}

describe('Chapter 19.6, protection from extra-European law,', () => {
  it.each(others.map((f) => [snapshot.frameworks[f]!.slug, f] as const))(
    'is not raised by %s',
    (_slug, f) => {
      expect(raised([f])).toEqual([])
    },
  )

  it('is not raised by any two frameworks together', () => {
    for (const a of others) for (const b of others) if (a < b) expect(raised([a, b])).toEqual([])
  })

  it('is not raised by all frameworks together', () => {
    expect(raised(others)).toEqual([])
  })

  it('is stated to have no counterpart, with a reason, in every framework that a curated set compares', () => {
    const compared = snapshot.sets.filter(
      (set) => curatedSets(snapshot)[set.index] && set.from === secnumcloud,
    )
    const chapter = snapshot.controls.filter(
      (c) => c.framework === secnumcloud && /^19\.6\.[a-f]$/.test(c.ref),
    )
    for (const set of compared)
      for (const control of chapter) {
        const stated = snapshot.unmapped.find((u) => u.set === set.index && u.control === control.index)
        expect(stated?.reason.en, `${control.ref} in ${set.slug}`).toMatch(/\w+ \w+ \w+/)
        expect(stated?.reason.fr, `${control.ref} in ${set.slug}`).toMatch(/\p{L}+ \p{L}+ \p{L}+/u)
      }
    expect(compared.length).toBe(6)
  })
})

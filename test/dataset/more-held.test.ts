// Who holds more never has less of it, on the real data and with the sets that are chosen by default: what is certain stays
// certain, or is told to be contradicted. For given sets that is `coverage.property.test.ts`.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import type { Verdict } from '../../src/domain/coverage.ts'
import { realSnapshot } from '../support/real.ts'

const snapshot = realSnapshot()
const CERTAIN: readonly Verdict[] = ['PARTIAL', 'FULL', 'CONTRADICTION']
const frameworks = snapshot.frameworks.map(({ index }) => index)
const verdictsBy = (of: number, ...by: number[]) => assess(snapshot, of, by, null).verdictOf

/** The controls of `of` of which one framework alone shows more than it does together with another. */
function lowered(of: number, alone: number, other: number): string[] {
  const together = verdictsBy(of, alone, other)
  return [...verdictsBy(of, alone)]
    .filter(([control, verdict]) => CERTAIN.indexOf(together.get(control)!) < CERTAIN.indexOf(verdict))
    .map(([control, verdict]) => `${snapshot.controls[control]!.id}: ${verdict}, ${together.get(control)}`)
}

describe('Another framework held', { timeout: 120_000 }, () => {
  it.each(snapshot.frameworks.map(({ slug, index }) => [slug, index] as const))(
    'lowers no verdict of %s',
    (_slug, of) => {
      const others = frameworks.filter((framework) => framework !== of)
      for (const alone of others)
        for (const other of others) if (alone !== other) expect(lowered(of, alone, other)).toEqual([])
    },
  )
})

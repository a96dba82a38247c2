// What a new version of a piece of evidence takes from the old one.

import { expect, it } from 'vitest'
import type { Evidence } from '../../src/domain/evidence.ts'
import { complete, renewed } from '../../src/domain/evidence-fields.ts'
import { realSnapshot } from '../support/real.ts'

const given = { title: 'Access review', collectedAt: '2025-12-31', effectiveFrom: '2025-01-01' }
const before = complete(given, realSnapshot(), '2025-12-31' as Evidence['collectedAt'])

const fieldsOf = (patch: object) => {
  const { collectedAt, effectiveFrom } = renewed(before, patch, realSnapshot())
  return { collectedAt, effectiveFrom }
}

it('A new version of another day speaks from that day on, unless it says from when', () => {
  expect(fieldsOf({ collectedAt: '2026-12-31' })).toEqual({ collectedAt: '2026-12-31', effectiveFrom: null })
  expect(fieldsOf({ collectedAt: '2026-12-31', effectiveFrom: '2026-01-01' })).toEqual({
    collectedAt: '2026-12-31',
    effectiveFrom: '2026-01-01',
  })
})

it('A new version of the same day speaks of the same time', () => {
  expect(fieldsOf({ title: 'Access review, corrected' })).toEqual({
    collectedAt: '2025-12-31',
    effectiveFrom: '2025-01-01',
  })
})

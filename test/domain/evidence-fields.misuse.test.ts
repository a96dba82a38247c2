// Fields of evidence that cannot be: refused by name, whoever sends them, an API, a register or a program.

import { expect, it } from 'vitest'
import { checked } from '../../src/domain/evidence-fields.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'

const catalogue = { evidenceTypeBySlug: new Map() } as unknown as Snapshot

it.each([
  ['collectedAt', '', 'a date'],
  ['validUntil', '', 'a date'],
  ['validUntil', '2026-02-30', 'a date'],
  ['title', '  ', 'a text'],
  ['type', '', 'of the catalogue'],
  ['type', 'unheard-of', 'of the catalogue'],
  ['sha256', '', '64 hexadecimal digits'],
  ['size', 1.5, 'a whole number of bytes'],
])('%s is not %j', (name, value, expected) => {
  expect(() => checked({ [name]: value }, catalogue)).toThrow(
    new RegExp(`${name} must be ${expected}.*, but got: `),
  )
})

it('null empties a field, and what is left out says nothing', () => {
  expect(checked({ validUntil: null, owner: 'somebody' }, catalogue)).toEqual({
    validUntil: null,
    owner: 'somebody',
  })
})

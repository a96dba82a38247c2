// The small encoders: UUIDs that never change, JSON in pieces, YAML that another reader understands.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { batched } from '../../src/exchange/chunks.ts'
import { json } from '../../src/exchange/json.ts'
import { uuidOf } from '../../src/exchange/uuid.ts'
import { yaml } from '../../src/exchange/yaml.ts'

describe('A UUID', () => {
  it('is of version 5 and follows from its key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (key) => {
        expect(uuidOf(key)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(uuidOf(key)).toBe(uuidOf(key))
      }),
    )
    expect(uuidOf('a')).not.toBe(uuidOf('b'))
  })

  it('stays what it was when it was first given out', () => {
    expect(uuidOf('catalog-resource:secnumcloud-3.2')).toBe('94a27453-b50b-5325-b64c-a7e48efcf8ed')
  })
})

describe('JSON in pieces', () => {
  it('is the JSON of the whole', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (value, list) => {
        const streamed = [
          ...json({ value, list: list.values(), inner: [{ list: list.values() }], none: undefined }),
        ]
        expect(JSON.parse(streamed.join(''))).toEqual(
          JSON.parse(JSON.stringify({ value, list, inner: [{ list }] })),
        )
      }),
    )
  })
})

describe('YAML', () => {
  const scalar = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null))
  const key = fc
    .stringMatching(/^[a-z_]{1,8}$/)
    .filter((k) => !['y', 'n', 'yes', 'no', 'on', 'off', 'null', 'true', 'false'].includes(k))
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
      fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    ),
  }))

  it.each(['1.1', '1.2'] as const)('is read back by a reader of %s', (version) => {
    fc.assert(
      fc.property(value, (written) => {
        const text = [...yaml(written as Parameters<typeof yaml>[0])].join('')
        expect(parse(text, { version })).toEqual(written)
      }),
    )
  })
})

it('Chunks are large, and lose nothing', () => {
  const pieces = Array.from({ length: 50_000 }, (_, i) => `${i},`)
  const chunks = [...batched(pieces)]
  expect(chunks.join('')).toBe(pieces.join(''))
  expect(chunks.length).toBeLessThan(10)
})

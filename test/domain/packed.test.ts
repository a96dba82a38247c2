// What was packed reads as what was given: texts in every script and of every length, mappings and statements field by
// field, rows by their id.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { places } from '../../src/domain/column.ts'
import { byId, hashOf, positionsOf } from '../../src/domain/id-index.ts'
import { CONFIDENCES, type Mapping, type MappingSet, RATIONALE_KINDS } from '../../src/domain/mapping.ts'
import { mappingPacker, packed } from '../../src/domain/mapping-packer.ts'
import { idHashesOf, statementsOf } from '../../src/domain/packed-mapping.ts'
import { COMPACT, TextPages } from '../../src/domain/packed-text.ts'
import { packedUnmapped } from '../../src/domain/packed-unmapped.ts'
import { sliceOf } from '../../src/domain/slice.ts'
import type { LocalizedText } from '../../src/domain/text.ts'
import { heldBytes } from '../support/memory.ts'
import { plainMapping, plainUnmapped } from '../support/rows.ts'

/** Some take one byte a letter in memory, some two. */
const short = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'é', 'l’œuvre', '🜨'))
/** Some are longer than a page. */
const string = fc.oneof(
  short,
  fc.nat(70_000).map((length) => '’'.repeat(length)),
)
const textOf = (part: fc.Arbitrary<string>): fc.Arbitrary<LocalizedText | null> =>
  fc.option(fc.record({ en: part, fr: part }, { requiredKeys: [] }))
const text = textOf(string)
const shortText = textOf(short)

describe('Packed texts', () => {
  it('are read as they were added', () => {
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const pages = new TextPages()
        const places = texts.map((each) => pages.add(each))
        pages.close()
        expect(places.map((place) => pages.text(place))).toEqual(texts)
      }),
    )
  })

  it('are read alike, however they came: as strings, or as pieces of a row', () => {
    const sent = (part: string | undefined) =>
      Buffer.from(part === undefined ? '-' : `${Buffer.byteLength(part)}:${part}`)
    fc.assert(
      fc.property(fc.array(text), fc.nat(9), (texts, before) => {
        const pages = new TextPages()
        const places = texts.map((each) => {
          const bytes = Buffer.concat([Buffer.alloc(before), sent(each?.en), sent(each?.fr)])
          return pages.add(each && { bytes, from: before, to: bytes.length })
        })
        pages.close()
        expect(places.map((place) => pages.text(place))).toEqual(texts)
      }),
    )
  })

  it('are read as they were added where most pages are compressed, in any order', () => {
    const pages = new TextPages(1)
    const texts = Array.from({ length: 40_000 }, (_, i) => ({
      en: `${i} of many`,
      fr: `${i} parmi d’autres`,
    }))
    texts[7] = { en: '’'.repeat(70_000), fr: '' }
    const places = texts.map((each) => pages.add(each))
    pages.close()
    expect(places.at(-1)).toBeGreaterThan(18 * 65_536)
    fc.assert(
      fc.property(fc.array(fc.nat(texts.length - 1)), (asked) => {
        for (const i of [...asked, 7]) expect(pages.text(places[i]!)).toEqual(texts[i])
      }),
    )
  })

  it('take a third of their bytes where they are many', () => {
    const plain = new TextPages()
    const compressed = new TextPages(COMPACT)
    const text = (i: number) => ({
      en: `What ${i} of the many is about`,
      fr: `De quoi ${i} d’entre eux parle`,
    })
    const fill = (pages: TextPages) => {
      const before = heldBytes()
      for (let i = 0; i < 300_000; i++) pages.add(text(i))
      pages.close()
      return heldBytes() - before
    }
    expect(fill(compressed)).toBeLessThan(fill(plain) / 2)
    expect(compressed.text(1)).toEqual(plain.text(1))
  })

  it('fill one page after the other', () => {
    const pages = new TextPages()
    const texts = Array.from({ length: 5000 }, (_, i) => ({ en: `${i} of many`, fr: `${i} parmi d’autres` }))
    const places = texts.map((each) => pages.add(each))
    pages.close()
    expect(places.at(-1)).toBeGreaterThan(2 * 65_536)
    expect(places.map((place) => pages.text(place))).toEqual(texts)
  })
})

it('Names are read as they were added, among texts and of every length', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(string, text)), (added) => {
      const pages = new TextPages()
      const places = added.map((each) =>
        typeof each === 'string' ? pages.addName(sliceOf(each)) : pages.add(each),
      )
      pages.close()
      const read = places.map((at, i) => (typeof added[i] === 'string' ? pages.name(at) : pages.text(at)))
      expect(read).toEqual(added)
    }),
  )
})

it('A column holds the numbers that were added, in order, and no more', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff_ffff), { maxLength: 2000, size: 'max' }), (numbers) => {
      const column = places()
      for (const number of numbers) column.add(number)
      expect(column.length).toBe(numbers.length)
      const closed = column.close()
      expect(Array.from(closed)).toEqual(numbers)
      expect(closed.buffer.byteLength).toBe(4 * numbers.length)
    }),
  )
})

const SETS = ['one', 'one:two', 'three'].map((slug, index) => ({ index, slug }) as MappingSet)
const ends = fc.array(fc.nat(1000), { maxLength: 4 })

/** Ids begin with the slug of their set, or with anything else. */
const mapping: fc.Arbitrary<Omit<Mapping, 'index'>> = fc
  .tuple(ends, ends, fc.nat(SETS.length - 1), fc.string(), fc.boolean())
  .chain(([sources, targets, set, rest, isUsual]) =>
    fc.record({
      id: fc.constant(isUsual ? `${SETS[set]!.slug}:${rest}` : `other/${rest}`),
      set: fc.constant(set),
      sources: fc.constant(sources),
      targets: fc.constant(targets),
      mask: fc.nat(31),
      sameWording: fc.boolean(),
      rationaleKind: fc.constantFrom(...RATIONALE_KINDS),
      shares: fc.tuple(...targets.map(() => shortText)),
      rationale: shortText,
      residual: shortText,
      surplus: text,
      strength: fc.option(fc.integer({ min: 1, max: 10 })),
      confidence: fc.option(fc.constantFrom(...CONFIDENCES)),
    }),
  )

const indexed = (rows: readonly Omit<Mapping, 'index'>[]): Mapping[] =>
  rows.map((row, index) => ({ ...row, index }))

describe('Packed mappings', () => {
  it('are read as they were given', () => {
    fc.assert(
      fc.property(fc.array(mapping), (rows) => {
        expect(packed(indexed(rows), SETS).map(plainMapping)).toEqual(indexed(rows))
      }),
    )
  })

  it('stay where they are when others come after them, which follow in their places', () => {
    fc.assert(
      fc.property(fc.array(mapping), fc.array(mapping), (first, then) => {
        const before = packed(indexed(first), SETS)
        const both = packed([...before, ...indexed([...first, ...then]).slice(first.length)], SETS)
        expect(both.slice(0, first.length).every((row, i) => row === before[i])).toBe(true)
        expect(both.map(plainMapping)).toEqual(indexed([...first, ...then]))
      }),
    )
  })

  it('give the graph their own columns, or columns of all where they were packed apart', () => {
    fc.assert(
      fc.property(fc.array(mapping, { minLength: 1 }), fc.nat(), (rows, cut) => {
        const whole = statementsOf(packed(indexed(rows), SETS))
        const first = packed(indexed(rows).slice(0, cut % rows.length), SETS)
        const packer = mappingPacker(SETS, { first: first.length })
        for (const row of rows.slice(first.length)) packer.add(row)
        expect(statementsOf([...first, ...packer.close()])).toEqual(whole)
        expect(statementsOf(indexed(rows))).toEqual(whole)
        expect(Array.from(whole.maskOf)).toEqual(rows.map(({ mask }) => mask))
      }),
    )
  })

  it('have the hashes of their ids, though these are not kept whole', () => {
    fc.assert(
      fc.property(fc.array(mapping), (rows) => {
        const all = packed(indexed(rows), SETS)
        expect([...idHashesOf(all)]).toEqual(all.map(({ id }) => hashOf(Buffer.from(id))))
      }),
    )
  })
})

it('Packed statements of no counterpart are read as they were given', () => {
  const said = fc.record({
    set: fc.nat(9),
    control: fc.nat(),
    framework: fc.nat(9),
    reason: text.map((reason) => reason ?? {}),
  })
  fc.assert(
    fc.property(fc.array(said), (rows) => {
      const once = packedUnmapped(rows)
      expect(packedUnmapped(once).map(plainUnmapped)).toEqual(rows)
    }),
  )
})

describe('Positions of ids', () => {
  it('are found by their bytes, many at once, and nothing else is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' })), fc.array(fc.string()), (ids, others) => {
        const asked = [...others, ...ids, ...ids.toReversed()]
        const positions = positionsOf(ids)(asked.map(sliceOf))
        expect([...positions]).toEqual(asked.map((id) => ids.indexOf(id)))
      }),
    )
  })

  it('are found where hashes collide', () => {
    // Two ids of one hash, and many that share its end.
    expect(hashOf(Buffer.from('costarring'))).toBe(hashOf(Buffer.from('liquid')))
    const ids = ['costarring', 'liquid', ...Array.from({ length: 200 }, (_, i) => `${i}`)]
    expect([...positionsOf(ids)(ids.map(sliceOf))]).toEqual([...ids.keys()])
    expect([...positionsOf(['liquid'])([sliceOf('costarring')])]).toEqual([-1])
  })
})

describe('Rows by their id', () => {
  it('are found, and nothing else is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.string(), (ids, other) => {
        const rows = ids.map((id) => ({ id }))
        const index = byId(rows)
        expect(ids.map((id) => index.get(id))).toEqual(rows)
        expect(index.get(other)).toBe(rows.find(({ id }) => id === other))
      }),
    )
  })
})

// Names of a file are looked up, never guessed: what leads nowhere is told with its place, and what rests on it is left
// out.

import { describe, expect, it } from 'vitest'
import { resolveImport } from '../../src/domain/import-resolution.ts'
import {
  type Imported,
  type ImportedControl,
  type ImportedEnd,
  type ImportedFramework,
  type ImportedMapping,
  type ImportedSet,
  placeText,
  slugFrom,
} from '../../src/domain/imported.ts'
import { OVERLAP, SUB } from '../../src/domain/relation.ts'
import { smallSnapshot } from './small-snapshot.ts'

const known = smallSnapshot({ snc: ['9.4', '9.4 > 9.4.a'], iso: ['A.5', 'A.5 > A.5.18'] }, [])
const at = (line: number) => ({ path: null, line })
const ends = (...ids: string[]): ImportedEnd[] => ids.map((id) => ({ framework: 0, ids: [id] }))

function mapping(sources: ImportedEnd[], targets: ImportedEnd[], line = 1): ImportedMapping {
  return {
    sources,
    targets,
    mask: SUB,
    sameWording: false,
    rationaleKind: 'SEMANTIC',
    shares: targets.map((_, i) => ({ en: `share ${i}` })),
    rationale: null,
    residual: null,
    surplus: null,
    strength: null,
    confidence: null,
    place: at(line),
  }
}

function set(from: string, to: string, mappings: ImportedMapping[]): ImportedSet {
  return {
    slug: 'theirs',
    title: { en: 'Theirs' },
    publisher: null,
    date: null,
    terms: null,
    remarks: null,
    url: null,
    method: 'HUMAN',
    status: 'COMPLETE',
    rationaleKind: 'SEMANTIC',
    from: [from],
    to: [[to]],
    mappings,
    unmapped: [],
    place: at(1),
  }
}

function own(ref: string, alias: string): ImportedFramework {
  const control = {
    ref,
    aliases: [{ scheme: 'oscal', value: alias }],
    official: { en: 'The text.' },
    place: at(9),
  }
  return {
    slug: 'own',
    names: ['urn:own'],
    controls: [control as unknown as ImportedControl],
  } as unknown as ImportedFramework
}

const file = (sets: ImportedSet[], frameworks: ImportedFramework[] = []): Imported => ({
  frameworks,
  sets,
  problems: [],
})
const told = (imported: Imported, sameAs = {}) =>
  resolveImport(imported, known, sameAs).problems.map(
    ({ place, message }) => `${placeText(place)}: ${message}`,
  )

describe('An end of a mapping', () => {
  it.each([
    ['9.4.a', 'as printed'],
    ['9.4 a)', 'as people write it'],
  ])('is found by its ref: %s, %s', (id) => {
    const { sets, problems } = resolveImport(
      file([set('snc', 'iso', [mapping(ends(id), ends('A.5.18'))])]),
      known,
    )
    expect(problems).toEqual([])
    expect(sets[0]!.mappings[0]).toMatchObject({
      sources: [{ framework: 'snc', ref: '9.4.a' }],
      targets: [{ framework: 'iso', ref: 'A.5.18' }],
    })
  })

  it('is found by the alias that the file gives it', () => {
    const { sets } = resolveImport(
      file([set('urn:own', 'iso', [mapping(ends('ac-2_smt'), ends('A.5.18'))])], [own('AC-2', 'AC-2_smt')]),
      known,
    )
    expect(sets[0]!.mappings[0]!.sources).toEqual([{ framework: 'own', ref: 'AC-2' }])
  })

  it('is not found by resemblance: the map is refused whole, the others stay', () => {
    const sets = [
      set('snc', 'iso', [
        mapping(ends('9.4.a'), ends('A.5.18', 'A.5.19'), 4),
        mapping(ends('5.18'), ends('A.5'), 5),
        mapping(ends('9.4'), ends('A.5'), 6),
      ]),
    ]
    expect(told(file(sets))).toEqual([
      'line 4: an id must be of a control of iso, but got: A.5.19',
      'line 5: an id must be of a control of snc, but got: 5.18',
    ])
    expect(resolveImport(file(sets), known).sets[0]!.mappings.map((m) => m.place.line)).toEqual([6])
  })

  it('named twice counts once, with what it shares', () => {
    const sets = [set('snc', 'iso', [mapping(ends('9.4.a'), ends('A.5.18', 'a5.18', 'A.5'))])]
    expect(resolveImport(file(sets), known).sets[0]!.mappings[0]).toMatchObject({
      targets: [{ ref: 'A.5.18' }, { ref: 'A.5' }],
      shares: [{ en: 'share 0' }, { en: 'share 2' }],
    })
  })

  it('keeps what its author left open', () => {
    const open = { ...mapping(ends('9.4.a'), ends('A.5.18')), mask: OVERLAP }
    expect(resolveImport(file([set('snc', 'iso', [open])]), known).sets[0]!.mappings[0]!.mask).toBe(OVERLAP)
  })
})

describe('A framework', () => {
  it('that is nowhere is refused with its set, and the nearest known are told', () => {
    expect(told(file([set('snc', 'isso', [])]))).toEqual([
      'line 1: a framework must be in the file, be known, or be said to be a known one, but got: isso; known are iso, snc',
    ])
  })

  it('may be said to be a known one, by any of its names', () => {
    const sets = [set('urn:theirs:iso', 'snc', [mapping(ends('A.5'), ends('9.4'))])]
    const { sets: found } = resolveImport(file(sets), known, { 'URN:theirs:ISO': 'iso' })
    expect(found[0]).toMatchObject({ from: 'iso', to: ['snc'] })
    expect(told(file(sets), { 'urn:theirs:iso': 'iso-9' })[0]).toContain('but got: iso-9')
  })

  it('of the file goes before a known one of the same name', () => {
    const twin = { ...own('B.1', 'b1'), slug: 'iso' }
    const sets = [set('snc', 'iso', [mapping(ends('9.4'), ends('B.1'))])]
    expect(told(file(sets, [twin]))).toEqual([])
  })

  it('cannot be on both sides', () => {
    expect(told(file([set('iso', 'iso', [])]))[0]).toContain('must join two frameworks')
  })

  it('said to be a known one is not made, and lends its texts to the known controls', () => {
    const { frameworks, texts } = resolveImport(file([], [own('A.5.18', 'x')]), known, { own: 'iso' })
    expect(frameworks).toEqual([])
    expect(texts).toEqual([
      { control: { framework: 'iso', ref: 'A.5.18' }, text: { en: 'The text.' }, place: at(9) },
    ])
  })
})

describe('A slug', () => {
  it.each([
    ['Référentiel  Été 2.0', 'referentiel-ete-2.0'],
    ['../../etc/passwd', 'etc-passwd'],
    ['***', 'imported'],
    ['x'.repeat(200), 'x'.repeat(80)],
  ])('is made of what a file calls a thing: %s', (name, slug) => {
    expect(slugFrom(name)).toBe(slug)
  })
})

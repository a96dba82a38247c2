// OSCAL: every framework and mapping set of the real dataset is valid, says what the dataset says, and nothing more.

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { relationOfMapping } from '../../src/domain/mapping.ts'
import { INT, OVERLAP, SUP } from '../../src/domain/relation.ts'
import { oscalCatalog } from '../../src/exchange/oscal-catalog.ts'
import { oscalDerived } from '../../src/exchange/oscal-derived.ts'
import { oscalMappings } from '../../src/exchange/oscal-mapping.ts'
import { controlId } from '../../src/exchange/oscal-words.ts'
import { expectSoundMapping, expectValid, idsIn, type Json, objectsIn } from './oscal-rules.ts'
import { anotherSnapshot, snapshot, stating, text } from './real.ts'

const catalog = (slug: string) => text(oscalCatalog(snapshot, snapshot.frameworkBySlug.get(slug)!))
const ids = new Map(
  snapshot.frameworks.map(({ slug }) => [
    `/export/oscal/catalog/${slug}.json`,
    idsIn(JSON.parse(catalog(slug))),
  ]),
)
const idsOf = (href: string) => ids.get(href) ?? new Set<string>()

interface Collection {
  readonly provenance: { readonly props: readonly Json[] }
  readonly mappings: readonly { readonly maps: readonly Json[]; readonly [key: string]: unknown }[]
  readonly 'back-matter': Json
}
const parsed = (chunks: Iterable<string>) =>
  JSON.parse(text(chunks)) as { readonly 'mapping-collection': Collection }

const statedBy = (set: number) => snapshot.mappings.filter((mapping) => mapping.set === set)
const hasRelation = (set: { readonly index: number }) =>
  statedBy(set.index).some((m) => relationOfMapping(m) !== null)
const told = snapshot.sets.filter(hasRelation)

describe('An OSCAL catalog', () => {
  it.each(snapshot.frameworks.map((f) => f.slug))('of %s is valid and has every control once', (slug) => {
    expectValid('catalog', JSON.parse(catalog(slug)))
    const framework = snapshot.frameworkBySlug.get(slug)!
    const controls = snapshot.controls.filter((control) => control.framework === framework.index)
    const found = ids.get(`/export/oscal/catalog/${slug}.json`)!
    expect(controls.filter((control) => !found.has(controlId(snapshot, control)))).toEqual([])
  })

  it('keeps the order of the document where it mixes groups and controls', () => {
    const labels = [...objectsIn(JSON.parse(catalog('secnumcloud-3.2')))].flatMap(([under, object]) =>
      ['groups', 'controls', 'parts'].includes(under)
        ? ((object.props ?? []) as Json[]).filter((p) => p.name === 'label').map((p) => p.value)
        : [],
    )
    const { index } = snapshot.frameworkBySlug.get('secnumcloud-3.2')!
    expect(labels).toEqual(snapshot.controls.filter((c) => c.framework === index).map((c) => c.ref))
  })
})

describe('An OSCAL mapping collection', () => {
  it.each(told.map((set) => set.slug))('of %s is valid and sound', (slug) => {
    const document = parsed(oscalMappings(snapshot, [snapshot.setBySlug.get(slug)!]))
    expectValid('mapping', document)
    expectSoundMapping(document, idsOf)
  })

  it.each(told.map((set) => set.slug))(
    'of %s has each relation that is stated, and lists the rest',
    (slug) => {
      const set = snapshot.setBySlug.get(slug)!
      const { mappings, provenance } = parsed(oscalMappings(snapshot, [set]))['mapping-collection']
      const stated = statedBy(set.index)
      const tokens = stated.flatMap((m) => relationOfMapping(m)?.toLowerCase() ?? [])
      const written = mappings.flatMap((m) => m.maps.map((map) => String(map.relationship)))
      const canonical = (token: string) => token.replace(/[-_](to|of|with)$/, '').replaceAll('_', '-')
      expect(written.map(canonical)).toEqual(tokens.map(canonical))
      const left = provenance.props.filter((p) => p.name === 'statement-without-a-relationship')
      expect(left).toHaveLength(stated.length - tokens.length)
      expect(provenance.props[0]).toMatchObject({ value: String(left.length) })
    },
  )

  it('has unmapped with a reason as gaps, and the undecided nowhere', () => {
    const full = snapshot.setBySlug.get('secnumcloud-3.2--iso-27001-2022--curated')!
    const [gone, undecided] = statedBy(full.index)
    const thinner = {
      ...snapshot,
      mappings: snapshot.mappings.filter((m) => m !== gone && m !== undecided),
    }
    const [mapping] = parsed(oscalMappings(thinner, [full]))['mapping-collection'].mappings
    const gaps = (mapping!['source-gap-summary'] as { 'unmapped-controls': [{ 'with-ids': string[] }] })[
      'unmapped-controls'
    ][0]['with-ids']
    const reasons = snapshot.unmapped.filter((u) => u.set === full.index)
    expect(gaps).toEqual(reasons.map((u) => controlId(snapshot, snapshot.controls[u.control]!)))
    const whole = JSON.stringify(mapping)
    const id = controlId(snapshot, snapshot.controls[gone!.sources[0]!]!)
    expect(whole).not.toContain(`"${id}"`)
    expect(whole).not.toContain('no-relationship')
  })

  it('makes no map of a statement that leaves several relations', () => {
    const set = snapshot.setBySlug.get('secnumcloud-3.2--iso-27001-2022--curated')!
    const more = stating(set, { mask: OVERLAP }, { mask: SUP | INT }, { mask: SUP })
    const before = parsed(oscalMappings(snapshot, [set]))['mapping-collection']
    const after = parsed(oscalMappings(more, [set]))['mapping-collection']
    expect(after.mappings[0]!.maps).toHaveLength(before.mappings[0]!.maps.length + 1)
    const statements = after.provenance.props.filter(({ name }) => /^statements?-without/.test(String(name)))
    expect(statements.map((p) => p.class)).toEqual([
      set.slug,
      'equivalent-to.superset-of.subset-of.intersects-with',
      'superset-of.intersects-with',
    ])
  })

  it('is refused for a set that never states one relation', () => {
    const others = snapshot.sets.filter((set) => !hasRelation(set))
    expect(others.length).toBeGreaterThan(0)
    for (const set of others)
      expect(() => oscalMappings(snapshot, [set])).toThrow(
        expect.objectContaining({ code: 'NOT_EXPRESSIBLE' }),
      )
  })

  it('of all sets in one document is valid and sound', () => {
    const document = parsed(oscalMappings(snapshot, snapshot.sets))
    expectValid('mapping', document)
    expectSoundMapping(document, idsOf)
  })

  it('names the catalogs by the hash of their export', () => {
    const document = parsed(oscalMappings(snapshot, [snapshot.sets[0]!]))
    const hashes = [...objectsIn(document['mapping-collection']['back-matter'])].flatMap(([, o]) =>
      o.algorithm === 'SHA-256' ? [o.value] : [],
    )
    const { from, to } = snapshot.sets[0]!
    const sha = (index: number) =>
      createHash('sha256').update(catalog(snapshot.frameworks[index]!.slug)).digest('hex')
    expect(hashes).toEqual([from, ...to].map(sha))
  })
})

describe('Derived links', () => {
  const ends = {
    from: snapshot.frameworkBySlug.get('secnumcloud-3.2')!,
    to: snapshot.frameworkBySlug.get('iso-27002-2022')!,
  }

  it('are a draft made by automation, valid and sound', () => {
    const document = parsed(oscalDerived(snapshot, { ...ends, sets: null, maxHops: 3 }))
    expectValid('mapping', document)
    expectSoundMapping(document, idsOf)
    const { mappings, provenance } = document['mapping-collection']
    expect(provenance).toMatchObject({ method: 'automation', status: 'draft' })
    expect(mappings).toHaveLength(1)
    expect(mappings[0]).toMatchObject({ method: 'automation', status: 'draft' })
  })

  it('are refused where none leaves one relation', () => {
    const [from, to] = ['iso-27018-2025', 'soc2-tsc-2017'].map((slug) => snapshot.frameworkBySlug.get(slug)!)
    expect(() => oscalDerived(snapshot, { from: from!, to: to!, sets: null, maxHops: 3 })).toThrow(
      expect.objectContaining({ code: 'NOT_EXPRESSIBLE' }),
    )
  })
})

it('OSCAL is the same byte for byte whenever it is written', () => {
  const later = anotherSnapshot()
  expect(text(oscalMappings(later, later.sets))).toBe(text(oscalMappings(snapshot, snapshot.sets)))
  for (const framework of later.frameworks)
    expect(text(oscalCatalog(later, framework))).toBe(catalog(framework.slug))
})

// CISO Assistant libraries: what its loader demands (backend/library/utils.py and core/models.py of its repository).

import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ANY, DIS, EQ, INT, MEETS, MET_BY, OVERLAP, SUB, SUP } from '../../src/domain/relation.ts'
import { cisoFramework } from '../../src/exchange/ciso-framework.ts'
import { cisoMapping } from '../../src/exchange/ciso-mapping.ts'
import { relationshipOf } from '../../src/exchange/ciso-words.ts'
import { snapshot, text } from './real.ts'

const URN =
  /^urn:([a-zA-Z0-9_-]+):([a-zA-Z0-9_-]+):([a-zA-Z0-9_-]+)(?::([a-zA-Z0-9_-]+))?:([0-9A-Za-z[\]()\-._:]+)$/

interface Node {
  readonly urn: string
  readonly parent_urn?: string
  readonly ref_id: string
  readonly assessable: boolean
  readonly depth: number
}
interface Pair {
  readonly source_requirement_urn: string
  readonly target_requirement_urn: string
  readonly relationship: string
  readonly strength_of_relationship?: number
}
interface PairSet {
  readonly urn: string
  readonly name: string
  readonly source_framework_urn: string
  readonly target_framework_urn: string
  readonly requirement_mappings: readonly Pair[]
}
interface Library {
  readonly urn: string
  readonly version: number
  readonly dependencies?: readonly string[]
  readonly objects: {
    readonly framework?: {
      readonly urn: string
      readonly ref_id: string
      readonly requirement_nodes: readonly Node[]
    }
    readonly requirement_mapping_sets?: readonly PairSet[]
  }
}

const load = (chunks: Iterable<string>): Library => {
  const library = parse(text(chunks)) as Library
  for (const field of ['urn', 'name', 'version', 'objects', 'ref_id', 'locale'])
    expect(library).toHaveProperty(field)
  expect(library.urn).toMatch(URN)
  expect(Number.isInteger(library.version)).toBe(true)
  return library
}

const frameworks = new Map(snapshot.frameworks.map((f) => [f.slug, load(cisoFramework(snapshot, f))]))
const nodes = new Map(
  [...frameworks.values()].map(({ objects }) => [
    objects.framework!.urn,
    new Set(objects.framework!.requirement_nodes.map((node) => node.urn)),
  ]),
)

describe('A framework library', () => {
  it.each([...frameworks])('of %s has every control, each under one that came before', (slug, library) => {
    const { index } = snapshot.frameworkBySlug.get(slug)!
    const controls = snapshot.controls.filter((control) => control.framework === index)
    const { requirement_nodes } = library.objects.framework!
    expect(requirement_nodes.map((node) => node.ref_id)).toEqual(controls.map((control) => control.ref))
    expect(requirement_nodes.map((node) => node.assessable)).toEqual(
      controls.map((c) => c.kind === 'CONTROL'),
    )
    const seen = new Map<string, number>()
    for (const { urn, parent_urn, depth } of requirement_nodes) {
      expect(urn).toMatch(URN)
      expect(urn).toBe(urn.toLowerCase())
      expect(seen.has(urn)).toBe(false)
      expect(depth).toBe(parent_urn === undefined ? 1 : seen.get(parent_urn)! + 1)
      seen.set(urn, depth)
    }
  })
})

describe('A mapping library', () => {
  it.each(snapshot.sets.map((set) => set.slug))(
    'of %s relates nodes of the frameworks it depends on',
    (slug) => {
      const { dependencies, objects } = load(cisoMapping(snapshot, snapshot.setBySlug.get(slug)!))
      const known = [...frameworks.values()].filter((library) => dependencies!.includes(library.urn))
      expect(known).toHaveLength(dependencies!.length)
      const urns = known.map((library) => library.objects.framework!.urn)
      for (const set of objects.requirement_mapping_sets!) {
        expect(set.urn).toMatch(URN)
        expect(urns).toContain(set.source_framework_urn)
        expect(urns).toContain(set.target_framework_urn)
        expect(set.requirement_mappings.length).toBeGreaterThan(0)
        for (const pair of set.requirement_mappings) {
          expect(nodes.get(set.source_framework_urn)!.has(pair.source_requirement_urn)).toBe(true)
          expect(nodes.get(set.target_framework_urn)!.has(pair.target_requirement_urn)).toBe(true)
          expect(['equal', 'subset', 'superset', 'intersect', 'not_related']).toContain(pair.relationship)
        }
      }
    },
  )

  it('tells the same pairs forth and back', () => {
    const { objects } = load(cisoMapping(snapshot, snapshot.sets[0]!))
    const [forth, back] = objects.requirement_mapping_sets!
    const turned: Readonly<Record<string, string>> = { subset: 'superset', superset: 'subset' }
    expect(
      back!.requirement_mappings.map((p) => [
        p.target_requirement_urn,
        p.source_requirement_urn,
        p.relationship,
      ]),
    ).toEqual(
      forth!.requirement_mappings.map((p) => [
        p.source_requirement_urn,
        p.target_requirement_urn,
        turned[p.relationship] ?? p.relationship,
      ]),
    )
  })

  it.each([
    [EQ, 'equal'],
    [SUP, 'superset'],
    [MEETS, 'superset'],
    [SUB, 'subset'],
    [MET_BY, 'subset'],
    [INT, 'intersect'],
    [SUP | INT, 'intersect'],
    [OVERLAP, 'intersect'],
    [DIS, 'not_related'],
    [INT | DIS, null],
    [ANY, null],
    [0, null],
  ])('gives the mask %i no more effect than is certain: %s', (mask, relationship) => {
    expect(relationshipOf(mask)).toBe(relationship)
  })
})

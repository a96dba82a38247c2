// Checks OSCAL documents against NIST's schemas, and against what the schemas cannot state.

import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'

const TOKENS = ['equal-to', 'equivalent-to', 'subset-of', 'superset-of', 'intersects-with', 'no-relationship']

function compile(model: 'catalog' | 'mapping'): ValidateFunction {
  const ajv = new Ajv({ unicodeRegExp: true, strict: false, allErrors: true })
  addFormats.default(ajv)
  const file = new URL(`schemas/oscal_${model}_schema-1.2.1.json`, import.meta.url)
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')))
}

const validators = { catalog: compile('catalog'), mapping: compile('mapping') }

export type Json = { readonly [key: string]: unknown }

/** Every object in a document, with the key it stands under. */
export function* objectsIn(value: unknown, under = ''): Generator<readonly [under: string, object: Json]> {
  if (Array.isArray(value)) for (const element of value) yield* objectsIn(element, under)
  else if (typeof value === 'object' && value !== null) {
    yield [under, value as Json]
    for (const [key, inner] of Object.entries(value)) yield* objectsIn(inner, key)
  }
}

const valuesOf = (document: unknown, key: string) =>
  [...objectsIn(document)].flatMap(([, object]) => (typeof object[key] === 'string' ? [object[key]] : []))

export function expectValid(model: 'catalog' | 'mapping', document: unknown): void {
  const isValid = validators[model](document)
  expect(validators[model].errors ?? []).toEqual([])
  expect(isValid).toBe(true)
  const uuids = valuesOf(document, 'uuid')
  expect(uuids.length).toBe(new Set(uuids).size)
}

/** The ids that a catalog gives to groups, controls and parts; each once. */
export function idsIn(catalog: unknown): Set<string> {
  const ids = [...objectsIn(catalog)]
    .filter(([under]) => ['groups', 'controls', 'parts', 'params'].includes(under))
    .flatMap(([, { id }]) => (typeof id === 'string' ? [id] : []))
  expect(ids.length).toBe(new Set(ids).size)
  return new Set(ids)
}

export function expectSoundMapping(document: unknown, idsOf: (catalogHref: string) => Set<string>): void {
  const collection = (document as { 'mapping-collection': Json })['mapping-collection']
  const resources = new Map(
    [...objectsIn(collection['back-matter'])].flatMap(([, o]) =>
      o.rlinks ? [[o.uuid as string, (o.rlinks as { href: string }[])[0]!.href]] : [],
    ),
  )
  const idsBehind = (reference: unknown) =>
    idsOf(resources.get((reference as { href: string }).href.slice(1)) ?? 'no such resource')
  for (const mapping of collection.mappings as Json[]) {
    const ends = {
      sources: idsBehind(mapping['source-resource']),
      targets: idsBehind(mapping['target-resource']),
    }
    for (const map of mapping.maps as Json[]) {
      expect(TOKENS).toContain(map.relationship)
      for (const side of ['sources', 'targets'] as const)
        for (const item of map[side] as Json[]) expect(ends[side]).toContain(item['id-ref'])
    }
    for (const [, { 'with-ids': ids }] of objectsIn(mapping['source-gap-summary']))
      for (const id of (ids ?? []) as string[]) expect(ends.sources).toContain(id)
  }
  for (const [, { percentage, category }] of objectsIn(collection)) {
    if (percentage !== undefined) expect(percentage).toSatisfy((p: number) => p >= 0 && p <= 1)
    if (percentage !== undefined) expect(category).toBeUndefined()
  }
}

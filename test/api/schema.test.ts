// The schema as clients see it: printed and checked in, described throughout, and with every name they were promised.

import { readFileSync, writeFileSync } from 'node:fs'
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/api/schema.ts'
import { CONTRACT, ENUMS } from '../support/contract.ts'

const FILE = new URL('../../src/api/schema.graphql', import.meta.url)

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
)

/** Everything of the schema that can carry a description, as `Type.field(argument)`. */
function* documented(): Generator<{ name: string; description?: string | null }> {
  for (const type of types) {
    yield type
    if (isEnumType(type))
      for (const value of type.getValues()) yield { ...value, name: `${type.name}.${value.name}` }
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        yield { ...field, name: `${type.name}.${field.name}` }
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        yield { ...field, name: `${type.name}.${field.name}` }
        for (const arg of field.args) yield { ...arg, name: `${type.name}.${field.name}(${arg.name})` }
      }
  }
}

describe('The schema', () => {
  it('is printed in src/api/schema.graphql (`npm run schema`, or UPDATE_SCHEMA=1, prints it again)', () => {
    const printed = `${printSchema(lexicographicSortSchema(schema)).trimEnd()}\n`
    if (process.env.UPDATE_SCHEMA) writeFileSync(FILE, printed)
    expect(readFileSync(FILE, 'utf8')).toBe(printed)
  })

  it('describes every type, field, argument, input field and enum value', () => {
    const silent = [...documented()].filter(({ description }) => !description?.trim())
    expect(silent.map(({ name }) => name)).toEqual([])
  })

  it('has every name that clients were promised, with its arguments', () => {
    const missing = CONTRACT.filter((promise) => {
      const [, typeName, fieldName, args] = /^(\w+)\.(\w+)(?:\((.*)\))?$/.exec(promise)!
      const type = schema.getType(typeName!)
      const field = isObjectType(type) ? type.getFields()[fieldName!] : undefined
      return !field || !(args?.split(', ') ?? []).every((name) => field.args.some((arg) => arg.name === name))
    })
    expect(missing).toEqual([])
  })

  it.each(Object.entries(ENUMS))('has the enum %s with %s', (name, values) => {
    const type = schema.getType(name)
    const names = isEnumType(type) ? type.getValues().map((value) => value.name) : []
    expect(new Set(names)).toEqual(new Set(values.split(' ')))
  })

  it('gives Relay its interfaces: nodes have ids, connections have edges, page info and a total', () => {
    for (const name of ['Framework', 'Control', 'Mapping', 'MappingSet'])
      expect(schema.getImplementations(schema.getType('Node') as never).objects).toContain(
        schema.getType(name),
      )
    for (const type of types)
      if (isObjectType(type) && type.name.endsWith('Connection'))
        expect(Object.keys(type.getFields()).sort()).toEqual(['edges', 'pageInfo', 'totalCount'])
  })
})

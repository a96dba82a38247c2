// The schema as text, in an order that does not depend on the order of imports.

import { lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from './schema.ts'

export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`
}

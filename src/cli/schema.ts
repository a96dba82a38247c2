// Writes the schema as SDL: `src/api/schema.graphql` is checked in, and a test fails when it is stale.

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { printedSchema } from '../api/printed.ts'

export const SCHEMA_FILE = fileURLToPath(new URL('../api/schema.graphql', import.meta.url))

export function writeSchema(): void {
  writeFileSync(SCHEMA_FILE, printedSchema())
}

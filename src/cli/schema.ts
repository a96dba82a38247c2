// Writes the schema as SDL: `src/api/schema.graphql` is checked in, and a test fails when it is stale.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { printedSchema } from '../api/printed.ts'
import { ROOT } from '../root.ts'

export const SCHEMA_FILE = join(ROOT, 'src/api/schema.graphql')

export function writeSchema(): void {
  writeFileSync(SCHEMA_FILE, printedSchema())
}

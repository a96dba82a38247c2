// What the columns of organizations' tables have in common.

import { sql } from 'drizzle-orm'
import { check, type PgColumn, timestamp } from 'drizzle-orm/pg-core'

export const oneOf = (name: string, column: PgColumn, values: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`)

export const instant = (name: string) => timestamp(name, { withTimezone: true })

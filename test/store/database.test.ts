// Opening and migrating a database.

import { expect, it } from 'vitest'
import { migrate, pendingMigrations } from '../../src/store/database.ts'
import { openReference } from '../../src/store/reference.ts'
import { describeDatabases } from '../support/database.ts'

describeDatabases('A database', (open) => {
  it('lacks every migration when it is new, and none after migrating, however often', async () => {
    const database = await open('empty')
    expect(await pendingMigrations(database)).toBeGreaterThan(1)
    await migrate(database)
    expect(await pendingMigrations(database)).toBe(0)
    await migrate(database)
    expect(await pendingMigrations(database)).toBe(0)
  })

  it('has its structure from migrations and its content from seeding only', async () => {
    const { sql } = await open('migrated')
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`
    expect(tables.length).toBeGreaterThan(5)
    for (const { name } of tables) expect(await sql`select 1 from ${sql(name)} limit 1`).toHaveLength(0)
  })

  it('is refused by the server as long as it is not seeded, with the command that mends it', async () => {
    const options = { pollSeconds: 60, onError: () => {} }
    await expect(openReference(await open('migrated'), options)).rejects.toThrow('npm run seed')
  })
})

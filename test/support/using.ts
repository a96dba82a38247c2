// A database that is open for as long as something is done with it: what another process opens afterwards must be closed.

import { type Database, type DatabaseConfig, openDatabase } from '../../src/store/database.ts'

export async function using<T>(config: DatabaseConfig, run: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(config)
  try {
    return await run(database)
  } finally {
    await database.close()
  }
}

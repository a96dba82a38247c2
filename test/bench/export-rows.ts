// The dataset many times over in a database of PostgreSQL: as many mapping sets, mappings and statements of no counterpart,
// of the same frameworks, each with texts of its own.

import postgres from 'postgres'
import { seedFrom } from '../../src/cli/dataset.ts'
import { readConfig } from '../../src/config.ts'
import { migrate, openDatabase } from '../../src/store/database.ts'

/** Positions of a copy's sets come after those of the copy before. */
const SETS = 1000

/** The id of a mapping begins with the slug of its set. */
const idOfCopy = `m.set || '-' || n || substr(m.id, length(m.set) + 1)`

const STATEMENTS = [
  `insert into mapping_set
    select (jsonb_populate_record(s, jsonb_build_object('slug', s.slug || '-' || n, 'position', s.position + n * ${SETS}))).*
    from mapping_set s, generate_series(1, $1::int) n`,
  `insert into mapping
    select (jsonb_populate_record(m, jsonb_build_object('id', ${idOfCopy}, 'set', m.set || '-' || n))).*
    from mapping m, generate_series(1, $1::int) n`,
  `insert into mapping_end
    select ${idOfCopy}, e.side, e.control, e.position, e.shares
    from mapping_end e join mapping m on m.id = e.mapping join mapping_set s on s.slug = m.set and s.position < ${SETS},
      generate_series(1, $1::int) n`,
  `insert into unmapped
    select u.set || '-' || n, u.control, u.framework, u.reason from unmapped u, generate_series(1, $1::int) n`,
  `analyze`,
]

/** Fills an empty database; how many mappings it has then. */
export async function fill(url: string, times: number): Promise<number> {
  const database = await openDatabase({ databaseUrl: url, dataDir: '' })
  await migrate(database)
  await seedFrom(readConfig().seedsDir, database, () => {})
  await database.close()
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    for (const statement of STATEMENTS)
      await sql.unsafe(statement, statement.includes('$1') ? [times - 1] : [])
    const [row] = await sql<{ mappings: number }[]>`select count(*)::int mappings from mapping`
    return row!.mappings
  } finally {
    await sql.end()
  }
}

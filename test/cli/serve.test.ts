// `serve` on a PostgreSQL: it changes nothing there, and refuses, naming the command, what is not prepared.

import { describe, expect, it } from 'vitest'
import { freshDatabase, KINDS } from '../support/database.ts'
import { type Program, start } from '../support/program.ts'

const SLOW = { timeout: 120_000 }

describe.runIf(KINDS.includes('PostgreSQL'))('serve', SLOW, () => {
  const run = (command: readonly string[], url: string): Program => start(command, { DATABASE_URL: url })

  it.each([
    ['empty', /must be migrated .*npm run migrate/],
    ['migrated', /must be seeded .*npm run seed/],
  ] as const)('refuses a database that is %s', async (state, sentence) => {
    const { databaseUrl } = await freshDatabase('PostgreSQL', state)
    const program = run(['serve', '--port', '0'], databaseUrl!)
    expect(await program.ended).toBe(1)
    expect(program.output()).toMatch(sentence)
    expect(program.output()).not.toMatch(/\n\s+at /)
  })

  it('serves one that migrate and seed have prepared', async () => {
    const { databaseUrl } = await freshDatabase('PostgreSQL', 'empty')
    for (const command of ['migrate', 'seed']) expect(await run([command], databaseUrl!).ended).toBe(0)
    const program = run(['serve', '--port', '0'], databaseUrl!)
    const response = await fetch(`${await program.ready}/health/ready`)
    expect(response.status).toBe(200)
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
  })

  it('says so in a sentence when there is no database at that address', async () => {
    const program = run(['serve', '--port', '0'], 'postgres://nobody@127.0.0.1:1/nothing')
    expect(await program.ended).toBe(1)
    expect(program.output()).toMatch(/DATABASE_URL|127\.0\.0\.1:1/)
    expect(program.output()).not.toMatch(/\n\s+at /)
  })
})

// The first organization, its keys and its first admin, from the command line, as whoever installs the server makes them.

import { expect, it } from 'vitest'
import { actorByKey } from '../../src/store/api-key.ts'
import { openDatabase } from '../../src/store/database.ts'
import { freshDatabase } from '../support/database.ts'
import { start } from '../support/program.ts'

it('An organization is made, its keys made, listed and revoked, and somebody let in, from the command line', async () => {
  const config = await freshDatabase('embedded', 'migrated')
  const run = async (...args: string[]) => {
    const program = start(args, { DATA_DIR: config.dataDir })
    return { code: await program.ended, output: program.output() }
  }
  const actorOf = async (key: string) => {
    const database = await openDatabase(config)
    try {
      return await actorByKey(database, key)
    } finally {
      await database.close()
    }
  }
  expect(await run('org', 'create', 'acme', '--name', 'Acme')).toMatchObject({ code: 0 })
  expect(await run('org', 'create', 'acme', '--name', 'Acme')).toEqual({
    code: 1,
    output: 'the organization must be new, but got: "acme"\n',
  })
  const made = await run(
    'key',
    'create',
    '--org',
    'acme',
    '--name',
    'laptop',
    '--role',
    'admin',
    '--days',
    '30',
  )
  expect(made).toEqual({ code: 0, output: expect.stringMatching(/^xw_acme_[\w-]{43}\n$/) })
  const key = made.output.trim()
  expect(await actorOf(key)).toMatchObject({ organization: 'acme', subject: 'key:laptop', role: 'admin' })
  const listed = await run('key', 'list', '--org', 'acme')
  expect(listed.output).toMatch(/laptop\s+admin\s+xw_acme_/)
  expect(listed.output).not.toContain(key)
  expect(await run('key', 'revoke', '--org', 'acme', '--name', 'laptop')).toMatchObject({ code: 0 })
  expect(await actorOf(key)).toBeNull()
  for (const command of [['create', '--name', 'x'], ['list']])
    expect(await run('key', ...command, '--org', 'nobody')).toEqual({
      code: 1,
      output: 'the organization must exist, but got: "nobody"\n',
    })
  expect(await run('member', 'add', 'ann', '--org', 'acme', '--role', 'admin')).toEqual({
    code: 0,
    output: 'Added ann as admin.\n',
  })
  expect((await run('member', 'add', 'ann', '--org', 'acme')).output).toMatch(/must be new among the members/)
}, 120_000)

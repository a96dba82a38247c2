// A data file with a mistake stops seeding: the message says file, line and reason, and the database stays as it was.

import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { seedFrom } from '../../src/cli/dataset.ts'
import type { Database } from '../../src/store/database.ts'
import { currentRevision } from '../../src/store/seed.ts'
import { describeDatabases } from '../support/database.ts'
import { smallSeeds } from '../support/seeds.ts'

const FILE = 'published/hds-2.0-annex-1.yaml'

describeDatabases('A broken data file', (open) => {
  const seeds = smallSeeds()
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  beforeEach(() => {
    smallSeeds(seeds)
  })
  afterAll(() => rmSync(seeds, { recursive: true }))

  const state = async () => [
    await currentRevision(database),
    (await database.sql`select count(*)::int, max(id) from mapping`)[0],
  ]
  const failure = () => seedFrom(seeds, database, () => {}).catch((error: Error) => error.message)

  it.each([
    ['is not YAML', '  - { source: "5.2" targets }\n', /:\d+: \S/],
    ['lacks a field', '  - { source: "5.2" }\n', /targets/],
    ['misspells a field', '  - { source: "5.2", targets: ["A.5.1"], relatoin: EQUAL }\n', /relatoin/],
    [
      'has an unquoted ref, which YAML reads as a number',
      '  - { source: 5.10, targets: ["A.5.1"] }\n',
      /source.*string/,
    ],
    ['names a control that does not exist', '  - { source: "5;2.d", targets: ["A.5.1"] }\n', /5;2\.d/],
  ])('that %s', async (_case, mistake, reason) => {
    const before = await state()
    const line = readFileSync(join(seeds, FILE), 'utf8').split('\n').length
    appendFileSync(join(seeds, FILE), mistake)
    const message = await failure()
    expect(message).toContain(`${FILE}:${line}`)
    expect(message).toMatch(reason)
    expect(await state()).toEqual(before)
  })

  it('is told together with every other that is broken', async () => {
    appendFileSync(join(seeds, FILE), '  - { source: "5.2" }\n')
    writeFileSync(join(seeds, 'vocabulary.yaml'), 'nothing: right\n')
    const message = await failure()
    expect(message).toContain(FILE)
    expect(message).toContain('vocabulary.yaml')
  })
})

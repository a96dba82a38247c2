// `import --org`: a file becomes an organization's own, told line by line, with an exit code that scripts can go by.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ImportCommand } from '../../src/cli/import.ts'
import { runOwnImport } from '../../src/cli/import-own.ts'
import type { Database } from '../../src/store/database.ts'
import { officialTextsByControls } from '../../src/store/official-text.ts'
import { inTenant } from '../../src/store/tenant.ts'
import { describeDatabases } from '../support/database.ts'
import { ACME, createTenants, RIVAL } from '../support/tenants.ts'

const CONTROLS = 'Framework,Ref,Title (en)\nHouse,1,Doors\nHouse,2,Keys\n'
const MAPPINGS =
  'Mapping set,Source framework,Sources,Relation,Target framework,Targets\nhouse-iso,House,1,EQUIVALENT,iso-27001-2022,A.7.2\nhouse-iso,House,9,EQUIVALENT,iso-27001-2022,A.7.2\n'

describeDatabases('The command import --org', (open) => {
  let database: Database
  const folder = mkdtempSync(join(tmpdir(), 'import-own-'))
  beforeAll(async () => {
    database = await open('seeded')
    await createTenants(database)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const run = async (text: string, options: ImportCommand = {}, organization = ACME) => {
    const file = join(folder, 'house.csv')
    writeFileSync(file, text)
    const lines: string[] = []
    const code = await runOwnImport(database, organization, 'CSV', file, options, (line) => lines.push(line))
    return { code, lines }
  }
  const slugs = (organization: string) =>
    inTenant(database, organization, async (sql) =>
      (await sql<{ slug: string }[]>`select slug from own_framework`).map(({ slug }) => slug),
    )

  it('writes nothing in a dry run', async () => {
    expect(await run(CONTROLS, { dryRun: true })).toEqual({
      code: 0,
      lines: ['Framework acme:house: 2 controls.', 'Nothing was written: a dry run.'],
    })
    expect(await slugs(ACME)).toEqual([])
  })

  it('writes for that organization only', async () => {
    expect(await run(CONTROLS)).toEqual({ code: 0, lines: ['Framework acme:house: 2 controls.', 'Written.'] })
    expect([await slugs(ACME), await slugs(RIVAL)]).toEqual([['acme:house'], []])
  })

  it('tells what is refused and where, and writes the rest when told to', async () => {
    const refused = await run(MAPPINGS)
    expect(refused.code).toBe(1)
    expect(refused.lines.join('\n')).toMatch(
      /Refused: house\.csv, line 3.*9\n.*Nothing was written: 1 refusal/s,
    )
    const rest = await run(MAPPINGS, { takeRest: true })
    expect(rest.code).toBe(2)
    expect(rest.lines).toContain('Set acme:house-iso: 1 mapping, 0 controls without counterpart.')
  })

  it('takes official texts of public frameworks', async () => {
    const { code } = await run('Framework,Ref,Official text (en)\niso-27001-2022,A.5.1,Text\n', {
      officialTexts: true,
    })
    expect(code).toBe(0)
    const control = ['iso-27001-2022/A.5.1']
    expect([...(await officialTextsByControls(database, ACME, control))]).toEqual([
      { control: control[0], text: { en: 'Text' } },
    ])
    expect(await officialTextsByControls(database, RIVAL, control)).toHaveLength(0)
  })

  it('refuses an organization that is not there', async () => {
    await expect(run(CONTROLS, {}, 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

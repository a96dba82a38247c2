// The demonstration: every question about evidence answers something, from the day it is recorded.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordDemo } from '../../src/cli/demo.ts'
import { readConfig } from '../../src/config.ts'
import { readDemo } from '../../src/dataset/demo.ts'
import { DEMO_EXAMPLES } from '../../src/server/examples.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { openApp, type TestApp } from '../support/app.ts'
import { freshDatabase } from '../support/database.ts'
import { start } from '../support/program.ts'
import { realSnapshot } from '../support/real.ts'

const { seedsDir } = readConfig()
const demo = readDemo(seedsDir)

describe('The file of the demonstration', () => {
  const named = Object.values(demo.evidence).flatMap(({ controls, certifies }) => [
    ...Object.entries(controls).flatMap(([f, refs]) => Object.keys(refs).map((ref) => `${f}/${ref}`)),
    ...Object.entries(certifies).flatMap(([f, refs]) => refs.map((ref) => `${f}/${ref}`)),
  ])
  const judged = Object.entries(demo.verdicts).flatMap(([f, refs]) =>
    Object.keys(refs).map((ref) => `${f}/${ref}`),
  )
  const failed = Object.values(demo.findings).map(({ control }) => control)

  it('names controls, frameworks, types, scopes and pieces that there are', () => {
    const { controlById, frameworkBySlug, evidenceTypeBySlug } = realSnapshot()
    const pieces = Object.values(demo.evidence)
    expect([...named, ...judged, ...failed].filter((id) => !controlById.get(id))).toEqual([])
    expect(pieces.flatMap((p) => Object.keys(p.certifies)).filter((f) => !frameworkBySlug.has(f))).toEqual([])
    expect(pieces.flatMap((p) => p.type ?? []).filter((type) => !evidenceTypeBySlug.has(type))).toEqual([])
    expect(pieces.flatMap((p) => p.scopes).filter((scope) => !(scope in demo.scopes))).toEqual([])
    expect(pieces.flatMap((p) => p.supersedes ?? []).filter((slug) => !(slug in demo.evidence))).toEqual([])
  })
})

describe('The demonstration', () => {
  let database: Database
  let api: TestApp
  const said: string[] = []
  const headers: { authorization?: string } = {}
  beforeAll(async () => {
    database = await openDatabase(await freshDatabase('embedded', 'seeded'))
    api = await openApp(database)
    await recordDemo(seedsDir, database, (line) => said.push(line))
    headers.authorization = /Authorization: (Bearer xw_demo_\S+)$/.exec(said.at(-1)!)![1]!
  })
  afterAll(async () => {
    await api.close()
    await database.close()
  })

  it.each(DEMO_EXAMPLES)('answers “$title” with something in every list', async ({ query }) => {
    const { organization } = await api.data<{ organization: unknown }>(query, {}, headers as never)
    expect(emptyLists(organization, 'organization')).toEqual([])
  })

  it('has evidence of every status, freshness and scope, and of two frameworks as a whole', async () => {
    const { organization } = await api.data<{
      organization: {
        evidence: {
          edges: {
            node: {
              status: string
              freshness: string
              scopes: string[]
              certificates: { framework: object }[]
            }
          }[]
        }
      }
    }>(
      '{ organization { evidence(first: 100) { edges { node { status freshness scopes certificates { framework { slug } } } } } } }',
      {},
      headers as never,
    )
    const pieces = organization.evidence.edges.map(({ node }) => node)
    const kinds = <T>(values: T[]) => [...new Set(values)].sort()
    expect(kinds(pieces.map(({ status }) => status))).toEqual(['ACCEPTED', 'DRAFT', 'REJECTED', 'SUBMITTED'])
    expect(kinds(pieces.map(({ freshness }) => freshness))).toEqual([
      'EXPIRED',
      'EXPIRING',
      'FRESH',
      'NOT_YET_EFFECTIVE',
    ])
    expect(kinds(pieces.flatMap(({ scopes }) => scopes))).toEqual(Object.keys(demo.scopes).sort())
    expect(pieces.filter(({ certificates }) => certificates.length > 0)).toHaveLength(3)
  })

  it('has members of every role', async () => {
    const { organization } = await api.data<{
      organization: { members: { edges: { node: { role: string } }[] } }
    }>('{ organization { members { edges { node { role } } } } }', {}, headers as never)
    const roles = organization.members.edges.map(({ node }) => node.role)
    expect(roles.sort()).toEqual(['ADMIN', 'EDITOR', 'VIEWER'])
  })

  it('is recorded once, shows its key once, and goes on where it was interrupted', async () => {
    const count = async () => (await database.sql`select count(*)::int n from audit_log`)[0]!.n
    const before = await count()
    await recordDemo(seedsDir, database, (line) => said.push(line))
    expect(said.at(-1)).toMatch(/key create --org demo/)
    expect(await count()).toBe(before)
    await database.sql`delete from api_key where name = 'demo'`
    await database.sql`update evidence set title = title || ' (changed)' where organization_id = 'demo'`
    await recordDemo(seedsDir, database, (line) => said.push(line))
    expect(await count()).toBe(before + 1)
  })
})

/** Paths of the lists in an answer that have nothing in them anywhere. */
function emptyLists(answer: unknown, path: string): string[] {
  if (Array.isArray(answer)) {
    const inside = answer.map((item) => emptyLists(item, path))
    return answer.length === 0 ? [path] : (inside.find((one) => one.length === 0) ?? inside[0]!)
  }
  if (typeof answer !== 'object' || answer === null) return []
  return Object.entries(answer).flatMap(([name, value]) => emptyLists(value, `${path}.${name}`))
}

describe('start --demo', () => {
  it('is refused with a PostgreSQL, which is for real organizations', async () => {
    const program = start(['start', '--demo'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' })
    expect(await program.ended).toBe(1)
    expect(program.output()).toMatch(/^--demo must be used with the embedded database, but got: DATABASE_URL/)
  })

  it('prints a key that opens the organization', async () => {
    const { dataDir } = await freshDatabase('embedded', 'seeded')
    const program = start(['start', '--demo', '--port', '0'], { DATA_DIR: dataDir })
    const url = await program.ready
    const authorization = /Authorization: (Bearer \S+)/.exec(program.output())![1]!
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: '{ organization { name evidence(first: 1) { totalCount } } }' }),
    })
    expect(await response.json()).toEqual({
      data: {
        organization: { name: demo.name, evidence: { totalCount: Object.keys(demo.evidence).length } },
      },
    })
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
  })
})

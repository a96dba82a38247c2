// The questions of the benchmark of evidence, each beside the bare SQL that fetches what it needs: as the server's role, in
// a transaction that has begun, on a connection that is open.

import type postgres from 'postgres'
import type { Database } from '../../src/store/database.ts'
import { inTenant } from '../../src/store/tenant.ts'

export interface Piece {
  readonly id: string
}

/** Milliseconds of one question, either way. */
export interface Times {
  bare(run: (sql: postgres.ISql) => Promise<unknown>): Promise<number>
  /** The answer must contain `expected`. */
  api(query: string, expected?: string): Promise<number>
  readonly organization: string
}

export interface Comparison {
  readonly name: string
  /** How many times the time of the bare SQL it may take. */
  readonly goal: number
  bare(): Promise<number>
  api(): Promise<number>
}

/** Asks a server for somebody; milliseconds. The answer must contain `expected`. */
export function askingAs(url: string, authorization: string): Times['api'] {
  return async (query, expected = '') => {
    const begun = performance.now()
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query }),
    })
    const text = await response.text()
    if (!response.ok || text.includes('"errors":'))
      throw new Error(`${url} must answer without errors, but got: ${text.slice(0, 300)}`)
    if (!text.includes(expected))
      throw new Error(`the answer must contain ${expected}, but got: ${text.slice(0, 300)}`)
    return performance.now() - begun
  }
}

export function timesOf(database: Database, url: string, organization: string, authorization: string): Times {
  return {
    organization,
    bare: (run) =>
      inTenant(database, organization, async (tx) => {
        const begun = performance.now()
        await run(tx)
        return performance.now() - begun
      }),
    api: askingAs(url, authorization),
  }
}

export const POSTURE =
  '{ organization { posture(framework: "secnumcloud-3.2") { low high counts { standing count } rows(first: 25) { totalCount edges { node { control { ref title } standing } } } } } }'

/**
 * Of every control, whether a piece that counts today proves it, and whether one supports it. Written
 * with LIMIT, since PostgreSQL answers EXISTS by reading all links of the organization: a second for a million.
 */
const factsOf = (tx: postgres.ISql, organization: string, without: readonly string[] = []) => {
  const says = (role: string) => tx`(
    select true from evidence_link l join evidence e on e.organization_id = l.organization_id and e.id = l.evidence
    where l.organization_id = ${organization} and l.control = c.id and l.role = ${role} and e.status = 'ACCEPTED'
      and coalesce(e.effective_from, e.collected_at) <= current_date
      and coalesce(e.valid_until, e.effective_to, 'infinity') >= current_date
      and e.scopes = '{}' and e.id <> all(${[...without]}::uuid[]) limit 1) is not null`
  return tx`select c.id, ${says('PROVES')} proven, ${says('SUPPORTS')} supported from control c`
}

const linksOf = (tx: postgres.ISql, organization: string, ids: readonly string[]) => tx`
  select evidence, control, role, note, accepted_by, accepted_at from evidence_link
  where organization_id = ${organization} and evidence = any(${[...ids]}::uuid[])`

/** In every framework. */
function reuseOf(
  { organization, bare, api }: Times,
  { id }: Piece,
  name: string,
  expected: string,
): Comparison {
  const node = Buffer.from(`Evidence:${id}`).toString('base64')
  return {
    name,
    goal: 3,
    bare: () =>
      bare(async (tx) => {
        await factsOf(tx, organization, [id])
        await linksOf(tx, organization, [id])
      }),
    api: () =>
      api(
        `{ node(id: "${node}") { ... on Evidence { title reuse { control { ref } from to path { to { ref } } residual } } } }`,
        expected,
      ),
  }
}

export function comparisons(times: Times, piece: Piece, rare: Piece): Comparison[] {
  const { organization, bare, api } = times
  return [
    {
      name: 'posture',
      goal: 4,
      bare: () => bare((tx) => factsOf(tx, organization)),
      api: () => api(POSTURE),
    },
    {
      name: 'a page of 50 with their links',
      goal: 3,
      bare: () =>
        bare(async (tx) => {
          const rows = await tx<Piece[]>`
            select * from evidence where organization_id = ${organization} order by created_at desc, id desc limit 51`
          await linksOf(
            tx,
            organization,
            rows.slice(0, 50).map(({ id }) => id),
          )
        }),
      api: () =>
        api(
          '{ organization { evidence(first: 50) { pageInfo { hasNextPage endCursor } edges { node { id title status collectedAt validUntil links { control { ref } role note } } } } } }',
        ),
    },
    reuseOf(times, piece, 'the reuse of a piece that others double', '"reuse":['),
    reuseOf(times, rare, 'the reuse of a piece that adds something', '"reuse":[{'),
  ]
}

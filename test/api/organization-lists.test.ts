// Every list of an organization that can grow: bounded pages that hold each row once, whatever they are sorted by, and
// cursors that lead nowhere else.

import { beforeAll, describe, expect, it } from 'vitest'
import { recordFinding } from '../../src/store/finding.ts'
import { addMember } from '../../src/store/member.ts'
import { createScope } from '../../src/store/scope.ts'
import { describeApp } from '../support/app.ts'
import { ACME, accepted, actor, createTenants, headersOf, keyOf, RIVAL } from '../support/tenants.ts'

interface Page {
  readonly totalCount: number
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly endCursor: string | null
  }
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, string>> }[]
}

/** Of each list what tells its rows apart, and whether a cursor of it is the id of a row. */
const LISTS = {
  evidence: { key: 'title', byId: true },
  findings: { key: 'title', byId: true },
  apiKeys: { key: 'name', byId: true },
  scopes: { key: 'slug', byId: false },
  members: { key: 'subject', byId: false },
  auditLog: { key: 'number', byId: false },
  blockedByScope: { key: 'title', byId: true },
  blockedByExpiry: { key: 'title', byId: true },
} as const
type List = keyof typeof LISTS

/** On a day on which all that is here has expired. */
const POSTURE = 'posture(framework: "secnumcloud-3.2", asOf: "2026-07-01")'
const ROWS = 9

const CONTROL = 'secnumcloud-3.2/9.4.a'

describeApp('A list of an organization', (api) => {
  const headers: Record<string, Record<string, string>> = {}
  beforeAll(async () => {
    await createTenants(api.database)
    for (const organization of [ACME, RIVAL]) {
      const who = actor(organization)
      headers[organization] = await headersOf(api.database, organization, 'admin')
      for (let n = 0; n < ROWS; n++) {
        const title = `${organization} ${n}`
        // Three of a day: the day alone does not say which comes first.
        const day = `2026-01-0${1 + (n % 3)}`
        await createScope(api.database, who, null, { slug: `s-${n}`, name: title, description: null })
        const dates = { collectedAt: day, validUntil: '2026-06-30' }
        await accepted(api.database, organization, {}, { title, scopes: [`s-${n}`], ...dates })
        const finding = { control: CONTROL, title, description: null, openedAt: day }
        await recordFinding(api.database, who, null, finding)
        await addMember(api.database, who, null, title, 'viewer')
        await keyOf(api.database, organization, 'viewer')
      }
    }
  })

  const document = (list: List) => {
    const page = `page: ${list}(first: $first, last: $last, after: $after) {
      totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { ${LISTS[list].key} } } }`
    const inside = list.startsWith('blocked') ? `posture: ${POSTURE} { ${page} }` : page
    return `query ($first: Int, $last: Int, $after: String) { organization { ${inside} } }`
  }
  const page = async (list: List, args: object, who = ACME) => {
    const { organization } = await api.data<{ organization: { page?: Page; posture?: { page: Page } } }>(
      document(list),
      { ...args },
      headers[who],
    )
    return (organization.page ?? organization.posture?.page)!
  }
  const codeOf = async (list: List, args: object) =>
    (await api.query(document(list), { ...args }, headers[ACME])).errors?.[0]?.extensions?.code

  describe.each(Object.keys(LISTS) as List[])('%s', (list) => {
    const { key, byId } = LISTS[list]
    const keysOf = ({ edges }: Page) => edges.map(({ node }) => node[key])

    it.each([1, 2, 4])('holds each row once, in the same order, over pages of %i', async (first) => {
      const whole = await page(list, { first: 100 })
      expect(whole.totalCount).toBe(whole.edges.length)
      expect(whole.totalCount).toBeGreaterThanOrEqual(ROWS)
      expect(new Set(keysOf(whole)).size).toBe(whole.totalCount)
      const walked: unknown[] = []
      for (let after: string | null = null; ; ) {
        const next: Page = await page(list, { first, after })
        expect(next.edges.length).toBeLessThanOrEqual(first)
        expect(next.pageInfo.hasPreviousPage).toBe(after !== null)
        walked.push(...keysOf(next))
        after = next.pageInfo.endCursor
        if (!next.pageInfo.hasNextPage) break
      }
      expect(walked).toEqual(keysOf(whole))
    })

    it('ends in an empty page after its last row', async () => {
      const { edges } = await page(list, { first: 100 })
      const beyond = await page(list, { after: edges.at(-1)!.cursor })
      expect(beyond).toMatchObject({ edges: [], pageInfo: { hasNextPage: false } })
    })

    it('has 25 rows a page unless asked otherwise, and never more than 100', async () => {
      const { edges, totalCount } = await page(list, {})
      expect(edges).toHaveLength(Math.min(25, totalCount))
      expect(await codeOf(list, { first: 0 })).toBe('BAD_ARGUMENT')
      expect(await codeOf(list, { first: 101 })).toBe('BAD_ARGUMENT')
      expect(await codeOf(list, { last: 5 })).toBe('BAD_ARGUMENT')
    })

    it('costs as many statements for many rows as for one', async () => {
      const cost = async (first: number) => {
        api.forget()
        await page(list, { first })
        return api.statements.filter((statement) => !statement.includes('pg_type')).length
      }
      const one = await cost(1)
      expect(await cost(100)).toBe(one)
      // Transactions of four: whose key it is, the rows, and how many there are. A posture has two more, one of them of five.
      expect(one).toBeLessThanOrEqual(list.startsWith('blocked') ? 5 * 4 + 1 : 3 * 4)
    })

    it('takes no cursor that is none', async () => {
      expect(await codeOf(list, { after: 'no cursor' })).toBe('BAD_CURSOR')
      expect(await codeOf(list, { after: '' })).toBe('BAD_CURSOR')
    })

    it('shows nothing of another organization to who has its cursor', async () => {
      const { edges } = await page(list, { first: 2 }, RIVAL)
      const answer = await api.query(document(list), { after: edges[0]!.cursor }, headers[ACME])
      expect(JSON.stringify(answer)).not.toContain(RIVAL)
      if (byId) expect(answer.errors?.[0]?.extensions?.code).toBe('BAD_CURSOR')
    })
  })
})

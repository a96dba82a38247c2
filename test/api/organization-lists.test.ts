// Every list of an organization that can grow: bounded pages that hold each row once, whatever they are sorted by, and
// cursors that lead nowhere else.

import { beforeAll, describe, expect, it } from 'vitest'
import { createEvidence } from '../../src/store/evidence.ts'
import { recordFinding } from '../../src/store/finding.ts'
import { addMember } from '../../src/store/member.ts'
import { createScope } from '../../src/store/scope.ts'
import { describeApp } from '../support/app.ts'
import { ACME, actor, createTenants, fields, keyOf, RIVAL } from '../support/tenants.ts'

interface Page {
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, string>> }[]
}

/** Of each list what tells its rows apart, and of how many rows at least it is here. */
const LISTS = {
  evidence: ['title', 9],
  findings: ['title', 9],
  apiKeys: ['name', 9],
  scopes: ['slug', 9],
  members: ['subject', 9],
  auditLog: ['number', 40],
} as const
type List = keyof typeof LISTS

const CONTROL = 'secnumcloud-3.2/9.4.a'

describeApp('A list of an organization', (api) => {
  const headers: Record<string, Record<string, string>> = {}
  beforeAll(async () => {
    await createTenants(api.database)
    for (const organization of [ACME, RIVAL]) {
      const who = actor(organization)
      headers[organization] = { authorization: `Bearer ${await keyOf(api.database, organization, 'admin')}` }
      for (let n = 0; n < 9; n++) {
        const title = `${organization} ${n}`
        await createEvidence(api.database, who, null, fields({ title }))
        // Three of a day: the day alone does not say which comes first.
        const finding = { control: CONTROL, title, description: null, openedAt: `2026-01-0${1 + (n % 3)}` }
        await recordFinding(api.database, who, null, finding)
        await createScope(api.database, who, null, { slug: `s-${n}`, name: title, description: null })
        await addMember(api.database, who, null, title, 'viewer')
        await keyOf(api.database, organization, 'viewer')
      }
    }
  })

  const document = (list: List) =>
    `query ($first: Int, $last: Int, $after: String) { organization { page: ${list}(first: $first, last: $last, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { cursor node { ${LISTS[list][0]} } } } } }`
  const page = async (list: List, args: object, who = ACME) =>
    (await api.data<{ organization: { page: Page } }>(document(list), { ...args }, headers[who])).organization
      .page
  const codeOf = async (list: List, args: object) =>
    (await api.query(document(list), { ...args }, headers[ACME])).errors?.[0]?.extensions?.code

  describe.each(Object.keys(LISTS) as List[])('%s', (list) => {
    const [key, least] = LISTS[list]
    const keysOf = ({ edges }: Page) => edges.map(({ node }) => node[key])

    it.each([1, 2, 4])('holds each row once, in the same order, over pages of %i', async (first) => {
      const whole = await page(list, { first: 100 })
      expect(whole.totalCount).toBe(whole.edges.length)
      expect(whole.totalCount).toBeGreaterThanOrEqual(least)
      expect(new Set(keysOf(whole)).size).toBe(whole.totalCount)
      const walked: unknown[] = []
      for (let after: string | null = null; ; ) {
        const next: Page = await page(list, { first, after })
        expect(next.edges.length).toBeLessThanOrEqual(first)
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
      expect((await page(list, {})).edges.length).toBeLessThanOrEqual(25)
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
      // Three transactions: whose key it is, the rows, and how many there are.
      expect(one).toBeLessThanOrEqual(3 * 4)
    })

    it('takes no cursor that is none', async () => {
      expect(await codeOf(list, { after: 'no cursor' })).toBe('BAD_CURSOR')
      expect(await codeOf(list, { after: '' })).toBe('BAD_CURSOR')
    })

    it('shows nothing of another organization to who has its cursor', async () => {
      const { edges } = await page(list, { first: 2 }, RIVAL)
      const answer = await api.query(document(list), { after: edges[0]!.cursor }, headers[ACME])
      expect(JSON.stringify(answer)).not.toContain(RIVAL)
      if (['evidence', 'findings', 'apiKeys'].includes(list))
        expect(answer.errors?.[0]?.extensions?.code).toBe('BAD_CURSOR')
    })
  })
})

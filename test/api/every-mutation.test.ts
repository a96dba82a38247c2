// What holds of every mutation of the schema, those to come included: who may send it, that it leaves one row in the log
// and only when it did something, that it is done once under its key, and that it never reaches another organization.

import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { schema } from '../../src/api/schema.ts'
import { MEMBER_ROLES } from '../../src/domain/member.ts'
import { type AuditEntry, auditEntries } from '../../src/store/audit.ts'
import { describeApp } from '../support/app.ts'
import { SAMPLES, Things, underKey } from '../support/every-mutation.ts'
import { ACME, createTenants, headersOf, RIVAL } from '../support/tenants.ts'

const NAMES = Object.keys(schema.getMutationType()!.getFields())

it('Every mutation of the schema has a sample', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(NAMES.toSorted())
})

describeApp('Every mutation', (api) => {
  const headers: Record<string, Record<string, string>> = {}
  let acme: Things
  let tables: string[]
  afterEach(() => {
    vi.useRealTimers()
  })
  beforeAll(async () => {
    await createTenants(api.database)
    for (const role of MEMBER_ROLES) headers[role] = await headersOf(api.database, ACME, role)
    headers.rival = await headersOf(api.database, RIVAL, 'admin')
    acme = new Things(api.database, ACME)
    const named = await api.database.sql<{ name: string }[]>`
      select table_name name from information_schema.columns
      where table_schema = current_schema() and column_name = 'organization_id' order by 1`
    tables = named.map(({ name }) => name)
  })

  const send = async (call: string, who: string) => {
    const document = `mutation { result: ${call} { __typename ... on MutationError { code } } }`
    const { data, errors } = await api.query<{ result: { __typename: string; code?: string } | null }>(
      document,
      {},
      headers[who],
    )
    return data?.result ?? errors?.[0]?.extensions
  }
  const log = () => auditEntries(api.database, ACME, null, 5)
  const newest = async (since: AuditEntry | undefined) =>
    (await log()).filter(({ id }) => since === undefined || id > since.id)

  /** All that acme has, as its owner sees it; when a key was last used is no change. */
  const everything = async () => {
    const all: Record<string, unknown> = {}
    for (const table of tables)
      all[table] = await api.database.sql`
        select (to_jsonb(t) - 'last_used_at')::text as row from ${api.database.sql(table)} t
        where organization_id = ${ACME} order by 1`
    return JSON.stringify(all)
  }

  describe.each(Object.entries(SAMPLES))('%s', (name, sample) => {
    const Success = `${name[0]!.toUpperCase()}${name.slice(1)}Success`

    it('is for those of its role, and leaves no trace of others', async () => {
      const call = await sample.call(acme)
      const before = await everything()
      expect(await send(call, 'nobody')).toMatchObject({ code: 'UNAUTHENTICATED' })
      for (const role of MEMBER_ROLES.slice(0, MEMBER_ROLES.indexOf(sample.role)))
        expect(await send(call, role)).toEqual({ __typename: 'ForbiddenError', code: 'FORBIDDEN' })
      expect(await everything()).toBe(before)
      expect(await send(call, sample.role)).toEqual({ __typename: Success })
    })

    it('leaves one row in the log: who, when, what, before, after; and none when it is sent again, on another day too', async () => {
      const call = underKey(await sample.call(acme), `once ${name}`)
      const [last] = await log()
      const started = Date.now()
      expect(await send(call, 'admin')).toEqual({ __typename: Success })
      const rows = await newest(last)
      expect(rows).toHaveLength(sample.rows ?? 1)
      const [row] = rows
      expect(row).toMatchObject({
        actor: expect.stringMatching(/^key:admin /),
        action: expect.stringMatching(/^[a-z]+\.[a-z]+$/),
        subject: expect.stringMatching(/./),
      })
      expect(Math.abs(Date.parse(row!.at) - started)).toBeLessThan(60_000)
      expect([row!.before !== null, row!.after !== null]).toEqual([sample.before, sample.after])
      expect(row!.before).not.toEqual(row!.after)
      const after = await everything()
      vi.useFakeTimers({ toFake: ['Date'], now: started + 86_400_000 })
      expect(await send(call, 'admin')).toEqual({ __typename: Success })
      expect(await everything()).toBe(after)
    })

    it('from another organization changes nothing of this one', async () => {
      const call = underKey(await sample.call(acme), `theirs ${name}`)
      const before = await everything()
      const answer = await send(call, 'rival')
      if (sample.names) expect(answer).toEqual({ __typename: 'NotFoundError', code: 'NOT_FOUND' })
      else expect(answer).toEqual({ __typename: Success })
      expect(await everything()).toBe(before)
    })
  })
})

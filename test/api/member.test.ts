// Members, API keys and scopes of an organization, as its admins keep them.

import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/server/yoga.ts'
import { describeApp } from '../support/app.ts'
import { type Answer, answerOf } from '../support/mutations.ts'
import { ACME, createTenants, headersByName } from '../support/tenants.ts'

describeApp('An organization', (api) => {
  let headers: Record<string, Record<string, string>>
  beforeAll(async () => {
    await createTenants(api.database)
    headers = await headersByName(api.database)
  })
  const change = async <T>(call: string, selection: string, who = 'acme admin') =>
    (await api.data<Answer<T>>(`mutation { ${answerOf(call, selection)} }`, {}, headers[who])).result!
  const ask = async <T>(selection: string, who = 'acme viewer') =>
    (await api.data<{ organization: T }>(`{ organization { ${selection} } }`, {}, headers[who])).organization
  const codeOf = async (call: string, who?: string) =>
    (await change<object>(call, '{ __typename }', who)).code

  describe('has members', () => {
    const MEMBER = '{ member { subject role createdAt } }'
    const members = async () =>
      (
        await ask<{ members: { totalCount: number; edges: { node: { subject: string; role: string } }[] } }>(
          'members(first: 100) { totalCount edges { node { subject role } } }',
        )
      ).members.edges.map(({ node }) => `${node.subject} ${node.role}`)

    it('who are added, change their role and are taken out', async () => {
      const added = await change<{ member: object }>('addMember(subject: "ann", role: ADMIN)', MEMBER)
      expect(added.member).toEqual({
        subject: 'ann',
        role: 'ADMIN',
        createdAt: expect.stringMatching(/^2\d{3}-.*Z$/),
      })
      await change('addMember(subject: "bob", role: VIEWER)', MEMBER)
      await change('addMember(subject: "Zoë", role: VIEWER)', MEMBER)
      expect((await members()).sort()).toEqual(['Zoë VIEWER', 'ann ADMIN', 'bob VIEWER'])
      await change('changeMemberRole(subject: "bob", role: EDITOR)', MEMBER)
      expect(await members()).toContain('bob EDITOR')
      expect(await change('removeMember(subject: "Zoë")', '{ removedSubject }')).toEqual({
        removedSubject: 'Zoë',
      })
      expect((await members()).sort()).toEqual(['ann ADMIN', 'bob EDITOR'])
    })

    it('one of whom stays an admin', async () => {
      expect(await codeOf('removeMember(subject: "ann")')).toBe('LAST_ADMIN')
      expect(await codeOf('changeMemberRole(subject: "ann", role: EDITOR)')).toBe('LAST_ADMIN')
      await change('changeMemberRole(subject: "bob", role: ADMIN)', MEMBER)
      expect(await codeOf('removeMember(subject: "ann")')).toBeUndefined()
      expect(await codeOf('removeMember(subject: "bob")')).toBe('LAST_ADMIN')
    })

    it.each([
      ['addMember(subject: "bob", role: VIEWER)', 'ALREADY_EXISTS'],
      ['addMember(subject: " ", role: VIEWER)', 'BAD_ARGUMENT'],
      ['addMember(subject: "a\\u0000b", role: VIEWER)', 'BAD_ARGUMENT'],
      [`addMember(subject: "${'x'.repeat(256)}", role: VIEWER)`, 'BAD_ARGUMENT'],
      ['changeMemberRole(subject: "nobody", role: VIEWER)', 'NOT_FOUND'],
      ['removeMember(subject: "nobody")', 'NOT_FOUND'],
    ])('%s is %s', async (call, code) => {
      expect(await codeOf(call)).toBe(code)
    })
  })

  describe('has API keys', () => {
    const CREATED = '{ apiKey { name role prefix expiresAt revokedAt lastUsedAt } secret }'
    interface Created {
      readonly apiKey: { readonly name: string; readonly prefix: string; readonly expiresAt: string | null }
      readonly secret: string | null
    }
    const viewer = async (secret: string) => {
      const document = '{ viewer { subject role } }'
      return api.query(document, {}, { authorization: `Bearer ${secret}` })
    }

    it('that are shown once, open what their role may, and are revoked', async () => {
      const call = 'createApiKey(name: "ci", role: EDITOR, days: 30, key: "make it")'
      const { apiKey, secret } = await change<Created>(call, CREATED)
      expect(apiKey).toMatchObject({ name: 'ci', role: 'EDITOR', revokedAt: null, lastUsedAt: null })
      expect(secret!.startsWith(apiKey.prefix)).toBe(true)
      expect(apiKey.expiresAt).toMatch(/T00:00:00\.000Z$/)
      expect(await viewer(secret!)).toMatchObject({ data: { viewer: { subject: 'key:ci', role: 'EDITOR' } } })
      // Sent again it is not made again, and nobody can see it any more.
      expect(await change<Created>(call, CREATED)).toMatchObject({ apiKey: { name: 'ci' }, secret: null })
      const { apiKeys } = await ask<{ apiKeys: { edges: { node: { name: string } }[] } }>(
        'apiKeys { edges { node { name role prefix createdAt expiresAt revokedAt lastUsedAt } } }',
        'acme admin',
      )
      const listed = apiKeys.edges.find(({ node }) => node.name === 'ci')
      expect(listed).toMatchObject({ node: { lastUsedAt: expect.any(String) } })
      expect(JSON.stringify(apiKeys)).not.toContain(secret!)
      const revoke = 'revokeApiKey(name: "ci")'
      const first = await change<{ apiKey: { revokedAt: string } }>(revoke, '{ apiKey { revokedAt } }')
      expect(await change(revoke, '{ apiKey { revokedAt } }')).toEqual(first)
      expect(await viewer(secret!)).toMatchObject({ errors: [{ extensions: { reason: 'BAD_KEY' } }] })
    })

    it.each([
      ['createApiKey(name: "ci", role: ADMIN)', 'ALREADY_EXISTS'],
      ['createApiKey(name: "", role: ADMIN)', 'BAD_ARGUMENT'],
      ['createApiKey(name: "x", role: ADMIN, days: 0)', 'BAD_ARGUMENT'],
      ['createApiKey(name: "x", role: ADMIN, days: 10000)', 'BAD_ARGUMENT'],
      ['revokeApiKey(name: "none")', 'NOT_FOUND'],
    ])('%s is %s', async (call, code) => {
      expect(await codeOf(call)).toBe(code)
    })
  })

  describe('has scopes', () => {
    const SCOPE = '{ scope { slug name description } }'
    const evidence = (scopes: string) =>
      `createEvidence(fields: { title: "x", scopes: ${scopes}, collectedAt: "2026-01-01" })`

    it('that evidence may name, and no others', async () => {
      const paris = { slug: 'paris', name: 'Paris region', description: null }
      expect(await change('createScope(slug: "paris", name: "Paris region")', SCOPE)).toEqual({
        scope: paris,
      })
      expect(await ask('scopes { edges { node { slug name description } } }')).toEqual({
        scopes: { edges: [{ node: paris }] },
      })
      const made = await change<{ evidence: { id: string; version: number } }>(
        evidence('["paris"]'),
        '{ evidence { id version scopes } }',
      )
      const { id, version } = made.evidence
      expect(
        await change(
          evidence('["pari"]'),
          '{ __typename } ... on BadArgumentError { argument nearest message }',
        ),
      ).toMatchObject({ code: 'UNKNOWN_SCOPE', argument: 'scopes', nearest: ['paris'] })
      for (const name of ['updateEvidence', 'supersedeEvidence'])
        expect(
          await codeOf(`${name}(id: "${id}", version: ${version}, fields: { scopes: ["paris", "lyon"] })`),
        ).toBe('UNKNOWN_SCOPE')
    })

    it('that are renamed, and deleted when no evidence names them', async () => {
      expect(
        await change('updateScope(slug: "paris", name: "Paris", description: "two\\nlines")', SCOPE),
      ).toEqual({
        scope: { slug: 'paris', name: 'Paris', description: 'two\nlines' },
      })
      expect(await change('updateScope(slug: "paris", description: null)', SCOPE)).toEqual({
        scope: { slug: 'paris', name: 'Paris', description: null },
      })
      expect(
        await change('deleteScope(slug: "paris")', '{ deletedSlug } ... on InUseError { count }'),
      ).toMatchObject({ code: 'IN_USE', count: 1 })
      await change('createScope(slug: "lyon", name: "Lyon")', SCOPE)
      expect(await change('deleteScope(slug: "lyon")', '{ deletedSlug }')).toEqual({ deletedSlug: 'lyon' })
    })

    it.each([
      ['createScope(slug: "paris", name: "x")', 'ALREADY_EXISTS'],
      ['createScope(slug: "Paris", name: "x")', 'BAD_ARGUMENT'],
      ['createScope(slug: "x", name: "two\\nlines")', 'BAD_ARGUMENT'],
      ['createScope(slug: "x", name: "x", description: "\\u0000")', 'BAD_ARGUMENT'],
      ['updateScope(slug: "nowhere", name: "x")', 'NOT_FOUND'],
      ['deleteScope(slug: "nowhere")', 'NOT_FOUND'],
      ['createScope(slug: "x", name: "x", key: "")', 'BAD_ARGUMENT'],
      [`createScope(slug: "x", name: "x", key: "${'k'.repeat(201)}")`, 'BAD_ARGUMENT'],
      ['createScope(slug: "x", name: "x", key: "\\u0000")', 'BAD_ARGUMENT'],
      ['createEvidence(fields: { title: "a\\u0000b" })', 'BAD_ARGUMENT'],
      ['createEvidence(fields: { title: "x", scopes: ["\\u0000"] })', 'BAD_ARGUMENT'],
      ['recordFinding(control: "secnumcloud-3.2/9.4.a", title: "x", description: "\\u0000")', 'BAD_ARGUMENT'],
    ])('%s is %s', async (call, code) => {
      expect(await codeOf(call)).toBe(code)
      expect(api.logs.filter(({ msg }) => msg === 'unexpected error')).toEqual([])
    })
  })

  it('shows keys to admins only, and members and scopes to all of its own', async () => {
    expect(
      await api.query('{ organization { apiKeys { totalCount } } }', {}, headers['acme editor']),
    ).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
    const theirs = await ask(
      'members { totalCount } scopes { totalCount } apiKeys { totalCount }',
      'rival admin',
    )
    expect(theirs).toEqual({
      members: { totalCount: 0 },
      scopes: { totalCount: 0 },
      apiKeys: { totalCount: 1 },
    })
    expect(await codeOf('removeMember(subject: "bob")', 'rival admin')).toBe('NOT_FOUND')
    expect(await codeOf('deleteScope(slug: "paris")', 'rival admin')).toBe('NOT_FOUND')
  })

  it('has a log of all this, newest first, for its admins', async () => {
    interface Log {
      auditLog: { totalCount: number; edges: { node: { number: number; action: string } }[] }
    }
    const page = (args: string) =>
      ask<Log>(
        `auditLog(${args}) { totalCount edges { node { number at actor action subject before after } } }`,
        'acme admin',
      )
    const numbers = (await page('first: 100')).auditLog.edges.map(({ node }) => node.number)
    expect(numbers.length).toBeGreaterThan(5)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
    const { auditLog } = await page('where: { action: "member", subject: "member:ann" }')
    expect(auditLog.edges.map(({ node }) => node.action)).toEqual(['member.remove', 'member.add'])
    expect((await page('where: { actor: "nobody" }')).auditLog.totalCount).toBe(0)
    for (const cursor of ['x', '-1', '1.5', '99999999999999999999'])
      expect(
        await api.query(
          'query ($after: String) { organization { auditLog(after: $after) { totalCount } } }',
          { after: Buffer.from(cursor).toString('base64url') },
          headers['acme admin'],
        ),
      ).toMatchObject({ errors: [{ extensions: { code: 'BAD_CURSOR' } }] })
    expect(
      await api.query('{ organization { auditLog { totalCount } } }', {}, headers['acme editor']),
    ).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
  })

  it('answers pages forwards only', async () => {
    for (const args of ['last: 1', 'first: 1, before: "eA"', 'first: 101', 'after: "!"'])
      for (const field of ['members', 'evidence', 'auditLog'])
        expect(
          await api.query(`{ organization { ${field}(${args}) { totalCount } } }`, {}, headers['acme admin']),
        ).toMatchObject({
          errors: [{ extensions: { code: expect.stringMatching(/BAD_ARGUMENT|BAD_CURSOR/) } }],
        })
  })

  it('is there for a member without a role in their token, and gone when they are taken out', async () => {
    const token = { subject: 'guest', organization: ACME, role: null }
    const app = createApp({ ...api, verifyToken: async () => token })
    const status = async () =>
      (
        await app.fetch('http://test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: 'Bearer token' },
          body: '{"query":"{ viewer { role } }"}',
        })
      ).status
    expect(await status()).toBe(403)
    await change('addMember(subject: "guest", role: VIEWER)', '{ __typename }')
    expect(await status()).toBe(200)
    await change('removeMember(subject: "guest")', '{ __typename }')
    expect(await status()).toBe(403)
  })
})

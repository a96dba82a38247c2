// Tokens of an identity provider beside API keys: what they open, and who decides the role.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTokenVerifier } from '../../src/server/oidc.ts'
import { createApp } from '../../src/server/yoga.ts'
import { inTenant } from '../../src/store/tenant.ts'
import { describeApp } from '../support/app.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { ACME, createTenants, keyOf } from '../support/tenants.ts'

const WHO = '{ viewer { subject role organization { slug } } }'

describeApp('A token of the identity provider', (api) => {
  let provider: IdentityProvider
  let ask: (token: string) => Promise<{ status: number; body: { data?: unknown; errors?: unknown } }>
  beforeAll(async () => {
    provider = await startIdentityProvider()
    await createTenants(api.database)
    await inTenant(
      api.database,
      ACME,
      (sql) => sql`insert into member (organization_id, subject, role) values (${ACME}, 'bob', 'admin')`,
    )
    const verifyToken = createTokenVerifier(provider.settings, () => {})
    const app = createApp({ ...api, verifyToken })
    ask = async (token) => {
      const response = await app.fetch('http://test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: WHO }),
      })
      return { status: response.status, body: await response.json() }
    }
  })
  afterAll(() => provider.close())

  const viewer = (subject: string, role: string) => ({
    status: 200,
    body: { data: { viewer: { subject, role, organization: { slug: ACME } } } },
  })

  it.each(['RS256', 'ES256', 'EdDSA'])('is taken when signed with %s, as an API key is', async (alg) => {
    expect(await ask(await provider.token({}, { alg }))).toEqual(viewer('user:ann', 'EDITOR'))
    const key = await keyOf(api.database, ACME, 'viewer')
    expect((await ask(key)).body).toMatchObject({ data: { viewer: { role: 'VIEWER' } } })
  })

  it('asks for the keys once', async () => {
    const before = provider.asked()
    const tokens = await Promise.all(Array.from({ length: 20 }, () => provider.token()))
    await Promise.all(tokens.map(ask))
    expect([before, provider.asked()]).toEqual([1, 1])
  })

  describe('and the role', () => {
    it.each([
      ['in the token decides', { sub: 'ann', role: 'viewer' }, 'VIEWER'],
      ['in the token decides, whatever the member’s is', { sub: 'bob', role: 'viewer' }, 'VIEWER'],
      ['of the member decides where the token has none', { sub: 'bob', role: undefined }, 'ADMIN'],
      [
        'is the highest of several, others being somebody else’s',
        { sub: 'ann', role: ['editor', 'viewer', 'wiki'] },
        'EDITOR',
      ],
    ])('%s', async (_case, claims, role) => {
      expect(await ask(await provider.token(claims))).toEqual(viewer(`user:${claims.sub}`, role))
    })
  })

  it('may be for several audiences, and name its organization in a list of one', async () => {
    const token = await provider.token({ aud: ['mail', 'crosswalk'], organization: [ACME] })
    expect((await ask(token)).status).toBe(200)
  })

  it('may come from a clock that is a little off', async () => {
    const now = Math.floor(Date.now() / 1000)
    expect((await ask(await provider.token({ nbf: now + 3 }))).status).toBe(200)
    expect((await ask(await provider.token({ exp: now - 2 }))).status).toBe(200)
  })
})

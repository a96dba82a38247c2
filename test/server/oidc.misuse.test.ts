// Tokens that must open nothing, and an identity provider that is away: each is refused with a code and a reason, and none
// brings the server down.

import { createHmac } from 'node:crypto'
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTokenVerifier } from '../../src/server/oidc.ts'
import { type App, createApp } from '../../src/server/yoga.ts'
import { describeApp } from '../support/app.ts'
import {
  claimsOf,
  type IdentityProvider,
  seconds,
  startIdentityProvider,
} from '../support/identity-provider.ts'
import { ACME, createTenants, keyOf, RIVAL } from '../support/tenants.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

interface Refusal {
  readonly status: number
  readonly data?: unknown
  readonly errors: readonly { readonly message: string; readonly extensions: object }[]
}

describeApp('A token', (api) => {
  let provider: IdentityProvider
  let app: App
  const failures: unknown[] = []
  const open = () =>
    createApp({
      ...api,
      verifyToken: createTokenVerifier(provider.settings, (error) => failures.push(error)),
    })
  const ask = async (token: string, to = app): Promise<Refusal> => {
    const response = await to.fetch('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ frameworks(first: 1) { totalCount } viewer { subject } }' }),
    })
    return { status: response.status, ...(await response.json()) }
  }
  const refused = (reason: string) => ({
    status: 401,
    errors: [{ extensions: { code: 'UNAUTHENTICATED', reason } }],
  })

  beforeAll(async () => {
    provider = await startIdentityProvider()
    await createTenants(api.database)
    app = open()
    expect(await ask(await provider.token())).toMatchObject({ status: 200, data: { viewer: {} } })
  })
  afterAll(() => provider.close())

  describe('is refused', () => {
    it.each([
      ['that has expired', { exp: seconds() - 10 }, 'EXPIRED'],
      ['that never expires', { exp: undefined }, 'BAD_CLAIM'],
      ['that is not valid yet', { nbf: seconds() + 30 }, 'NOT_YET_VALID'],
      ['of another issuer', { iss: 'https://login.example.evil' }, 'BAD_ISSUER'],
      ['of no issuer', { iss: undefined }, 'BAD_ISSUER'],
      ['for another audience', { aud: 'mail' }, 'BAD_AUDIENCE'],
      ['for no audience', { aud: undefined }, 'BAD_AUDIENCE'],
      ['of nobody', { sub: undefined }, 'BAD_CLAIM'],
      ['of an empty subject', { sub: '' }, 'BAD_CLAIM'],
      ['of a subject that is too long', { sub: 'a'.repeat(256) }, 'BAD_CLAIM'],
      ['of a subject with a NUL', { sub: 'ann\0' }, 'BAD_CLAIM'],
      ['without an organization', { organization: undefined }, 'BAD_CLAIM'],
      ['with an organization that is no text', { organization: 7 }, 'BAD_CLAIM'],
      ['with no organization in the list', { organization: [] }, 'BAD_CLAIM'],
      ['with two organizations', { organization: [ACME, 'rival'] }, 'BAD_CLAIM'],
      ['with an unknown role', { role: 'owner' }, 'BAD_CLAIM'],
      ['with roles of others only', { role: ['wiki', 'mail'] }, 'BAD_CLAIM'],
      ['with a role that is no text', { role: { admin: true } }, 'BAD_CLAIM'],
      ['with a role of JavaScript’s', { role: 'constructor' }, 'BAD_CLAIM'],
    ])('%s', async (_case, claims, reason) => {
      const answer = await ask(await provider.token(claims))
      expect(answer).toMatchObject(refused(reason))
      expect(answer.data).toBeUndefined()
      expect(answer.errors[0]!.message).toMatch(/must .*but got: /)
    })

    it.each([
      ['whose organization does not exist', { organization: 'nobody' }],
      ['whose organization is no slug', { organization: "acme' or 1=1\0" }],
      ['without a role, of somebody who is no member', { role: undefined }],
      ['with a role that is null, of somebody who is no member', { role: null }],
    ])('%s: it is genuine, and opens nothing', async (_case, claims) => {
      const answer = await ask(await provider.token(claims))
      expect(answer).toMatchObject({ status: 403, errors: [{ extensions: { code: 'NOT_A_MEMBER' } }] })
      expect(answer.data).toBeUndefined()
    })

    it('in the same words whether there is the organization or not', async () => {
      const tell = async (organization: string) =>
        (await ask(await provider.token({ organization, role: undefined }))).errors
      expect(await tell('nobody')).toEqual(await tell(RIVAL))
    })

    it('that is not signed', async () => {
      for (const alg of ['none', 'None', 'NONE'])
        expect(
          await ask(`${encode({ alg, typ: 'JWT' })}.${encode(claimsOf({ role: 'admin' }))}.`),
        ).toMatchObject(refused('BAD_SIGNATURE'))
    })

    it('that is signed with the public key as if it were a secret', async () => {
      const jwk = provider.published.find(({ alg }) => alg === 'RS256')!
      const key = (await importJWK(jwk, 'RS256', { extractable: true })) as CryptoKey
      const pem = await exportSPKI(key)
      for (const secret of [pem, pem.trim(), JSON.stringify(jwk), jwk.n!])
        for (const [alg, hash] of [
          ['HS256', 'sha256'],
          ['HS512', 'sha512'],
        ] as const) {
          const signed = `${encode({ alg, kid: 'RS256' })}.${encode(claimsOf({ role: 'admin' }))}`
          const token = `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`
          expect(await ask(token)).toMatchObject(refused('BAD_SIGNATURE'))
        }
    })

    it('that is signed with a key of somebody else under a known name', async () => {
      const { privateKey } = await generateKeyPair('RS256')
      const token = await new SignJWT(claimsOf())
        .setProtectedHeader({ alg: 'RS256', kid: 'RS256' })
        .sign(privateKey)
      expect(await ask(token)).toMatchObject(refused('BAD_SIGNATURE'))
    })

    it('that brings its own key', async () => {
      const { privateKey, publicKey } = await generateKeyPair('ES256')
      const jwk = await exportJWK(publicKey)
      const header = { alg: 'ES256', kid: 'ES256', jwk, jku: 'https://evil.example/keys' }
      const token = await new SignJWT(claimsOf()).setProtectedHeader(header).sign(privateKey)
      expect(await ask(token)).toMatchObject(refused('BAD_SIGNATURE'))
    })

    it('whose claims were changed after it was signed', async () => {
      const [header, , signature] = (await provider.token()).split('.')
      const token = `${header}.${encode(claimsOf({ role: 'admin' }))}.${signature}`
      expect(await ask(token)).toMatchObject(refused('BAD_SIGNATURE'))
    })

    it('whose header says that its algorithm is that of another of the keys', async () => {
      const [, payload, signature] = (await provider.token()).split('.')
      const token = `${encode({ alg: 'ES256', kid: 'RS256' })}.${payload}.${signature}`
      expect(await ask(token)).toMatchObject(refused('BAD_SIGNATURE'))
    })

    it.each(['a.b.c', 'a.b', 'ey.ey.ey', '....', `${encode([])}.e30.AA`])(
      'that is none: %s',
      async (token) => {
        expect(await ask(token)).toMatchObject(refused('MALFORMED'))
      },
    )

    it('without a line in the log of errors', () => {
      expect(api.logs.filter(({ msg }) => msg === 'unexpected error')).toEqual([])
      expect(failures).toEqual([])
    })
  })

  describe('with a key that is not known', () => {
    const rotated = async (kid: string) => {
      const { privateKey, publicKey } = await generateKeyPair('RS256')
      const jwk: JWK = { ...(await exportJWK(publicKey)), alg: 'RS256', kid }
      const token = await new SignJWT(claimsOf()).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey)
      return { jwk, token }
    }

    it('makes the server look once, and not again for a while: made-up names cost the provider nothing', async () => {
      const to = open()
      await ask(await provider.token(), to)
      const before = provider.asked()
      for (let i = 0; i < 20; i++)
        expect(await ask((await rotated(`made up ${i}`)).token, to)).toMatchObject(refused('BAD_SIGNATURE'))
      expect(provider.asked() - before).toBe(0)
    })

    it('is taken once the provider has published the key, and the while is over', async () => {
      const to = open()
      await ask(await provider.token(), to)
      const { jwk, token } = await rotated('new')
      provider.serve([...provider.published, jwk])
      expect(await ask(token, to)).toMatchObject(refused('BAD_SIGNATURE'))
      const now = Date.now
      Date.now = () => now() + 31_000
      try {
        expect(await ask(token, to)).toMatchObject({ status: 200 })
      } finally {
        Date.now = now
        provider.serve(provider.published)
      }
    })
  })

  describe('while the identity provider is away', () => {
    const away = { status: 503, errors: [{ extensions: { code: 'IDENTITY_PROVIDER_UNAVAILABLE' } }] }

    it('cannot be looked at, and the caller is told to come back', async () => {
      const to = open()
      provider.serve(null)
      failures.length = 0
      try {
        const token = await provider.token()
        expect(await ask(token, to)).toMatchObject(away)
        const asked = provider.asked()
        // Nobody waits for it again at once.
        expect(await ask(token, to)).toMatchObject(away)
        expect(provider.asked()).toBe(asked)
        expect(failures).toHaveLength(1)
        expect(api.logs.filter(({ msg }) => msg === 'unexpected error')).toEqual([])
      } finally {
        provider.serve(provider.published)
      }
      await new Promise((resolve) => setTimeout(resolve, 2100))
      expect(await ask(await provider.token(), to)).toMatchObject({ status: 200 })
    })

    it.each([
      ['answers what is no key set', [{ kty: 'RSA', kid: 'RS256', alg: 'RS256', n: '!', e: '!' }]],
      ['answers keys that are no keys', [null as unknown as JWK]],
    ])('or %s, neither', async (_case, keys) => {
      const to = open()
      provider.serve(keys)
      try {
        expect(await ask(await provider.token(), to)).toMatchObject(away)
      } finally {
        provider.serve(provider.published)
      }
    })

    it('is still known by the keys that were read before', async () => {
      const to = open()
      const token = await provider.token()
      expect(await ask(token, to)).toMatchObject({ status: 200 })
      provider.serve(null)
      try {
        expect(await ask(token, to)).toMatchObject({ status: 200 })
      } finally {
        provider.serve(provider.published)
      }
    })

    it('leaves API keys, and what is open to all, as they are', async () => {
      const to = open()
      provider.serve(null)
      try {
        const key = await keyOf(api.database, ACME, 'viewer')
        expect(await ask(key, to)).toMatchObject({ status: 200 })
        const response = await to.fetch('http://test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: '{ frameworks(first: 1) { totalCount } }' }),
        })
        expect(response.status).toBe(200)
      } finally {
        provider.serve(provider.published)
      }
    })
  })

  it('is nothing to a server without an identity provider', async () => {
    const to = createApp({ ...api, verifyToken: null })
    expect(await ask(await provider.token(), to)).toMatchObject(refused('MALFORMED'))
  })
})

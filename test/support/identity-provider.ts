// An OpenID Connect provider for tests: keys made on the spot, their public half served as a JWKS, tokens signed with them.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import type { OidcSettings } from '../../src/server/oidc.ts'

export const ISSUER = 'https://login.example'
export const AUDIENCE = 'crosswalk'

type Claims = Readonly<Record<string, unknown>>

export interface IdentityProvider {
  readonly settings: OidcSettings
  /** How often its keys were asked for. */
  asked(): number
  /** What it answers from now on: null for a provider that is broken. */
  serve(keys: readonly JWK[] | null): void
  /** The public keys it began with. */
  readonly published: readonly JWK[]
  /** A token of ann at acme, an editor, valid for a minute: with other claims, or without those that are undefined. */
  token(claims?: Claims, header?: { readonly alg?: string; readonly kid?: string }): Promise<string>
  close(): Promise<void>
}

export const seconds = () => Math.floor(Date.now() / 1000)

export const claimsOf = (over: Claims = {}): Record<string, unknown> => ({
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'ann',
  iat: seconds(),
  exp: seconds() + 60,
  organization: 'acme',
  role: 'editor',
  ...over,
})

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const pairs = {
    RS256: await generateKeyPair('RS256'),
    ES256: await generateKeyPair('ES256'),
    EdDSA: await generateKeyPair('EdDSA'),
  }
  const published = await Promise.all(
    Object.entries(pairs).map(async ([alg, { publicKey }]) => ({
      ...(await exportJWK(publicKey)),
      alg,
      kid: alg,
      use: 'sig',
    })),
  )
  let keys: readonly JWK[] | null = published
  let asked = 0
  const server = createServer((_req, res) => {
    asked++
    res.writeHead(keys ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    settings: {
      issuer: ISSUER,
      audience: AUDIENCE,
      jwksUrl: `http://127.0.0.1:${port}/keys`,
      organizationClaim: 'organization',
      roleClaim: 'role',
    },
    asked: () => asked,
    serve: (given) => {
      keys = given
    },
    published,
    token: (claims, { alg = 'RS256', kid = alg } = {}) =>
      new SignJWT(claimsOf(claims))
        .setProtectedHeader({ alg, kid })
        .sign(pairs[alg as keyof typeof pairs].privateKey),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

// Settings that cannot be used are refused by name.

import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'

describe('A setting', () => {
  it('has a default', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: null,
      host: '127.0.0.1',
      port: 4000,
      production: false,
    })
  })

  const OIDC = {
    OIDC_ISSUER: 'https://login.example',
    OIDC_AUDIENCE: 'crosswalk',
    OIDC_JWKS_URL: 'https://login.example/keys',
  }

  it('of an identity provider comes with its address, and has names of claims', () => {
    expect(readConfig({}).oidc).toBeNull()
    expect(readConfig(OIDC).oidc).toEqual({
      issuer: 'https://login.example',
      audience: 'crosswalk',
      jwksUrl: 'https://login.example/keys',
      organizationClaim: 'organization',
      roleClaim: 'role',
    })
    const named = { ...OIDC, OIDC_ORGANIZATION_CLAIM: 'org', OIDC_ROLE_CLAIM: 'https://acme.example/role' }
    expect(readConfig(named).oidc).toMatchObject({
      organizationClaim: 'org',
      roleClaim: 'https://acme.example/role',
    })
    expect(readConfig({ ...OIDC, OIDC_JWKS_URL: 'http://localhost:8080/keys' }).oidc).not.toBeNull()
  })

  it.each([
    [{ REQUIRE_AUTH: '1' }, /REQUIRE_AUTH must be true or false/],
    [{ REQUIRE_AUTH: 'TRUE' }, /REQUIRE_AUTH must be true or false/],
    [{ OIDC_ISSUER: OIDC.OIDC_ISSUER }, /OIDC_AUDIENCE .* together/],
    [{ ...OIDC, OIDC_AUDIENCE: '' }, /OIDC_AUDIENCE .* together/],
    [{ ...OIDC, OIDC_JWKS_URL: 'http://login.example/keys' }, /OIDC_JWKS_URL must be an https address/],
    [{ ...OIDC, OIDC_JWKS_URL: 'http://localhost.example/keys' }, /OIDC_JWKS_URL must be/],
    [{ ...OIDC, OIDC_JWKS_URL: 'file:///etc/passwd' }, /OIDC_JWKS_URL must be/],
    [{ ...OIDC, OIDC_JWKS_URL: 'login.example/keys' }, /OIDC_JWKS_URL must be/],
    [{ PORT: 'http' }, /PORT must be a port/],
    [{ PORT: '65536' }, /PORT must be a port/],
    [{ PORT: '-1' }, /PORT must be a port/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must start with postgres:/],
  ])('like %o is refused', (env, message) => {
    expect(() => readConfig(env)).toThrow(message)
  })

  it('with a secret does not show it', () => {
    const secret = 'host=db password=s3cret-and-long'
    expect(() => readConfig({ DATABASE_URL: secret })).toThrow(expect.not.stringContaining('s3cret'))
  })
})

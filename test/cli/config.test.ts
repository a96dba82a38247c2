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
      officialTextsDir: null,
    })
    expect(readConfig({ OFFICIAL_TEXTS_DIR: '/official' }).officialTextsDir).toBe('/official')
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

  it('says where the bytes of evidence are: beside the embedded database, or nowhere until it is told', () => {
    const database = { DATABASE_URL: 'postgres://host/x' }
    expect(readConfig({ DATA_DIR: '/data' }).contents).toEqual({ folder: '/data/evidence' })
    expect(readConfig(database).contents).toBeNull()
    expect(readConfig({ ...database, EVIDENCE_STORE: '/bytes' }).contents).toEqual({ folder: '/bytes' })
    const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' }
    expect(readConfig({ ...keys, EVIDENCE_STORE: 'https://s3.example/bucket/here/' }).contents).toEqual({
      bucket: {
        url: 'https://s3.example/bucket/here',
        region: 'us-east-1',
        accessKeyId: 'id',
        secretAccessKey: 'secret',
      },
    })
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
    [{ EVIDENCE_MAX_BYTES: '1e9' }, /EVIDENCE_MAX_BYTES must be from 1/],
    [{ EVIDENCE_MAX_BYTES: '99999999999' }, /EVIDENCE_MAX_BYTES must be from 1/],
    [{ EVIDENCE_STORE: 'https://s3.example' }, /EVIDENCE_STORE must be a folder or the address of a bucket/],
    [{ EVIDENCE_STORE: 'https://s3.example/bucket' }, /AWS_ACCESS_KEY_ID must be set/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must start with postgres:/],
  ])('like %o is refused', (env, message) => {
    expect(() => readConfig(env)).toThrow(message)
  })

  it('with a secret does not show it', () => {
    const secret = 'host=db password=s3cret-and-long'
    expect(() => readConfig({ DATABASE_URL: secret })).toThrow(expect.not.stringContaining('s3cret'))
    const store = 'https://id:s3cret@s3.example/bucket'
    expect(() => readConfig({ EVIDENCE_STORE: store })).toThrow(expect.not.stringContaining('s3cret'))
  })
})

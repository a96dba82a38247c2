// The only reader of process.env: every setting, its default and its meaning.

import { resolve } from 'node:path'
import { ROOT } from './root.ts'

export interface Config {
  /** A PostgreSQL 15 or newer; without it the embedded database is used. */
  readonly databaseUrl: string | null
  /** Where the embedded database keeps its files. */
  readonly dataDir: string
  readonly seedsDir: string
  readonly host: string
  readonly port: number
  readonly logLevel: string
  readonly production: boolean
  /** How often an external database is asked for a new dataset revision, where LISTEN does not say so. */
  readonly pollSeconds: number
  /** Whether the reference data, too, is shown to those with credentials only. */
  readonly requireAuth: boolean
  /** The identity provider whose tokens are taken; null without one. */
  readonly oidc: OidcConfig | null
}

interface OidcConfig {
  readonly issuer: string
  readonly audience: string
  readonly jwksUrl: string
  /** The claim with the slug of the organization. */
  readonly organizationClaim: string
  /** The claim with the role, or the roles, of the bearer. */
  readonly roleClaim: string
}

/** Thrown for a setting that cannot be used; the message names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export function parsePort(value: string, name: string): number {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65535)
    throw new ConfigError(`${name} must be a port from 0 to 65535, but got: ${JSON.stringify(value)}`)
  return port
}

/** A setting that locks must not be off because it was misspelt. */
function parseFlag(value: string | undefined, name: string): boolean {
  if (!value || value === 'false') return false
  if (value === 'true') return true
  throw new ConfigError(`${name} must be true or false, but got: ${JSON.stringify(value.slice(0, 20))}`)
}

function parseDatabaseUrl(value: string | undefined): string | null {
  if (!value) return null
  if (!/^postgres(ql)?:\/\//.test(value))
    throw new ConfigError(
      `DATABASE_URL must start with postgres://, but got: ${JSON.stringify(value.slice(0, 20))}`,
    )
  return value
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** Whoever answers at that address says whose tokens are genuine: nobody on the way may answer for it. */
function parseJwksUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))))
    return url.href
  throw new ConfigError(
    `OIDC_JWKS_URL must be an https address, but got: ${JSON.stringify(value.slice(0, 60))}`,
  )
}

function parseOidc(env: NodeJS.ProcessEnv): OidcConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = env
  if (!issuer && !audience && !jwksUrl) return null
  if (!issuer || !audience || !jwksUrl)
    throw new ConfigError(
      'OIDC_ISSUER, OIDC_AUDIENCE and OIDC_JWKS_URL must be set together, but got: only some of them',
    )
  return {
    issuer,
    audience,
    jwksUrl: parseJwksUrl(jwksUrl),
    organizationClaim: env.OIDC_ORGANIZATION_CLAIM || 'organization',
    roleClaim: env.OIDC_ROLE_CLAIM || 'role',
  }
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    databaseUrl: parseDatabaseUrl(env.DATABASE_URL),
    dataDir: resolve(env.DATA_DIR ?? resolve(ROOT, '.data')),
    seedsDir: resolve(ROOT, 'seeds'),
    host: env.HOST ?? '127.0.0.1',
    port: parsePort(env.PORT ?? '4000', 'PORT'),
    logLevel: env.LOG_LEVEL ?? 'info',
    production: env.NODE_ENV === 'production',
    pollSeconds: 60,
    requireAuth: parseFlag(env.REQUIRE_AUTH, 'REQUIRE_AUTH'),
    oidc: parseOidc(env),
  }
}

/** The settings that only the tests read. */
export function testDatabaseUrl(env: NodeJS.ProcessEnv = process.env): string | null {
  return parseDatabaseUrl(env.TEST_DATABASE_URL)
}

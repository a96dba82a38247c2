// The only reader of process.env: every setting, its default and its meaning.

import { resolve } from 'node:path'
import { ROOT } from './root.ts'

export interface Config {
  /** A PostgreSQL 15 or newer; without it the embedded database is used. */
  readonly databaseUrl: string | null
  /** Where the embedded database keeps its files. */
  readonly dataDir: string
  readonly seedsDir: string
  /** The official documents, where somebody has them, to compare our words with; null: they are compared with none. */
  readonly officialTextsDir: string | null
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
  /** Where the bytes of evidence are kept; null: they are not taken. */
  readonly contents: ContentPlace | null
  /** The most bytes of one piece of evidence. */
  readonly maxContentBytes: number
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

/** A folder of this machine, or an S3-compatible bucket. */
export type ContentPlace =
  | { readonly folder: string }
  | {
      readonly bucket: {
        readonly url: string
        readonly region: string
        readonly accessKeyId: string
        readonly secretAccessKey: string
      }
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

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (value) return value
  throw new ConfigError(`${name} must be set when EVIDENCE_STORE is a bucket, but got: nothing`)
}

function bucketAt(text: string, env: NodeJS.ProcessEnv): ContentPlace {
  const url = URL.canParse(text) ? new URL(text) : null
  // Not shown: whoever writes a secret into it should not read it again in a log.
  if (!url || url.pathname === '/' || url.username || url.search || url.hash)
    throw new ConfigError(
      'EVIDENCE_STORE must be a folder or the address of a bucket, as https://s3.example/bucket, but got: another address',
    )
  return {
    bucket: {
      url: url.href.replace(/\/+$/, ''),
      region: env.AWS_REGION ?? 'us-east-1',
      accessKeyId: required(env, 'AWS_ACCESS_KEY_ID'),
      secretAccessKey: required(env, 'AWS_SECRET_ACCESS_KEY'),
    },
  }
}

/** The embedded database has a folder beside it; with another, several processes may serve, so that it must be named. */
function parseContents(env: NodeJS.ProcessEnv, dataDir: string): ContentPlace | null {
  const value = env.EVIDENCE_STORE
  if (!value) return env.DATABASE_URL ? null : { folder: resolve(dataDir, 'evidence') }
  return /^https?:\/\//.test(value) ? bucketAt(value, env) : { folder: resolve(value) }
}

/** One PUT to S3 takes no more than 5 GiB. */
const MOST_BYTES = 5 * 1024 ** 3

function parseBytes(value: string, name: string): number {
  const bytes = Number(value)
  if (/^[1-9]\d*$/.test(value) && bytes <= MOST_BYTES) return bytes
  throw new ConfigError(`${name} must be from 1 to ${MOST_BYTES}, but got: ${JSON.stringify(value)}`)
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = resolve(env.DATA_DIR ?? resolve(ROOT, '.data'))
  return {
    databaseUrl: parseDatabaseUrl(env.DATABASE_URL),
    dataDir,
    seedsDir: resolve(ROOT, 'seeds'),
    officialTextsDir: env.OFFICIAL_TEXTS_DIR ? resolve(env.OFFICIAL_TEXTS_DIR) : null,
    host: env.HOST ?? '127.0.0.1',
    port: parsePort(env.PORT ?? '4000', 'PORT'),
    logLevel: env.LOG_LEVEL ?? 'info',
    production: env.NODE_ENV === 'production',
    pollSeconds: 60,
    requireAuth: parseFlag(env.REQUIRE_AUTH, 'REQUIRE_AUTH'),
    oidc: parseOidc(env),
    contents: parseContents(env, dataDir),
    maxContentBytes: parseBytes(env.EVIDENCE_MAX_BYTES ?? String(100 * 1024 ** 2), 'EVIDENCE_MAX_BYTES'),
  }
}

/** A bucket for the tests, of which they may do as they like; null without one. */
export function testBucket(env: NodeJS.ProcessEnv = process.env): ContentPlace | null {
  return env.TEST_S3_URL ? bucketAt(env.TEST_S3_URL, env) : null
}

/** The settings that only the tests read. */
export function testDatabaseUrl(env: NodeJS.ProcessEnv = process.env): string | null {
  return parseDatabaseUrl(env.TEST_DATABASE_URL)
}

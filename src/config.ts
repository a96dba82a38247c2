// The only reader of process.env: every setting, its default and its meaning.

import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

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
}

const root = fileURLToPath(new URL('..', import.meta.url))

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

function parseDatabaseUrl(value: string | undefined): string | null {
  if (!value) return null
  if (!/^postgres(ql)?:\/\//.test(value))
    throw new ConfigError(
      `DATABASE_URL must start with postgres://, but got: ${JSON.stringify(value.slice(0, 20))}`,
    )
  return value
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    databaseUrl: parseDatabaseUrl(env.DATABASE_URL),
    dataDir: resolve(env.DATA_DIR ?? resolve(root, '.data')),
    seedsDir: resolve(root, 'seeds'),
    host: env.HOST ?? '127.0.0.1',
    port: parsePort(env.PORT ?? '4000', 'PORT'),
    logLevel: env.LOG_LEVEL ?? 'info',
    production: env.NODE_ENV === 'production',
    pollSeconds: 60,
    requireAuth: env.REQUIRE_AUTH === 'true',
  }
}

/** The settings that only the tests read. */
export function testDatabaseUrl(env: NodeJS.ProcessEnv = process.env): string | null {
  return parseDatabaseUrl(env.TEST_DATABASE_URL)
}

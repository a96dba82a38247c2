// Who a request comes from: an API key, or a token of the identity provider, as bearer.

import { type ExecutionResult, GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { DomainError, type DomainErrorCode } from '../domain/errors.ts'
import type { Authenticated } from '../domain/member.ts'
import { actorByKey, KEY_PREFIX } from '../store/api-key.ts'
import type { Database } from '../store/database.ts'
import { membership } from '../store/member.ts'
import type { Logger } from './log.ts'
import { shown } from './masking.ts'
import type { VerifyToken } from './oidc.ts'
import { challengeOf, statusOf } from './status.ts'

const BEARER = /^Bearer +(\S+)$/i

/** How credentials are refused, or cannot be looked at. */
const REFUSALS: readonly DomainErrorCode[] = [
  'UNAUTHENTICATED',
  'NOT_A_MEMBER',
  'IDENTITY_PROVIDER_UNAVAILABLE',
  'DATABASE_UNAVAILABLE',
]

/** How such a refusal is told in HTTP; null for any other error. */
function refusalOf(error: unknown): { status: number; headers: Record<string, string> } | null {
  if (!(error instanceof DomainError) || !REFUSALS.includes(error.code)) return null
  return { status: statusOf(error), headers: challengeOf(error) }
}

/** Whom the credentials of an Authorization header are of. */
export type Authenticate = (authorization: string | null) => Promise<Authenticated | null> | null

export interface Access {
  readonly database: Database
  /** Null without an identity provider. */
  readonly verifyToken?: VerifyToken | null
  /** Refuses every operation without credentials. */
  readonly requireAuth?: boolean
}

async function keyHolder(database: Database, key: string): Promise<Authenticated> {
  const actor = await actorByKey(database, key)
  if (actor) return actor
  throw new DomainError(
    'UNAUTHENTICATED',
    'the API key must be known, not revoked and not expired, but got: another',
    { reason: 'BAD_KEY' },
  )
}

/**
 * A role in the token decides; without one the member of the organization with that subject has theirs. Throws
 * NOT_A_MEMBER when neither gives one, or the organization does not exist.
 */
async function tokenBearer(database: Database, verify: VerifyToken, token: string): Promise<Authenticated> {
  const { subject, organization, role: given } = await verify(token)
  const known = await membership(database, organization, subject)
  const role = known && (given ?? known.role)
  if (role) return { organization, subject: `user:${subject}`, role, ownRevision: known.ownRevision }
  // The same whether there is the organization or not: whose customers are here is nobody's business.
  throw new DomainError(
    'NOT_A_MEMBER',
    'the token must name an organization that is here, and carry a role or be of a member of it, but got: another',
  )
}

/**
 * Null without credentials, unless they are required. Throws UNAUTHENTICATED for credentials that are not valid: to go
 * on without them would hide the mistake.
 */
export function createAuthenticate(access: Access): Authenticate {
  // Reference data without credentials, as nearly all requests are, asks the database nothing.
  return (authorization) =>
    authorization === null && !access.requireAuth ? null : bearer(access, authorization)
}

async function bearer(
  { database, verifyToken }: Access,
  authorization: string | null,
): Promise<Authenticated> {
  const token = BEARER.exec(authorization ?? '')?.[1]
  if (token?.startsWith(KEY_PREFIX)) return keyHolder(database, token)
  if (token && verifyToken) return tokenBearer(database, verifyToken, token)
  const expected = verifyToken ? 'an API key or a token of the identity provider' : 'an API key'
  throw new DomainError(
    'UNAUTHENTICATED',
    `Authorization must be "Bearer" and ${expected}, but got: ${authorization === null ? 'none' : 'another'}`,
    { reason: authorization === null ? 'NO_CREDENTIALS' : 'MALFORMED' },
  )
}

/** The same as the answer of an operation. */
export function refused(logger: Logger, error: unknown): ExecutionResult {
  const { message, extensions } = shown(logger, error, crypto.randomUUID())
  const http = refusalOf(error) ?? { status: 500 }
  return { errors: [new GraphQLError(message, { extensions: { ...extensions, http } })] }
}

export interface Actors {
  /** Looks once at the credentials of a request, before anything is done for it: nobody unknown costs a parse. */
  readonly plugin: Plugin
  of(request: Request): Authenticated | null
}

export function authenticateRequests(authenticate: Authenticate, logger: Logger): Actors {
  const known = new WeakMap<Request, Promise<Authenticated | null>>()
  const actors = new WeakMap<Request, Authenticated>()
  const plugin: Plugin = {
    onParams({ request, setResult }) {
      const asked = known.get(request) ?? authenticate(request.headers.get('authorization'))
      if (!asked) return
      // The operations of a batch share their request.
      known.set(request, asked)
      return asked.then(
        (actor) => void (actor && actors.set(request, actor)),
        (error) => setResult(refused(logger, error)),
      )
    },
  }
  return { plugin, of: (request) => actors.get(request) ?? null }
}

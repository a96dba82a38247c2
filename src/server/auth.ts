// Who a request comes from: an API key as bearer token.

import { DomainError } from '../domain/errors.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from '../store/database.ts'
import { actorByKey } from '../store/organization.ts'

const BEARER = /^Bearer +(\S+)$/i

/**
 * Null without an Authorization header, unless one is required. Throws UNAUTHENTICATED for credentials that are not
 * valid: to go on without them would hide the mistake.
 */
export async function actorOf(
  database: Database,
  authorization: string | null,
  required: boolean,
): Promise<Actor | null> {
  if (authorization === null && !required) return null
  const token = BEARER.exec(authorization ?? '')?.[1]
  const actor = token ? await actorByKey(database, token) : null
  if (actor) return actor
  throw new DomainError(
    'UNAUTHENTICATED',
    `Authorization must be "Bearer" and a valid API key, but got: ${authorization === null ? 'none' : 'another'}`,
  )
}

// Whom credentials were of when they were last looked at. That proves nothing: they are looked at again with every
// request, so that revoking them works at once. It is whom to expect, so that reading may begin in the meantime.

import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Authenticated } from '../domain/member.ts'
import type { Authenticate } from './auth.ts'

/** Credentials remembered: of those who asked last. */
const REMEMBERED = 1000

export interface RememberedActors {
  /** The same, and remembers whom it found; forgets whose credentials are refused. */
  readonly authenticate: Authenticate
  /** Whom to expect, before the credentials are looked at; null when they have not been good the last time. */
  expected(authorization: string | null): Authenticated | null
}

/** Credentials themselves are nowhere in memory for longer than their request. */
const hashOf = (authorization: string) => createHash('sha256').update(authorization).digest('base64')

export function rememberActors(authenticate: Authenticate): RememberedActors {
  const known = new LRUCache<string, Authenticated>({ max: REMEMBERED })
  const remember = async (hash: string, looking: Promise<Authenticated | null>) => {
    try {
      const actor = await looking
      if (actor) known.set(hash, actor)
      return actor
    } catch (error) {
      known.delete(hash)
      throw error
    }
  }
  return {
    authenticate: (authorization) => {
      const looking = authenticate(authorization)
      return looking && authorization !== null ? remember(hashOf(authorization), looking) : looking
    },
    expected: (authorization) => (authorization === null ? null : (known.get(hashOf(authorization)) ?? null)),
  }
}

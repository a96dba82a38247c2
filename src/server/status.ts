// The HTTP status of what a caller did wrong, for answers that are not GraphQL, and of credentials that are refused.

import type { DomainErrorCode } from '../domain/errors.ts'

const STATUS: Readonly<Partial<Record<DomainErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_A_MEMBER: 403,
  NOT_FOUND: 404,
  NOT_EXPRESSIBLE: 404,
  ALREADY_EXISTS: 409,
  WRONG_STATUS: 409,
  VERSION_CONFLICT: 412,
  BODY_TOO_LARGE: 413,
  TOO_LARGE: 413,
  DIGEST_MISMATCH: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  UPLOADS_OFF: 501,
  DATABASE_UNAVAILABLE: 503,
  IDENTITY_PROVIDER_UNAVAILABLE: 503,
}

/** What names something that is not there is 404; what was asked wrongly is 400. */
export const statusOf = ({ code }: { readonly code: DomainErrorCode }): number =>
  STATUS[code] ?? (code.startsWith('UNKNOWN_') ? 404 : 400)

/** The headers that go with it: 401 says which credentials are taken. */
export const challengeOf = (error: { readonly code: DomainErrorCode }): Record<string, string> =>
  statusOf(error) === 401 ? { 'www-authenticate': 'Bearer' } : {}

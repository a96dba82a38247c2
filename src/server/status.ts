// The HTTP status of what a caller did wrong, for answers that are not GraphQL.

import type { DomainErrorCode } from '../domain/errors.ts'

const STATUS: Readonly<Partial<Record<DomainErrorCode, number>>> = {
  FORBIDDEN: 403,
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
}

/** What names something that is not there is 404; what was asked wrongly is 400. */
export const statusOf = ({ code }: { readonly code: DomainErrorCode }): number =>
  STATUS[code] ?? (code.startsWith('UNKNOWN_') ? 404 : 400)

// The errors a caller can cause, each with a code that clients may switch on.

export type DomainErrorCode =
  | 'UNKNOWN_FRAMEWORK'
  | 'UNKNOWN_REF'
  | 'UNKNOWN_MAPPING_SET'
  | 'UNKNOWN_TAG'
  | 'UNKNOWN_EVIDENCE_TYPE'
  | 'BAD_ARGUMENT'
  | 'BAD_CURSOR'
  | 'BAD_ID'
  | 'NOT_EXPRESSIBLE'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'VERSION_CONFLICT'
  | 'WRONG_STATUS'
  | 'IDEMPOTENCY_KEY_REUSED'

export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: DomainErrorCode
  /** More for the caller: the argument at fault, the nearest known names. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: DomainErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

// The errors that a caller can cause, or must know how to go on from, each with a code that clients may switch on.

import type { RowProblem } from './evidence-draft.ts'
import type { MemberRole } from './member.ts'

/** What a caller is told beside the message, by code. */
interface Details {
  readonly UNKNOWN_FRAMEWORK: UnknownName
  readonly UNKNOWN_REF: UnknownName
  readonly UNKNOWN_MAPPING_SET: UnknownName
  readonly UNKNOWN_TAG: UnknownName
  readonly UNKNOWN_EVIDENCE_TYPE: UnknownName
  readonly UNKNOWN_SCOPE: UnknownName
  readonly BAD_ARGUMENT: AtFault
  readonly BAD_CURSOR: AtFault
  readonly BAD_ID: AtFault
  readonly NOT_EXPRESSIBLE: None
  readonly UNAUTHENTICATED: { readonly reason: Refusal }
  /** The credentials are genuine, and give no role in an organization. */
  readonly NOT_A_MEMBER: None
  readonly IDENTITY_PROVIDER_UNAVAILABLE: None
  /** The role of the actor, and the least that will do. */
  readonly FORBIDDEN: { readonly role: MemberRole; readonly needs: MemberRole }
  readonly NOT_FOUND: None
  readonly ALREADY_EXISTS: None
  /** How many things name it. */
  readonly IN_USE: { readonly count: number }
  readonly LAST_ADMIN: None
  /** The version there is now. */
  readonly VERSION_CONFLICT: { readonly current: number }
  /** The status it is in. */
  readonly WRONG_STATUS: { readonly status: string }
  readonly IDEMPOTENCY_KEY_REUSED: AtFault
  readonly DATABASE_UNAVAILABLE: None
  /** The most bytes there may be. */
  readonly BODY_TOO_LARGE: { readonly limit: number }
  /** The SHA-256 that was told, and that of the bytes. */
  readonly DIGEST_MISMATCH: { readonly expected: string; readonly actual: string }
  readonly UPLOADS_OFF: None
  /** What there is too much of, and how much there may be. */
  readonly TOO_LARGE: AtFault & { readonly limit: number }
  /** What keeps a file from being imported, by line and column. */
  readonly BAD_ROWS: { readonly problems: readonly RowProblem[] }
}

/** What is wrong with credentials. */
export type Refusal =
  | 'NO_CREDENTIALS'
  | 'MALFORMED'
  | 'BAD_KEY'
  | 'BAD_SIGNATURE'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'BAD_ISSUER'
  | 'BAD_AUDIENCE'
  | 'BAD_CLAIM'

interface AtFault {
  /** The argument at fault. */
  readonly argument: string
}

interface UnknownName extends AtFault {
  /** The known names closest to it. */
  readonly nearest: readonly string[]
}

type None = undefined

export type DomainErrorCode = keyof Details

/** What the constructor takes after the message: nothing where the code says it all. */
type Told<Code extends DomainErrorCode> = Details[Code] extends None ? [] : [details: Details[Code]]

export class DomainError<Code extends DomainErrorCode = DomainErrorCode> extends Error {
  override readonly name = 'DomainError'
  readonly code: Code
  readonly details: Told<Code>[0]

  constructor(code: Code, message: string, ...[details]: Told<Code>) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** Whoever sent it, and however it was counted. */
export const bodyTooLarge = (limit: number) =>
  new DomainError('BODY_TOO_LARGE', `the body must be at most ${limit} bytes, but got: more`, { limit })

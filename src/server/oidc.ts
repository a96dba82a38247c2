// Bearer tokens of an OpenID Connect provider: whether one is genuine, and what it says of its bearer. What that opens is
// for `auth.ts` to find out.

import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { DomainError, type Refusal } from '../domain/errors.ts'
import { MAX_SUBJECT, MEMBER_ROLES, type MemberRole } from '../domain/member.ts'

export interface OidcSettings {
  readonly issuer: string
  readonly audience: string
  readonly jwksUrl: string
  readonly organizationClaim: string
  readonly roleClaim: string
}

/** What a genuine token says of its bearer. */
export interface Identity {
  readonly subject: string
  readonly organization: string
  /** Null when the token says nothing of it. */
  readonly role: MemberRole | null
}

/** Throws UNAUTHENTICATED, and IDENTITY_PROVIDER_UNAVAILABLE when the provider's keys cannot be had. */
export type VerifyToken = (token: string) => Promise<Identity>

/**
 * Signatures by a private key only: with HS256 among them, whoever knows the public key could sign, and `none` is no
 * signature.
 */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
]

/** How far the provider's clock may be from ours. */
const TOLERANCE_SECONDS = 5

const KEYS = {
  timeoutDuration: 3000,
  /** After a fetch, an unknown key is not looked for again: tokens that are made up cost the provider nothing. */
  cooldownDuration: 30_000,
  cacheMaxAge: 600_000,
}
/** After a fetch that failed, without keys to go on with. */
const RETRY_MILLISECONDS = 2000

const refusal = (reason: Refusal, message: string) => new DomainError('UNAUTHENTICATED', message, { reason })

const CLAIM_REASONS: Readonly<Record<string, Refusal>> = {
  iss: 'BAD_ISSUER',
  aud: 'BAD_AUDIENCE',
  nbf: 'NOT_YET_VALID',
}

/** What is wrong with the token; null for an error that is not the token's. */
function refusedFor(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error
  if (error instanceof errors.JWTExpired)
    return refusal('EXPIRED', 'the token must not have expired, but got: one that has')
  if (error instanceof errors.JWTClaimValidationFailed)
    return refusal(
      CLAIM_REASONS[error.claim] ?? 'BAD_CLAIM',
      `the token’s ${error.claim} must be as this server expects, but got: ${error.reason === 'missing' ? 'none' : 'another'}`,
    )
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return refusal('MALFORMED', 'the token must be a signed JWT, but got: another text')
  if (error instanceof errors.JOSEError)
    return refusal(
      'BAD_SIGNATURE',
      'the token must be signed with an asymmetric key of the identity provider, but got: another signature',
    )
  return null
}

const isAboutTheToken = (error: unknown) =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported

const unavailable = () =>
  new DomainError(
    'IDENTITY_PROVIDER_UNAVAILABLE',
    'the keys of the identity provider must be there to check a token, but got: none; try again later',
  )

function keysOf(jwksUrl: string, onUnavailable: (error: unknown) => void): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(jwksUrl), KEYS)
  let retryAt = 0
  return async (header, token) => {
    // Whoever waits for a provider that is away must not keep others waiting.
    if (!keys.fresh && Date.now() < retryAt) throw unavailable()
    try {
      return await keys(header, token)
    } catch (error) {
      if (isAboutTheToken(error)) throw error
      retryAt = Date.now() + RETRY_MILLISECONDS
      onUnavailable(error)
      throw unavailable()
    }
  }
}

function claimed(payload: JWTPayload, claim: string, expected: string): string[] {
  const value = payload[claim]
  const texts = Array.isArray(value) ? value : [value]
  if (texts.every((text) => typeof text === 'string')) return texts
  throw refusal('BAD_CLAIM', `the token’s ${claim} must be ${expected}, but got: ${typeof value}`)
}

function organizationIn(payload: JWTPayload, claim: string): string {
  const expected = 'the slug of one organization'
  const [only, ...more] = claimed(payload, claim, expected)
  if (only !== undefined && more.length === 0) return only
  throw refusal('BAD_CLAIM', `the token’s ${claim} must be ${expected}, but got: ${more.length + 1}`)
}

/** Providers list all roles of a person: the highest of ours counts. */
function roleIn(payload: JWTPayload, claim: string): MemberRole | null {
  if (payload[claim] === undefined || payload[claim] === null) return null
  const expected = `one of ${MEMBER_ROLES.join(', ')}`
  const named = claimed(payload, claim, expected)
  const role = MEMBER_ROLES.findLast((known) => named.includes(known))
  if (role) return role
  throw refusal('BAD_CLAIM', `the token’s ${claim} must be ${expected}, but got: another`)
}

function subjectIn({ sub }: JWTPayload): string {
  if (sub && sub.length <= MAX_SUBJECT && !sub.includes('\0')) return sub
  throw refusal('BAD_CLAIM', `the token’s sub must be 1 to ${MAX_SUBJECT} characters, but got: another`)
}

/** Fetches the provider's keys when the first token comes; `onUnavailable` is told when that fails. */
export function createTokenVerifier(
  { issuer, audience, jwksUrl, organizationClaim, roleClaim }: OidcSettings,
  onUnavailable: (error: unknown) => void,
): VerifyToken {
  const keys = keysOf(jwksUrl, onUnavailable)
  const options = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    clockTolerance: TOLERANCE_SECONDS,
    requiredClaims: ['exp', 'sub', organizationClaim],
  }
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, options).catch((error: unknown) => {
      const refused = refusedFor(error)
      // What else goes wrong is a published key that cannot be used: too short, say.
      if (!refused) onUnavailable(error)
      throw refused ?? unavailable()
    })
    return {
      subject: subjectIn(payload),
      organization: organizationIn(payload, organizationClaim),
      role: roleIn(payload, roleClaim),
    }
  }
}

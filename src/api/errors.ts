// What a caller sees of an error: their own mistakes with code and details; anything else masked, with the request id
// under which it was logged.

import { GraphQLError } from 'graphql'
import { DomainError } from '../domain/errors.ts'

/** The DomainError behind an error that graphql wrapped, if there is one. */
function domainErrorIn(error: unknown): DomainError | null {
  for (
    let at: unknown = error;
    at instanceof Error;
    at = at instanceof GraphQLError ? at.originalError : undefined
  )
    if (at instanceof DomainError) return at
  return null
}

/** What the limits, and graphql on variables, leave without a code. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/depth limit/, 'TOO_DEEP'],
  [/Aliases limit/, 'TOO_MANY_ALIASES'],
  [/Token limit/, 'TOO_MANY_TOKENS'],
  [/Cost limit/, 'TOO_COMPLEX'],
  [/^Variable "/, 'BAD_USER_INPUT'],
]

/** graphql wraps its own complaints about variables in one another: those are the caller's mistakes too. */
function isOnlyGraphQL(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && (!error.originalError || isOnlyGraphQL(error.originalError))
}

export function publicError(error: unknown): GraphQLError | null {
  const domain = domainErrorIn(error)
  if (domain) {
    const { nodes, source, positions, path } =
      error instanceof GraphQLError ? error : ({} as Partial<GraphQLError>)
    const extensions = { code: domain.code, ...domain.details }
    return new GraphQLError(domain.message, { nodes, source, positions, path, extensions })
  }
  if (!isOnlyGraphQL(error)) return null
  const code = CODES.find(([pattern]) => pattern.test(error.message))?.[1]
  if (!code) return error
  const { nodes, source, positions, path } = error
  const message = error.message.replace(/^Syntax Error: /, '')
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    path,
    extensions: { ...error.extensions, code },
  })
}

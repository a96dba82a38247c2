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

export function publicError(error: unknown): GraphQLError | null {
  const domain = domainErrorIn(error)
  if (domain) {
    const { nodes, source, positions, path } =
      error instanceof GraphQLError ? error : ({} as Partial<GraphQLError>)
    const extensions = { code: domain.code, ...domain.details }
    return new GraphQLError(domain.message, { nodes, source, positions, path, extensions })
  }
  // What graphql and the limits themselves say of a document has no original error.
  return error instanceof GraphQLError && !error.originalError ? error : null
}

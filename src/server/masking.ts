// Errors on their way out: the caller's own as they are, all others masked under a request id and logged.

import { type ExecutionResult, GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { publicError } from '../api/errors.ts'
import type { Logger } from './log.ts'

/** What the caller may see of an error; what is not theirs is logged, and masked. */
export function shown(logger: Logger, error: unknown, requestId: string): GraphQLError {
  return publicError(error) ?? hidden(logger, error, requestId)
}

function hidden(logger: Logger, error: unknown, requestId: string): GraphQLError {
  logger.error({ requestId, err: error }, 'unexpected error')
  return new GraphQLError(`Unexpected error. Its request id is ${requestId}.`, {
    path: error instanceof GraphQLError ? error.path : undefined,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  })
}

/** A result as the caller may see it. */
export function masked(logger: Logger, result: ExecutionResult, requestId: string): ExecutionResult {
  if (!result.errors) return result
  return { ...result, errors: result.errors.map((error) => shown(logger, error, requestId)) }
}

/** Masks what resolvers throw under the id of their request; yoga's own masking does not know it. */
export function maskWithRequestId(logger: Logger): Plugin<{ requestId?: string }> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone({ result, setResult }) {
        if (!('errors' in result) || !result.errors) return
        setResult(masked(logger, result, args.contextValue.requestId ?? crypto.randomUUID()))
      },
    }),
  }
}

/** yoga answers a body of another type with 415 and nothing else. */
export function sayUnsupported(): Plugin {
  return {
    onResponse({ response, setResponse, fetchAPI }) {
      if (response.status !== 415) return
      const message = 'the body must be application/json, but got: another content-type'
      const body = JSON.stringify({ errors: [{ message, extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }] })
      setResponse(
        new fetchAPI.Response(body, { status: 415, headers: { 'content-type': 'application/json' } }),
      )
    },
  }
}

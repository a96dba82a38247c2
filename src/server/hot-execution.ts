// Hot operations executed past yoga's pipeline, for callers with credentials and without. Who they are is looked at with
// every request, and nothing is told before; what is wrong is told as yoga tells it, or left to yoga.

import type { IncomingHttpHeaders } from 'node:http'
import type { ExecutionResult } from 'graphql'
import type { GraphQLParams } from 'graphql-yoga'
import type { Context } from '../api/context.ts'
import type { Authenticated } from '../domain/member.ts'
import { type Authenticate, refused } from './auth.ts'
import type { ContextFor } from './context.ts'
import type { HotOperations } from './hot.ts'
import type { Logger } from './log.ts'
import { masked } from './masking.ts'
import { rememberActors } from './remembered.ts'

/** Null where yoga has to answer: the operation is not hot, or something about it is to be refused. */
type Executed = ExecutionResult | null

export type ExecuteHot = (
  params: GraphQLParams,
  headers: IncomingHttpHeaders,
  info: { readonly requestId: string },
) => Executed | Promise<Executed>

/** Executes as somebody; null in the place of what yoga has to tell. */
type ExecuteAs = (actor: Authenticated | null) => Executed | Promise<Executed>

interface Execution {
  readonly hot: Pick<HotOperations, 'find'>
  readonly authenticate: Authenticate
  readonly contextFor: ContextFor
  readonly logger: Logger
}

const isSame = (a: Authenticated, b: Authenticated) =>
  a.organization === b.organization &&
  a.subject === b.subject &&
  a.role === b.role &&
  a.ownRevision === b.ownRevision

/** What was begun as somebody, before it was known that they are who asks. */
interface Early {
  readonly expected: Authenticated
  readonly executed: Promise<Executed>
}

function begin(executeAs: ExecuteAs, expected: Authenticated): Early {
  const executed = (async () => executeAs(expected))()
  // Whoever never waits for it need not hear of it.
  executed.catch(() => {})
  return { expected, executed }
}

export function createExecuteHot({ hot, authenticate, contextFor, logger }: Execution): ExecuteHot {
  const remembered = rememberActors(authenticate)

  /** Should the credentials be refused now, or be another's than expected, nobody sees what was begun. */
  const executeVerified = async (
    verified: Promise<Authenticated | null>,
    early: Early | null,
    executeAs: ExecuteAs,
  ): Promise<Executed> => {
    let actor: Authenticated | null
    try {
      actor = await verified
    } catch (error) {
      return refused(logger, error)
    }
    return early && actor && isSame(actor, early.expected) ? early.executed : executeAs(actor)
  }

  return (params, headers, { requestId }) => {
    const operation = hot.find(params)
    if (!operation) return null
    const run = (context: Context) => operation.run(context, params.variables)
    const executeAs: ExecuteAs = (actor) => {
      const context = contextFor(actor, headers['accept-language'] ?? null)
      // An organization whose own data cannot be read is told so by yoga.
      return context instanceof Promise ? context.then(run, () => null) : run(context)
    }
    const seen = (executed: Executed) => executed && masked(logger, executed, requestId)
    const authorization = headers.authorization ?? null
    // What only reads takes longer than to find out whose the credentials are: it goes first.
    const expected = operation.isQuery ? remembered.expected(authorization) : null
    const early = expected && begin(executeAs, expected)
    const verified = remembered.authenticate(authorization)
    const executed = verified ? executeVerified(verified, early, executeAs) : executeAs(null)
    return executed instanceof Promise ? executed.then(seen) : seen(executed)
  }
}

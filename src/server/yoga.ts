// The GraphQL endpoint: the schema in graphql-yoga, with limits, compiled hot operations and masked errors.

import { createYoga, type YogaServerInstance } from 'graphql-yoga'
import type { Context } from '../api/context.ts'
import { schema } from '../api/schema.ts'
import type { Contents } from '../store/contents.ts'
import type { Database } from '../store/database.ts'
import type { Reference } from '../store/reference.ts'
import { authenticateRequests, createAuthenticate } from './auth.ts'
import { createContexts } from './context.ts'
import { hotOperations } from './hot.ts'
import { createExecuteHot, type ExecuteHot } from './hot-execution.ts'
import { documentCache, LIMITS, limitPlugins } from './limits.ts'
import type { Logger } from './log.ts'
import { maskWithRequestId, sayUnsupported, shown } from './masking.ts'
import type { VerifyToken } from './oidc.ts'
import { answerAcceptable, readJsonOnly } from './reading.ts'

export const GRAPHQL_PATH = '/graphql'

export interface AppDependencies {
  readonly reference: Reference
  readonly database: Database
  readonly logger: Logger
  /** Refuses every operation without credentials. */
  readonly requireAuth?: boolean
  /** Null without an identity provider. */
  readonly verifyToken?: VerifyToken | null
  /** Where the bytes of evidence are kept; null or nothing: they are not taken. */
  readonly contents?: Contents | null
}

/** What the HTTP server knows of a request before GraphQL does. */
export interface RequestInfo {
  readonly requestId: string
}

export interface App extends YogaServerInstance<RequestInfo, Context> {
  /** Executes a hot operation as yoga would, at a fraction of its cost; else null. */
  readonly executeHot: ExecuteHot
}

export function createApp(dependencies: AppDependencies): App {
  const { logger } = dependencies
  const authenticate = createAuthenticate(dependencies)
  const actors = authenticateRequests(authenticate, logger)
  const contextFor = createContexts(dependencies)
  const hot = hotOperations()
  const yoga = createYoga<RequestInfo, Context>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    graphiql: false,
    landingPage: false,
    logging: false,
    // The HTTP server limits the body itself, and cheaper.
    maxRequestBodySize: false,
    batching: { limit: LIMITS.batch },
    parserAndValidationCache: { documentCache: documentCache(), errorCache: documentCache() },
    plugins: [
      actors.plugin,
      maskWithRequestId(logger),
      answerAcceptable(),
      readJsonOnly(),
      sayUnsupported(),
      ...limitPlugins(),
      hot.plugin,
    ],
    context: ({ request }) => contextFor(actors.of(request), request.headers.get('accept-language')),
    maskedErrors: { maskError: (error) => shown(logger, error, crypto.randomUUID()) },
  })
  return Object.assign(yoga, { executeHot: createExecuteHot({ hot, authenticate, contextFor, logger }) })
}

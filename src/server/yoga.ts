// The GraphQL endpoint: the schema in graphql-yoga, with limits, compiled hot operations and masked errors.

import { createYoga, type YogaServerInstance } from 'graphql-yoga'
import type { Context } from '../api/context.ts'
import { createLoaders } from '../api/loaders.ts'
import { schema } from '../api/schema.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { readImport } from '../exchange/imports.ts'
import type { Contents } from '../store/contents.ts'
import type { Database } from '../store/database.ts'
import type { Reference } from '../store/reference.ts'
import { authenticateRequests, createAuthenticate } from './auth.ts'
import { compileHotOperations } from './hot.ts'
import { documentCache, LIMITS, limitPlugins } from './limits.ts'
import { preferredLocale } from './locale.ts'
import type { Logger } from './log.ts'
import { maskWithRequestId, sayUnsupported, shown } from './masking.ts'
import type { VerifyToken } from './oidc.ts'
import { readJsonOnly } from './reading.ts'
import { sweepSoon } from './sweep.ts'

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

export type App = YogaServerInstance<RequestInfo, Context>

export function createApp(dependencies: AppDependencies): App {
  const { reference, database, logger } = dependencies
  const actors = authenticateRequests(createAuthenticate(dependencies), logger)
  return createYoga<RequestInfo, Context>({
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
      readJsonOnly(),
      sayUnsupported(),
      ...limitPlugins(),
      compileHotOperations(),
    ],
    context: ({ request }): Context | Promise<Context> => {
      const actor = actors.of(request)
      let loaders: Context['loaders'] | null = null
      const contextOn = (snapshot: Snapshot): Context => ({
        snapshot,
        publicSnapshot: reference.current(),
        database,
        locale: preferredLocale(request.headers.get('accept-language')),
        actor,
        get loaders() {
          loaders ??= createLoaders(database, actor)
          return loaders
        },
        sweep: () => actor && sweepSoon(dependencies, actor.organization),
        readImport,
        today: new Date().toISOString().slice(0, 10),
      })
      const snapshot = reference.seenBy(actor)
      return snapshot instanceof Promise ? snapshot.then(contextOn) : contextOn(snapshot)
    },
    maskedErrors: { maskError: (error) => shown(logger, error, crypto.randomUUID()) },
  })
}

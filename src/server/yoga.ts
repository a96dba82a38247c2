// The GraphQL endpoint: the schema in graphql-yoga, with limits, compiled hot operations and masked errors.

import type { IncomingHttpHeaders } from 'node:http'
import type { ExecutionResult } from 'graphql'
import { createYoga, type GraphQLParams, type YogaServerInstance } from 'graphql-yoga'
import type { Context } from '../api/context.ts'
import { createLoaders } from '../api/loaders.ts'
import { schema } from '../api/schema.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { readImport } from '../exchange/imports.ts'
import type { Contents } from '../store/contents.ts'
import type { Database } from '../store/database.ts'
import type { Reference } from '../store/reference.ts'
import { authenticateRequests, createAuthenticate } from './auth.ts'
import { hotOperations } from './hot.ts'
import { documentCache, LIMITS, limitPlugins } from './limits.ts'
import { preferredLocale } from './locale.ts'
import type { Logger } from './log.ts'
import { masked, maskWithRequestId, sayUnsupported, shown } from './masking.ts'
import type { VerifyToken } from './oidc.ts'
import { answerAcceptable, readJsonOnly } from './reading.ts'
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

type Executed = ExecutionResult | Promise<ExecutionResult>

export interface App extends YogaServerInstance<RequestInfo, Context> {
  /** Executes a hot operation of a caller without credentials as yoga would, at a fraction of its cost; else null. */
  executeHot(params: GraphQLParams, headers: IncomingHttpHeaders, info: RequestInfo): Executed | null
}

type Answering = Pick<Context, 'snapshot' | 'publicSnapshot' | 'actor' | 'locale'>

function createContext(dependencies: AppDependencies, answering: Answering): Context {
  const { database } = dependencies
  const { snapshot, publicSnapshot, actor, locale } = answering
  // Most questions need neither.
  let loaders: Context['loaders'] | null = null
  let today: Context['today'] | null = null
  return {
    snapshot,
    publicSnapshot,
    actor,
    locale,
    database,
    get loaders() {
      loaders ??= createLoaders(database, actor)
      return loaders
    },
    sweep: () => actor && sweepSoon(dependencies, actor.organization),
    readImport,
    get today() {
      today ??= new Date().toISOString().slice(0, 10)
      return today
    },
  }
}

export function createApp(dependencies: AppDependencies): App {
  const { reference, logger } = dependencies
  const actors = authenticateRequests(createAuthenticate(dependencies), logger)
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
    context: ({ request }): Context | Promise<Context> => {
      const actor = actors.of(request)
      const locale = preferredLocale(request.headers.get('accept-language'))
      const publicSnapshot = reference.current()
      const contextOn = (snapshot: Snapshot) =>
        createContext(dependencies, { snapshot, publicSnapshot, actor, locale })
      const snapshot = reference.seenBy(actor)
      return snapshot instanceof Promise ? snapshot.then(contextOn) : contextOn(snapshot)
    },
    maskedErrors: { maskError: (error) => shown(logger, error, crypto.randomUUID()) },
  })
  const executeHot: App['executeHot'] = (params, headers, { requestId }) => {
    if (headers.authorization !== undefined || dependencies.requireAuth) return null
    const run = hot.find(params)
    if (!run) return null
    const snapshot = reference.current()
    const locale = preferredLocale(headers['accept-language'] ?? null)
    const context = createContext(dependencies, { snapshot, publicSnapshot: snapshot, actor: null, locale })
    const result = run(context, params.variables)
    const seen = (executed: ExecutionResult) => masked(logger, executed, requestId)
    return result instanceof Promise ? result.then(seen) : result && seen(result)
  }
  return Object.assign(yoga, { executeHot })
}

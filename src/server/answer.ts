// The answer to one GraphQL request. A plain operation, as nearly all are, goes straight to yoga's execution with all
// its plugins; the rest, and whatever is wrong, through yoga's fetch handler, which costs more than most operations do.

import type { IncomingMessage } from 'node:http'
import { type GraphQLParams, processRegularResult } from 'graphql-yoga'
import type { App, RequestInfo } from './yoga.ts'

const JSON_TYPE = 'application/json'
const GRAPHQL_TYPE = 'application/graphql-response+json'

/** The type that yoga chooses for what common clients accept; it does not look at `q`. */
const TYPE_BY_ACCEPT: ReadonlyMap<string | undefined, string> = new Map([
  [undefined, JSON_TYPE],
  ['*/*', JSON_TYPE],
  [JSON_TYPE, JSON_TYPE],
  [GRAPHQL_TYPE, GRAPHQL_TYPE],
  [`${GRAPHQL_TYPE}, ${JSON_TYPE}`, GRAPHQL_TYPE],
  // Apollo Client 4.
  [`${GRAPHQL_TYPE},${JSON_TYPE};q=0.9`, GRAPHQL_TYPE],
])

const CONTENT_TYPE = /^application\/json(;|$)/

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isOptionalRecord = (value: unknown) => value === undefined || value === null || isRecord(value)

/** One operation and nothing unusual about it; null for anything that yoga might refuse before it executes. */
function plainParams(body: Buffer): GraphQLParams | null {
  try {
    const params: unknown = JSON.parse(body.toString())
    if (!isRecord(params)) return null
    const { query, variables, operationName: _, extensions, ...others } = params
    const plain = typeof query === 'string' && isOptionalRecord(variables) && isOptionalRecord(extensions)
    return plain && Object.keys(others).length === 0 ? params : null
  } catch {
    return null
  }
}

async function answerPlain(
  app: App,
  req: IncomingMessage,
  body: Buffer,
  info: RequestInfo,
): Promise<Response | null> {
  const { method, headers } = req
  const type = TYPE_BY_ACCEPT.get(headers.accept)
  // An Origin is for yoga's CORS.
  if (method !== 'POST' || !type || !CONTENT_TYPE.test(headers['content-type'] ?? '') || headers.origin)
    return null
  const params = plainParams(body)
  if (!params) return null
  const request = new app.fetchAPI.Request(`http://localhost${req.url}`, {
    method,
    headers: headers as HeadersInit,
  })
  const result = await app.getResultForParams({ params, request }, { ...info })
  // Never undefined, since no plugin takes results away; and one result, since the schema has no subscriptions.
  return processRegularResult(result!, app.fetchAPI, type)
}

/** What yoga answers, whichever way; `body` is undefined for methods that have none. */
export async function answer(
  app: App,
  req: IncomingMessage,
  body: Buffer | undefined,
  info: RequestInfo,
): Promise<Response> {
  const plain = body && (await answerPlain(app, req, body, info))
  if (plain) return plain
  const init = {
    method: req.method!,
    headers: req.headers as Record<string, string>,
    body: body as BodyInit | undefined,
  }
  return app.fetch(`http://localhost${req.url}`, init, info)
}

// The answer to one GraphQL request. A plain operation, as nearly all are, is executed as compiled when it is hot, and
// else goes straight to yoga's execution with all its plugins; the rest, and whatever is wrong, goes through yoga's fetch
// handler, which costs more than most operations do.

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

export interface Answer {
  readonly status: number
  readonly headers: Iterable<readonly [string, string]>
  readonly body: string
}

/** As yoga makes it, without a Response in between. */
function jsonAnswer(type: string, body: string): Answer {
  const headers = [
    ['Content-Type', `${type}; charset=utf-8`],
    ['content-length', String(Buffer.byteLength(body))],
  ] as const
  return { status: 200, headers, body }
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, body: await response.text() }
}

async function answerPlain(
  app: App,
  { method, headers, url }: IncomingMessage,
  body: Buffer,
  info: RequestInfo,
): Promise<Answer | null> {
  const type = TYPE_BY_ACCEPT.get(headers.accept)
  // An Origin is for yoga's CORS.
  if (method !== 'POST' || !type || !CONTENT_TYPE.test(headers['content-type'] ?? '') || headers.origin)
    return null
  const params = plainParams(body)
  if (!params) return null
  const hot = await app.executeHot(params, headers, info)
  if (hot && !hot.errors) return jsonAnswer(type, JSON.stringify(hot))
  const request = new app.fetchAPI.Request(`http://localhost${url}`, {
    method,
    headers: headers as HeadersInit,
  })
  const result = hot ?? (await app.getResultForParams({ params, request }, { ...info }))
  // Never undefined, since no plugin takes results away; and one result, since the schema has no subscriptions.
  return answerOf(processRegularResult(result!, app.fetchAPI, type))
}

/** What yoga answers, whichever way; `body` is undefined for methods that have none. */
export async function answer(
  app: App,
  req: IncomingMessage,
  body: Buffer | undefined,
  info: RequestInfo,
): Promise<Answer> {
  const plain = body && (await answerPlain(app, req, body, info))
  if (plain) return plain
  const init = {
    method: req.method!,
    headers: req.headers as Record<string, string>,
    body: body as BodyInit | undefined,
  }
  return answerOf(await app.fetch(`http://localhost${req.url}`, init, info))
}

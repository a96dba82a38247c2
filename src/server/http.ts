// The HTTP server: routes, request ids, body limit, security headers, and a shutdown that lets running requests end.

import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bodyTooLarge } from '../domain/errors.ts'
import { answer } from './answer.ts'
import { type Authenticate, createAuthenticate } from './auth.ts'
import { readBody } from './body.ts'
import { evidenceContent } from './content.ts'
import { CONTENT_PREFIX } from './content-request.ts'
import { EXPORT_PREFIX, exportFile } from './export.ts'
import { GRAPHIQL_ASSETS, GRAPHIQL_CSP, graphiqlAsset } from './graphiql.ts'
import { health } from './health.ts'
import { IMPORT_PREFIX, importFile } from './import.ts'
import { LIMITS } from './limits.ts'
import { organizationFile, organizationTarget } from './organization-export.ts'
import { sendFault, sendProblem } from './problem.ts'
import { type App, type AppDependencies, createApp, GRAPHQL_PATH } from './yoga.ts'

export interface HttpServer {
  readonly app: App
  readonly server: Server
  readonly port: number
  /** Stops accepting, and resolves when the requests under way have been answered. */
  close(): Promise<void>
}

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

const REQUEST_ID = /^[\w-]{1,64}$/

function send(res: ServerResponse, status: number, type: string, body: string | Buffer): void {
  res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body)
}

const notHere = (path: string) => ({
  code: 'NOT_FOUND',
  message: `the path must be one of this server's, but got: ${path.slice(0, 100)}`,
})

/** Throws BODY_TOO_LARGE. */
async function graphql(
  app: App,
  req: IncomingMessage,
  res: ServerResponse,
  requestId: string,
): Promise<void> {
  const hasBody = req.method !== 'GET' && req.method !== 'HEAD'
  const body = hasBody ? await readBody(req) : undefined
  if (body === null) throw bodyTooLarge(LIMITS.body)
  const answered = await answer(app, req, body, { requestId })
  for (const [name, value] of answered.headers) res.setHeader(name, value)
  res.statusCode = answered.status
  // As bytes: a long text costs the socket more than twice.
  res.end(Buffer.from(answered.body))
}

async function graphiql(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
  const found = await graphiqlAsset(path)
  if (!found) return sendProblem(req, res, 404, notHere(path))
  res.setHeader('content-security-policy', GRAPHIQL_CSP)
  res.setHeader('etag', found.etag)
  res.setHeader('cache-control', 'no-cache')
  if (req.headers['if-none-match'] === found.etag) return void res.writeHead(304).end()
  send(res, 200, found.type, found.body)
}

export interface ListenOptions {
  readonly host: string
  readonly port: number
}

/**
 * Milliseconds for a whole request: as long as the bytes of a piece of evidence may take over a slow line. Whoever stops
 * sending is not waited for that long: `body.ts` and `content.ts`.
 */
const REQUEST = 3_600_000

/** Starts listening. Port 0 takes any free one; `port` of the answer tells which. */
export async function startHttp(
  dependencies: AppDependencies,
  { host, port }: ListenOptions,
): Promise<HttpServer> {
  const app = createApp(dependencies)
  const authenticate = createAuthenticate(dependencies)
  const server = createServer({ requestTimeout: REQUEST }, (req, res) => {
    void route(app, dependencies, authenticate, req, res)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
    })
  return { app, server, port: (server.address() as AddressInfo).port, close }
}

async function route(
  app: App,
  dependencies: AppDependencies,
  authenticate: Authenticate,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const given = req.headers['x-request-id']
  const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) res.setHeader(name, value)
  res.setHeader('x-request-id', requestId)
  const path = req.url!.split('?', 1)[0]!
  try {
    if (path === '/') return void res.writeHead(302, { location: GRAPHQL_PATH }).end()
    if (path.startsWith('/health/')) {
      const { status, body } = await health(path, dependencies)
      return send(res, status, 'application/json; charset=utf-8', JSON.stringify(body))
    }
    const wantsPage =
      req.method === 'GET' && !req.url!.includes('query=') && req.headers.accept?.includes('text/html')
    if (path === GRAPHQL_PATH && !wantsPage) return await graphql(app, req, res, requestId)
    if (path === GRAPHQL_PATH || path.startsWith(GRAPHIQL_ASSETS)) return await graphiql(req, res, path)
    // GraphQL looks at credentials itself, and GraphiQL is a page without data. All that follows is behind this line.
    const actor = await authenticate(req.headers.authorization ?? null)
    const own = path.startsWith(EXPORT_PREFIX) ? organizationTarget(path) : null
    if (own) {
      const snapshot = await dependencies.reference.seenBy(actor)
      return await organizationFile(dependencies, snapshot, actor, own, req, res)
    }
    if (path.startsWith(EXPORT_PREFIX))
      return await exportFile(await dependencies.reference.seenBy(actor), req, res)
    if (path.startsWith(IMPORT_PREFIX)) return await importFile(dependencies, actor, req, res)
    if (path.startsWith(CONTENT_PREFIX)) return await evidenceContent(dependencies, actor, req, res)
    sendProblem(req, res, 404, notHere(path))
  } catch (error) {
    if (req.destroyed && !res.writable) return
    if (sendFault(req, res, error)) return
    dependencies.logger.error({ requestId, err: error }, 'request failed')
    if (!res.headersSent)
      sendProblem(req, res, 500, {
        code: 'INTERNAL_SERVER_ERROR',
        message: `Unexpected error. Its request id is ${requestId}.`,
      })
    else res.destroy()
  }
}

// What is answered in place of what was asked for: always in the shape of GraphQL's errors. Errors that are nobody's but
// the server's are for `http.ts` to log and mask.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { DomainError } from '../domain/errors.ts'
import { challengeOf, statusOf } from './status.ts'

interface Problem {
  readonly code: string
  readonly message: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** What the answer that was begun would have said of itself. */
const OF_THE_ANSWER = [
  'etag',
  'vary',
  'accept-ranges',
  'content-type',
  'content-length',
  'content-disposition',
  'repr-digest',
]

/** Milliseconds for which a client may go on sending what was refused, so that it gets to read why. */
const LINGER = 2000

function drain(req: IncomingMessage): void {
  const timer = setTimeout(() => req.destroy(), LINGER)
  req.once('close', () => clearTimeout(timer))
  req.resume()
}

/** Answers with the problem, also while a body is still coming in. */
export function sendProblem(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  { code, message, details }: Problem,
): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code, ...details } }] })
  for (const name of OF_THE_ANSWER) res.removeHeader(name)
  if (!req.complete) res.setHeader('connection', 'close')
  res.setHeader('content-type', 'application/json; charset=utf-8')
  res.writeHead(status, { 'content-length': Buffer.byteLength(body) }).end(body)
  if (!req.complete) drain(req)
}

/** Answers what the caller did wrong; whether it was that, and there still was time to say so. */
export function sendFault(req: IncomingMessage, res: ServerResponse, error: unknown): boolean {
  if (!(error instanceof DomainError) || res.headersSent) return false
  for (const [name, value] of Object.entries(challengeOf(error))) res.setHeader(name, value)
  sendProblem(req, res, statusOf(error), error)
  return true
}

/** Whether the method is one of these; if it is not, that is the answer. */
export function isMethod(req: IncomingMessage, res: ServerResponse, ...methods: readonly string[]): boolean {
  if (methods.includes(req.method!)) return true
  res.setHeader('allow', methods.join(', '))
  const last = methods.at(-1)
  const names = methods.length > 1 ? `${methods.slice(0, -1).join(', ')} or ${last}` : last
  sendProblem(req, res, 405, {
    code: 'BAD_REQUEST',
    message: `the method must be ${names}, but got: ${req.method}`,
  })
  return false
}

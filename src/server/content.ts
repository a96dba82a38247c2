// The bytes of a piece of evidence over HTTP: `PUT` and `GET /evidence/<id>/content`, for those who may. Streamed both
// ways; the version of the piece is the ETag.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { encodeGlobalID } from '@pothos/plugin-relay'
import { isMediaType, UNKNOWN_TYPE } from '../domain/content.ts'
import { bodyTooLarge, DomainError } from '../domain/errors.ts'
import { type Actor, requireRole } from '../domain/member.ts'
import { ContentStoreError } from '../store/content-store.ts'
import { type Contents, contentOf, requirePiece, takeContent } from '../store/contents.ts'
import { verified } from '../store/spool.ts'
import { tooSlow } from './body.ts'
import { dispositionOf, etagOf, pieceIn, uploadIn } from './content-request.ts'
import { isFresh } from './negotiation.ts'
import { isMethod, sendProblem } from './problem.ts'
import { orReaderGone } from './streaming.ts'
import { sweepSoon } from './sweep.ts'
import type { AppDependencies } from './yoga.ts'

interface Exchange {
  readonly dependencies: AppDependencies
  readonly contents: Contents
  readonly actor: Actor
  readonly id: string
  readonly req: IncomingMessage
  readonly res: ServerResponse
}

/** Milliseconds. */
const IDLE = 30_000

async function upload({ dependencies, contents, actor, id, req, res }: Exchange): Promise<void> {
  const { database } = dependencies
  requireRole(actor, 'editor')
  const { searchParams } = new URL(req.url!, 'http://localhost')
  const asked = uploadIn(id, req.headers, searchParams)
  const limit = contents.maxBytes
  if (Number(req.headers['content-length'] ?? 0) > limit) throw bodyTooLarge(limit)
  // A slow line may take an hour; one that is silent is not waited for.
  req.setTimeout(contents.idle ?? IDLE, tooSlow(req))
  req.once('end', () => req.setTimeout(0))
  const { id: _, ...taken } = await takeContent(database, contents, actor, asked, req)
  const body = JSON.stringify({ id: encodeGlobalID('Evidence', id), ...taken })
  res.setHeader('etag', etagOf(taken.version))
  res.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  })
  res.end(body)
  sweepSoon(dependencies, actor.organization)
}

async function download({ dependencies, contents, actor, id, req, res }: Exchange): Promise<void> {
  const { organization } = actor
  const piece = await requirePiece(dependencies.database, organization, id)
  const bytes = await contentOf(dependencies.database, organization, piece)
  if (bytes === null)
    throw new DomainError('NOT_FOUND', 'the bytes of the evidence must be here, but got: none')
  res.setHeader('etag', etagOf(piece.version))
  res.setHeader('vary', 'authorization')
  res.setHeader('accept-ranges', 'none')
  if (isFresh(req.headers['if-none-match'], etagOf(piece.version))) return void res.writeHead(304).end()
  const type = piece.mediaType
  res.setHeader('content-type', type !== null && isMediaType(type) ? type : UNKNOWN_TYPE)
  res.setHeader('content-length', bytes.size)
  res.setHeader('content-disposition', dispositionOf(piece.fileName ?? `evidence-${id}`))
  res.setHeader('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
  res.setHeader('repr-digest', `sha-256=:${Buffer.from(bytes.sha256, 'hex').toString('base64')}:`)
  if (req.method === 'HEAD') return void res.writeHead(200).end()
  const stored = await contents.store.open({ organization, ...bytes })
  if (stored === null)
    throw new ContentStoreError(`the bytes ${bytes.sha256} must be in the store, but got: none`)
  await orReaderGone(pipeline(stored, verified(bytes.sha256), res))
}

/** Throws what is wrong with the request before anything is done for it. */
function exchangeOf(
  dependencies: AppDependencies,
  actor: Actor | null,
  req: IncomingMessage,
  res: ServerResponse,
): Exchange {
  const { contents = null } = dependencies
  const path = req.url!.split('?', 1)[0]!
  const id = pieceIn(path)
  if (id === null)
    throw new DomainError(
      'NOT_FOUND',
      `the path must be /evidence/<id>/content, but got: ${path.slice(0, 100)}`,
    )
  if (contents === null)
    throw new DomainError(
      'UPLOADS_OFF',
      'the server must have a place for the bytes of evidence, but got: none',
    )
  return { dependencies, contents, actor: requireRole(actor, 'viewer'), id, req, res }
}

/** Answers a request whose path begins with `/evidence/`. Throws what is wrong with it. */
export async function evidenceContent(
  dependencies: AppDependencies,
  actor: Actor | null,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  // An organization's own: no cache but the reader's memory.
  res.setHeader('cache-control', 'private, no-store')
  try {
    const exchange = exchangeOf(dependencies, actor, req, res)
    if (isMethod(req, res, 'GET', 'HEAD', 'PUT'))
      await (req.method === 'PUT' ? upload(exchange) : download(exchange))
  } catch (error) {
    // The sender went away: nothing of it stays, and nobody is there to be told.
    if (req.destroyed && !req.complete) return
    if (!(error instanceof ContentStoreError) || res.headersSent) throw error
    dependencies.logger.error({ err: error }, 'the store of bytes failed')
    sendProblem(req, res, 503, {
      code: 'STORE_UNAVAILABLE',
      message: 'The store of bytes does not answer as it should. Try again later.',
    })
  }
}

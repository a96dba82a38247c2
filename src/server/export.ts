// Exports over HTTP: `/export/<format>/<resource>[/<name>].<extension>`, or `/export/<resource>[/<name>]` in the format
// that Accept prefers. Streamed as the client reads; the revision of the data is the ETag.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { DomainError } from '../domain/errors.ts'
import { type ExportFormat, formatSlug, formatsOf } from '../domain/export.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { exportOf, MEDIA_TYPE } from '../exchange/exports.ts'
import { parseTarget, requestOf } from './export-target.ts'
import { preferredLocale } from './locale.ts'
import { isFresh, preferredFormat } from './negotiation.ts'
import { isMethod, sendProblem } from './problem.ts'
import { sendChunks } from './streaming.ts'

export const EXPORT_PREFIX = '/export/'

/** Answers a request whose path begins with `/export/`. Throws what is wrong with it. */
export async function exportFile(
  snapshot: Snapshot,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (!isMethod(req, res, 'GET', 'HEAD')) return
  const url = new URL(req.url!, 'http://localhost')
  const target = parseTarget(url.pathname.slice(EXPORT_PREFIX.length))
  if (!target)
    throw new DomainError(
      'NOT_FOUND',
      `the path must be ${EXPORT_PREFIX}<format>/<resource>[/<name>].<extension>, but got: ${url.pathname.slice(0, 100)}`,
    )
  const offered = formatsOf(target.resource)
  const format: ExportFormat | null = target.format ?? preferredFormat(req.headers.accept, offered)
  if (format === null)
    return sendProblem(req, res, 406, {
      code: 'NOT_ACCEPTABLE',
      message: `accept must name a type that ${target.resource} comes in, but got: ${req.headers.accept?.slice(0, 100)}`,
      details: { available: offered.map((f) => ({ format: formatSlug(f), type: MEDIA_TYPE[f] })) },
    })
  const locale = preferredLocale(req.headers['accept-language'] ?? null)
  const request = requestOf(target, format, url.searchParams, locale)
  // Always asked for again, with an ETag that names whose data it is; what credentials opened, no shared cache keeps.
  res.setHeader('cache-control', req.headers.authorization ? 'private, no-cache' : 'no-cache')
  await send(snapshot, req, res, url, target.format === null, request)
}

async function send(
  snapshot: Snapshot,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  isNegotiated: boolean,
  request: Parameters<typeof exportOf>[1],
): Promise<void> {
  const { mediaType, fileName, chunks } = exportOf(snapshot, request)
  const vary = [isNegotiated && 'accept', !url.searchParams.has('locale') && 'accept-language'].filter(
    Boolean,
  )
  // One address may have several representations: each needs an ETag of its own.
  const variant = [
    isNegotiated && formatSlug(request.format),
    request.locale === 'fr' && vary.length > 0 && 'fr',
  ]
  const etag = `"${[snapshot.revision, ...variant.filter(Boolean)].join('.')}"`
  res.setHeader('etag', etag)
  if (vary.length > 0) res.setHeader('vary', vary.join(', '))
  if (isFresh(req.headers['if-none-match'], etag)) return void res.writeHead(304).end()
  res.setHeader('content-type', mediaType)
  res.setHeader('content-disposition', `attachment; filename="${fileName}"`)
  if (req.method === 'HEAD') return void res.writeHead(200).end()
  await sendChunks(res, chunks)
}

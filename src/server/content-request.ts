// What a request about the bytes of a piece of evidence says: which piece, at which version, and what the bytes are.

import type { IncomingHttpHeaders } from 'node:http'
import { isMediaType, plainFileName, requireSha256, UNKNOWN_TYPE } from '../domain/content.ts'
import { DomainError } from '../domain/errors.ts'
import type { Upload } from '../store/contents.ts'
import { requireParameters, single } from './query.ts'

export const CONTENT_PREFIX = '/evidence/'

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const PLAIN = new RegExp(`^${UUID}$`)
const GLOBAL = new RegExp(`^Evidence:(${UUID})$`)

/** The uuid of the piece in a path `/evidence/<id>/content`, by its uuid or its global id; null for any other path. */
export function pieceIn(path: string): string | null {
  const [id, last, ...others] = path.slice(CONTENT_PREFIX.length).split('/')
  if (last !== 'content' || others.length > 0) return null
  const text = id!.replaceAll('%3D', '=').replaceAll('%3d', '=')
  return PLAIN.test(text) ? text : (GLOBAL.exec(Buffer.from(text, 'base64').toString())?.[1] ?? null)
}

function badHeader(name: string, expected: string, got: string | undefined): never {
  throw new DomainError(
    'BAD_ARGUMENT',
    `${name} must be ${expected}, but got: ${got === undefined ? 'none' : JSON.stringify(got.slice(0, 100))}`,
    { argument: name },
  )
}

/** The ETag of a piece of evidence is its version. */
export const etagOf = (version: number) => `"${version}"`

function versionIn(ifMatch: string | undefined): number {
  const version = /^"?([1-9]\d{0,8})"?$/.exec(ifMatch ?? '')?.[1]
  return version ? Number(version) : badHeader('If-Match', 'the version that was seen, as "3"', ifMatch)
}

const KEY = /^[\x21-\x7e]{1,200}$/

/** RFC 9530: `sha-256=:<base64>:` among other digests. Null without one. */
function digestIn(header: string | undefined): string | null {
  const base64 = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header ?? '')?.[1]
  return base64 ? Buffer.from(base64, 'base64').toString('hex') : null
}

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header)

/** Throws BAD_ARGUMENT for a header or parameter that does not say what it should. */
export function uploadIn(id: string, headers: IncomingHttpHeaders, query: URLSearchParams): Upload {
  requireParameters(query, 'an upload', ['fileName', 'sha256'])
  const key = one(headers['idempotency-key'])
  if (key !== undefined && !KEY.test(key)) badHeader('Idempotency-Key', '1 to 200 visible characters', key)
  const type = headers['content-type'] ?? UNKNOWN_TYPE
  if (!isMediaType(type)) badHeader('Content-Type', 'a media type', type)
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity')
    badHeader('Content-Encoding', 'none: the bytes are kept as they come', encoding)
  const sha256 = single(query, 'sha256')
  return {
    handle: { id, version: versionIn(headers['if-match']) },
    key: key ?? null,
    label: { mediaType: type, fileName: plainFileName(single(query, 'fileName') ?? '') },
    told: sha256 === null ? digestIn(one(headers['content-digest'])) : requireSha256(sha256, 'sha256'),
  }
}

/** For a download: never shown in the page's place (RFC 6266, with a plain name for old readers). */
export function dispositionOf(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["%\\]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

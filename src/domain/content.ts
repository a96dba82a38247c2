// The bytes of a piece of evidence as a client names them: hash, media type, file name. Where they are kept is the store's.

import { DomainError } from './errors.ts'

/** What identifies bytes, and how many they are. */
export interface Bytes {
  /** In lower-case hexadecimal. */
  readonly sha256: string
  readonly size: number
}

/** What a client says of the bytes it sends. */
export interface ContentLabel {
  readonly mediaType: string
  readonly fileName: string | null
}

/** The address of the bytes of a piece of evidence, without host. */
export const contentPath = (evidence: string) => `/evidence/${evidence}/content`

export const UNKNOWN_TYPE = 'application/octet-stream'

/** RFC 9110 §8.3: type and subtype are tokens; parameters, such as a charset, follow. */
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(\s*;[\x20-\x7e]*)?$/

export const isMediaType = (text: string) => text.length <= 200 && MEDIA_TYPE.test(text)

const MAX_NAME = 200

/** The last part of a path, without what a header or a file system minds; null when nothing is left. */
export function plainFileName(text: string): string | null {
  const last = text.split(/[/\\]/).at(-1)!
  const plain = [...last.replace(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/gu, '').trim()].slice(0, MAX_NAME).join('')
  return /^\.*$/.test(plain) ? null : plain
}

/** Throws BAD_ARGUMENT for what is no SHA-256 in hexadecimal. */
export function requireSha256(text: string, argument: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase()
  throw new DomainError(
    'BAD_ARGUMENT',
    `${argument} must be 64 hexadecimal digits, but got: ${JSON.stringify(text.slice(0, 80))}`,
    { argument },
  )
}

/** Throws DIGEST_MISMATCH when the bytes are not those that were told. */
export function requireSame(told: string, got: string): void {
  if (told === got) return
  throw new DomainError('DIGEST_MISMATCH', `the bytes must have the SHA-256 ${told}, but got: ${got}`, {
    expected: told,
    actual: got,
  })
}

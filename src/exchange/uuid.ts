// UUIDs derived from stable keys (RFC 9562, version 5): the same thing has the same UUID in every export, and OSCAL
// admits versions 4 and 5 only.

import { hash } from 'node:crypto'

/** Our own namespace: drawn once, never to change, since every UUID we have given out rests on it. */
const NAMESPACE = Buffer.from('0f6b8f0c8d5e4b5c9d0a6c1f3e7a2b94', 'hex')

export function uuidOf(key: string): string {
  const hex = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(key)]), 'hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

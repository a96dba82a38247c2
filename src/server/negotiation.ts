// Content negotiation and freshness (RFC 9110): which format Accept prefers, and whether the client has it already.

import type { ExportFormat } from '../domain/export.ts'
import { MEDIA_TYPE } from '../exchange/exports.ts'

/** Other names of the same types. */
const ALIASES: Readonly<Record<string, string>> = {
  'application/oscal+json': 'application/json',
  'application/x-yaml': 'application/yaml',
  'text/yaml': 'application/yaml',
  'text/x-yaml': 'application/yaml',
}

const bare = (type: string) => type.split(';', 1)[0]!.trim()

function matches(range: string, type: string): boolean {
  if (range === '*/*') return true
  return range.endsWith('/*') ? type.startsWith(range.slice(0, -1)) : range === type
}

/** How much a type is wanted: the quality of the most specific range that names it; 0 when none does. */
function quality(accept: string, type: string): number {
  let found = 0
  let rank = -1
  for (const part of accept.slice(0, 500).split(',')) {
    const [name = '', ...params] = part.trim().toLowerCase().split(';')
    const range = ALIASES[name.trim()] ?? name.trim()
    const specific = range === '*/*' ? 0 : range.endsWith('/*') ? 1 : 2
    if (!matches(range, type) || specific <= rank) continue
    const q = Number(params.find((p) => p.trim().startsWith('q='))?.split('=')[1] ?? 1)
    found = Number.isNaN(q) ? 0 : q
    rank = specific
  }
  return found
}

/** The offered format that Accept prefers, the first of equals; null when it wants none of them. */
export function preferredFormat(
  accept: string | undefined,
  offered: readonly ExportFormat[],
): ExportFormat | null {
  let best: ExportFormat | null = null
  let weight = 0
  for (const format of offered) {
    const q = quality(accept ?? '*/*', bare(MEDIA_TYPE[format]))
    if (q > weight) {
      best = format
      weight = q
    }
  }
  return best
}

/** Whether If-None-Match names the ETag; weak comparison, as for any GET. */
export function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}

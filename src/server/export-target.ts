// What the path and query of an export address ask for.

import { DomainError } from '../domain/errors.ts'
import {
  EXPORT_RESOURCES,
  type ExportFormat,
  type ExportResource,
  extensionOf,
  formatBySlug,
  NAMED,
} from '../domain/export.ts'
import type { Locale } from '../domain/text.ts'
import type { ExportRequest } from '../exchange/exports.ts'

export interface ExportTarget {
  /** Null when the address leaves it to Accept. */
  readonly format: ExportFormat | null
  readonly resource: ExportResource
  readonly name: string | null
}

function decoded(path: string): string[] | null {
  try {
    return path.split('/').map(decodeURIComponent)
  } catch {
    return null
  }
}

/** Null for a path that is no export's. */
export function parseTarget(path: string): ExportTarget | null {
  const parts = decoded(path)
  if (!parts) return null
  const format = formatBySlug(parts[0]!)
  const [first = '', second, ...others] = format === null ? parts : parts.slice(1)
  if (others.length > 0) return null
  const last = second ?? first
  const bare = (name: string) => {
    if (format === null) return name
    const resource = EXPORT_RESOURCES.find(
      (r) => r === (second === undefined ? first.split('.', 1)[0] : first),
    )
    const ending = resource ? `.${extensionOf(format, resource)}` : null
    return ending && name.endsWith(ending) ? name.slice(0, -ending.length) : null
  }
  const stem = bare(last)
  const resource = EXPORT_RESOURCES.find((r) => r === (second === undefined ? stem : first))
  if (!resource || !stem || NAMED.includes(resource) !== (second !== undefined)) return null
  return { format, resource, name: second === undefined ? null : stem }
}

/** `by=a&by=b` and `by=a,b` are the same. */
function list(params: URLSearchParams, name: string): string[] {
  return params.getAll(name).flatMap((value) => value.split(',').filter(Boolean))
}

export function localeOf(params: URLSearchParams, preferred: Locale): Locale {
  const asked = params.get('locale')?.toLowerCase()
  if (asked === undefined) return preferred
  if (asked === 'en' || asked === 'fr') return asked
  throw new DomainError('BAD_ARGUMENT', `locale must be en or fr, but got: ${asked.slice(0, 20)}`, {
    argument: 'locale',
  })
}

/** Throws BAD_ARGUMENT for a language that there is none of. */
export function requestOf(
  { resource, name }: ExportTarget,
  format: ExportFormat,
  params: URLSearchParams,
  preferred: Locale,
): ExportRequest {
  const sets = list(params, 'sets')
  return {
    format,
    resource,
    name,
    from: params.get('from'),
    to: list(params, 'to'),
    of: params.get('of'),
    by: list(params, 'by'),
    sets: sets.length > 0 ? sets : null,
    maxHops: Number(params.get('maxHops') ?? 3),
    locale: localeOf(params, preferred),
    excelFr: params.get('excel') === 'fr',
  }
}

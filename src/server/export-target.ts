// What the path and query of an export address ask for.

import { requireNumber } from '../domain/checks.ts'
import { DEFAULT_HOPS } from '../domain/coverage.ts'
import { MAX_HOPS } from '../domain/derived.ts'
import {
  EXPORT_RESOURCES,
  type ExportFormat,
  type ExportResource,
  extensionOf,
  formatBySlug,
  NAMED,
} from '../domain/export.ts'
import { LOCALES, type Locale } from '../domain/text.ts'
import type { ExportRequest } from '../exchange/exports.ts'
import { oneOf, requireParameters, single } from './query.ts'

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
  const asked = single(params, 'locale')
  return asked === null ? preferred : oneOf('locale', LOCALES, asked)
}

export function isExcelFr(params: URLSearchParams): boolean {
  const asked = single(params, 'excel')
  return asked !== null && oneOf('excel', ['fr'], asked) === 'fr'
}

/** What any export may be asked with; formats without tables have nothing to do with `excel`. */
export const PRESENTATION = ['locale', 'excel']

const COVERAGE = ['of', 'by', 'sets']

const PARAMETERS: Readonly<Record<ExportResource, readonly string[]>> = {
  catalog: [],
  mapping: [],
  mappings: ['sets'],
  derived: ['from', 'to', 'sets', 'maxHops'],
  crosswalk: ['from', 'to', 'sets'],
  coverage: COVERAGE,
  gaps: COVERAGE,
}

/** Throws BAD_ARGUMENT for parameters that the resource has none of, and values that they cannot have. */
export function requestOf(
  { resource, name }: ExportTarget,
  format: ExportFormat,
  params: URLSearchParams,
  preferred: Locale,
): ExportRequest {
  requireParameters(params, resource, [...PARAMETERS[resource], ...PRESENTATION])
  const sets = list(params, 'sets')
  const maxHops = single(params, 'maxHops')
  return {
    format,
    resource,
    name,
    from: single(params, 'from'),
    to: list(params, 'to'),
    of: single(params, 'of'),
    by: list(params, 'by'),
    sets: sets.length > 0 ? sets : null,
    maxHops: maxHops === null ? DEFAULT_HOPS : requireNumber('maxHops', maxHops, 1, MAX_HOPS),
    locale: localeOf(params, preferred),
    excelFr: isExcelFr(params),
  }
}

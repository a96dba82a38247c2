// Every export by resource and format. What is asked for is checked here, before the first chunk: an answer that has
// begun cannot become an error.

import { requireBy } from '../domain/assessment.ts'
import { requireHops } from '../domain/derived.ts'
import { DomainError } from '../domain/errors.ts'
import { type ExportFormat, type ExportResource, NAMED, requireExtension } from '../domain/export.ts'
import { namedSets } from '../domain/sets.ts'
import { requireFramework, requireSet, type Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import { batched, type Chunk } from './chunks.ts'
import { cisoFramework } from './ciso-framework.ts'
import { cisoMapping } from './ciso-mapping.ts'
import { type CoverageSelection, coverageTable, gapsTable } from './coverage-table.ts'
import { type CrosswalkSelection, crosswalkMatrix } from './crosswalk-table.ts'
import { CSV, csv, EXCEL_FR } from './delimited.ts'
import { frameworkTable } from './framework-table.ts'
import { gapReport } from './gap-report.ts'
import { mappingsTable } from './mappings-table.ts'
import { oscalCatalog } from './oscal-catalog.ts'
import { oscalDerived } from './oscal-derived.ts'
import { oscalMappings } from './oscal-mapping.ts'
import { sssom } from './sssom.ts'
import { strmTable } from './strm.ts'
import type { Table } from './table.ts'
import { coverageWorkbook, crosswalkWorkbook, mappingsWorkbook } from './workbooks.ts'
import { xlsx } from './xlsx.ts'

export interface ExportRequest {
  readonly format: ExportFormat
  readonly resource: ExportResource
  /** Slug of the framework or mapping set, for the resources that have one. */
  readonly name: string | null
  readonly from: string | null
  readonly to: readonly string[]
  readonly of: string | null
  readonly by: readonly string[]
  readonly sets: readonly string[] | null
  readonly maxHops: number
  readonly locale: Locale
  /** CSV as French Excel reads it: UTF-8 with a byte order mark, `;` and decimal commas. */
  readonly excelFr: boolean
}

export interface Export {
  readonly mediaType: string
  /** Letters, digits, dots and dashes only. */
  readonly fileName: string
  readonly chunks: Iterable<Chunk>
}

export const MEDIA_TYPE: Readonly<Record<ExportFormat, string>> = {
  OSCAL: 'application/json',
  CISO_ASSISTANT: 'application/yaml',
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  SSSOM: 'text/tab-separated-values; charset=utf-8',
  STRM: 'text/csv; charset=utf-8',
  MARKDOWN: 'text/markdown; charset=utf-8',
}

function required(value: string | null, argument: string, resource: ExportResource): string {
  if (value !== null) return value
  throw new DomainError('BAD_ARGUMENT', `${argument} must be given for ${resource}, but got: nothing`, {
    argument,
  })
}

function coverageSelection(snapshot: Snapshot, request: ExportRequest): CoverageSelection {
  const of = requireFramework(snapshot, required(request.of, 'of', request.resource), 'of')
  const by = requireBy(snapshot, of.slug, request.by).map((index) => snapshot.frameworks[index]!)
  return { of, by, sets: request.sets, locale: request.locale }
}

function crosswalkSelection(snapshot: Snapshot, request: ExportRequest): CrosswalkSelection {
  const from = requireFramework(snapshot, required(request.from, 'from', request.resource), 'from')
  const to = [...new Set(request.to)].map((slug) => requireFramework(snapshot, slug, 'to'))
  if (to.length === 0 || to.includes(from))
    throw new DomainError(
      'BAD_ARGUMENT',
      `to must be other frameworks than from, but got: ${request.to.join(', ') || 'none'}`,
      {
        argument: 'to',
      },
    )
  return { from, to, sets: request.sets, locale: request.locale }
}

function derivedChunks(snapshot: Snapshot, request: ExportRequest): Iterable<string> {
  const { from, to, sets } = crosswalkSelection(snapshot, request)
  if (to.length > 1)
    throw new DomainError('BAD_ARGUMENT', `to must be one framework for derived, but got: ${to.length}`, {
      argument: 'to',
    })
  return oscalDerived(snapshot, { from, to: to[0]!, sets, maxHops: requireHops(request.maxHops) })
}

/** The sets that `mapping` and `mappings` speak of. */
function setsOf(snapshot: Snapshot, { resource, name, sets }: ExportRequest) {
  if (resource === 'mapping') return [requireSet(snapshot, required(name, 'name', resource))]
  return sets ? sets.map((slug) => requireSet(snapshot, slug)) : snapshot.sets
}

function chunksOf(snapshot: Snapshot, request: ExportRequest): Iterable<Chunk> {
  const { format, resource, locale } = request
  const inCsv = (table: Table) => batched(csv(table, request.excelFr ? EXCEL_FR : CSV))
  if (resource === 'catalog') {
    const framework = requireFramework(snapshot, required(request.name, 'name', resource), 'name')
    if (format === 'CSV') return inCsv(frameworkTable(snapshot, framework))
    return batched((format === 'OSCAL' ? oscalCatalog : cisoFramework)(snapshot, framework))
  }
  if (resource === 'mapping' || resource === 'mappings') {
    const sets = setsOf(snapshot, request)
    if (format === 'OSCAL') return batched(oscalMappings(snapshot, sets))
    if (format === 'CISO_ASSISTANT') return batched(cisoMapping(snapshot, sets[0]!))
    if (format === 'SSSOM') return batched(sssom(snapshot, sets[0]!))
    if (format === 'STRM') return inCsv(strmTable(snapshot, sets, locale))
    if (format === 'XLSX') return xlsx(mappingsWorkbook(snapshot, sets, locale))
    return inCsv(mappingsTable(snapshot, sets, locale))
  }
  if (resource === 'derived') return batched(derivedChunks(snapshot, request))
  if (resource === 'crosswalk') {
    const selection = crosswalkSelection(snapshot, request)
    return format === 'XLSX'
      ? xlsx(crosswalkWorkbook(snapshot, selection))
      : inCsv(crosswalkMatrix(snapshot, selection))
  }
  const selection = coverageSelection(snapshot, request)
  if (format === 'XLSX') return xlsx(coverageWorkbook(snapshot, selection))
  if (format === 'MARKDOWN') return batched(gapReport(snapshot, selection))
  return inCsv((resource === 'coverage' ? coverageTable : gapsTable)(snapshot, selection))
}

function fileNameOf({ format, resource, name, from, to, of, by }: ExportRequest): string {
  const parts = NAMED.includes(resource) ? [name] : [resource, from, ...to, of, ...by]
  const stem = parts.filter((part) => part !== null).join('--')
  // A file name is read by shells, mail programs and file systems: only what none of them minds.
  const safe = stem
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 120)
  return `${safe || 'export'}.${requireExtension(format, resource)}`
}

/** Throws a DomainError for whatever is unknown, missing or not expressible in the format. */
export function exportOf(snapshot: Snapshot, request: ExportRequest): Export {
  requireExtension(request.format, request.resource)
  if (request.sets) namedSets(snapshot, request.sets)
  return {
    mediaType: MEDIA_TYPE[request.format],
    fileName: fileNameOf(request),
    chunks: chunksOf(snapshot, request),
  }
}

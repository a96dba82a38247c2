// What can be exported in which format, and under which address: the API tells these, the server and the command line
// answer them.

import { DomainError } from './errors.ts'
import type { ImportFormat } from './imported.ts'
import { type Mapping, type MappingSet, relationOfMapping } from './mapping.ts'
import type { Snapshot } from './snapshot.ts'

export const EXPORT_FORMATS = ['OSCAL', 'CISO_ASSISTANT', 'CSV', 'XLSX', 'SSSOM', 'STRM', 'MARKDOWN'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/**
 * `catalog`: one framework. `mapping`: one mapping set; `mappings`: all of them. `derived`: computed links.
 * `crosswalk`: the controls of one framework beside others. `coverage`: its themes, counted; `gaps`: control by control.
 */
export const EXPORT_RESOURCES = [
  'catalog',
  'mapping',
  'mappings',
  'derived',
  'crosswalk',
  'coverage',
  'gaps',
] as const
export type ExportResource = (typeof EXPORT_RESOURCES)[number]

/** The resources that one name, a slug, identifies; the others are asked for with a query. */
export const NAMED: readonly ExportResource[] = ['catalog', 'mapping']

/** The end of the file name, per format and resource. */
const EXTENSIONS: Readonly<Record<ExportFormat, Readonly<Partial<Record<ExportResource, string>>>>> = {
  OSCAL: { catalog: 'json', mapping: 'json', mappings: 'json', derived: 'json' },
  CISO_ASSISTANT: { catalog: 'yaml', mapping: 'yaml' },
  CSV: { catalog: 'csv', mapping: 'csv', mappings: 'csv', crosswalk: 'csv', coverage: 'csv', gaps: 'csv' },
  XLSX: { mapping: 'xlsx', mappings: 'xlsx', crosswalk: 'xlsx', coverage: 'xlsx' },
  SSSOM: { mapping: 'sssom.tsv' },
  STRM: { mapping: 'strm.csv', mappings: 'strm.csv' },
  MARKDOWN: { gaps: 'md' },
}

export function extensionOf(format: ExportFormat, resource: ExportResource): string | null {
  return EXTENSIONS[format][resource] ?? null
}

export function formatsOf(resource: ExportResource): ExportFormat[] {
  return EXPORT_FORMATS.filter((format) => extensionOf(format, resource) !== null)
}

/** The format as addresses and commands spell it: `ciso-assistant`. */
export const formatSlug = (format: ExportFormat | ImportFormat) => format.toLowerCase().replaceAll('_', '-')

export function formatBySlug(slug: string): ExportFormat | null {
  return EXPORT_FORMATS.find((format) => formatSlug(format) === slug) ?? null
}

export type ExportQuery = Readonly<Record<string, string | readonly string[] | null | undefined>>

export function queryString(query: ExportQuery): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) params.append(key, one)
  return params.size > 0 ? `?${params}` : ''
}

/** The address, without host; null when the format does not exist for the resource. */
export function exportPath(
  format: ExportFormat,
  resource: ExportResource,
  name: string | null,
  query: ExportQuery = {},
): string | null {
  const extension = extensionOf(format, resource)
  if (extension === null) return null
  const path = name === null ? resource : `${resource}/${encodeURIComponent(name)}`
  return `/export/${formatSlug(format)}/${path}.${extension}${queryString(query)}`
}

/** Throws BAD_ARGUMENT for a format that the resource does not come in. */
export function requireExtension(format: ExportFormat, resource: ExportResource): string {
  const extension = extensionOf(format, resource)
  if (extension !== null) return extension
  throw new DomainError(
    'BAD_ARGUMENT',
    `format must be one that ${resource} comes in (${formatsOf(resource).map(formatSlug).join(', ')}), but got: ${formatSlug(format)}`,
    { argument: 'format' },
  )
}

/** Whether all sources are of one framework and all targets of the other. */
export function isBetween(
  { controls }: Snapshot,
  { sources, targets }: Mapping,
  from: number,
  to: number,
): boolean {
  return (
    sources.every((c) => controls[c]!.framework === from) &&
    targets.every((c) => controls[c]!.framework === to)
  )
}

/** An OSCAL map needs one relation, between two catalogs. What says only "some overlap" is none. */
export function isOscalMap(snapshot: Snapshot, set: MappingSet, mapping: Mapping): boolean {
  return (
    relationOfMapping(mapping) !== null && set.to.some((to) => isBetween(snapshot, mapping, set.from, to))
  )
}

/** Whether a set states anything that OSCAL has a word for. */
export function hasOscalMap(snapshot: Snapshot, set: MappingSet): boolean {
  return snapshot.mappings.some((mapping) => mapping.set === set.index && isOscalMap(snapshot, set, mapping))
}

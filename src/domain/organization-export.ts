// What an organization can download of its own, and under which address: never part of the public exports.

import { type ExportFormat, type ExportQuery, formatSlug, queryString } from './export.ts'

/** `evidence`: the register. `posture`: how it stands in one framework. */
export const ORGANIZATION_RESOURCES = ['evidence', 'posture'] as const
export type OrganizationResource = (typeof ORGANIZATION_RESOURCES)[number]

export const ORGANIZATION_FORMATS = ['CSV', 'XLSX'] as const satisfies readonly ExportFormat[]
export type OrganizationFormat = (typeof ORGANIZATION_FORMATS)[number]

export function isOrganizationFormat(format: ExportFormat): format is OrganizationFormat {
  return (ORGANIZATION_FORMATS as readonly ExportFormat[]).includes(format)
}

/** The address, without host; null for a format that there is none in. `name` is the framework of a posture. */
export function organizationExportPath(
  format: ExportFormat,
  resource: OrganizationResource,
  name: string | null,
  query: ExportQuery = {},
): string | null {
  if (!isOrganizationFormat(format)) return null
  const slug = formatSlug(format)
  const path = name === null ? resource : `${resource}/${encodeURIComponent(name)}`
  return `/export/${slug}/${path}.${slug}${queryString(query)}`
}

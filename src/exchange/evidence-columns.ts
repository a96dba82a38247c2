// The columns of an evidence register: those that an import takes, which an export writes too, and those that an export
// adds. They bear the API's names in every language, so that what is exported can be imported.

/** `title` is needed in every row; `collectedAt` is today where it is empty; `validUntil` what its type usually has. */
export const IMPORT_COLUMNS = [
  'title',
  'type',
  'description',
  'scopes',
  'collectedAt',
  'effectiveFrom',
  'effectiveTo',
  'validUntil',
  'owner',
  'sourceUri',
  'sha256',
  'size',
  'mediaType',
  'proves',
  'supports',
  'certifies',
] as const
export type ImportColumn = (typeof IMPORT_COLUMNS)[number]

/** Passed over by an import: what a piece has become, which nobody can say of a new one. */
export const EXPORT_COLUMNS = [
  'id',
  'version',
  'status',
  'freshness',
  'fileName',
  'supersedes',
  'replacedFrom',
  'createdAt',
  'updatedAt',
] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

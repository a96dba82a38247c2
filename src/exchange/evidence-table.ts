// The evidence register of an organization as a table: what was said of each piece, and what it shows.

import type { DateText } from '../domain/calendar.ts'
import { type EvidenceStatus, freshness, type Lifetime } from '../domain/evidence.ts'
import type { EvidenceFields } from '../domain/evidence-fields.ts'
import type { EvidenceRole } from '../domain/evidence-type.ts'
import { EXPORT_COLUMNS, type ExportColumn, IMPORT_COLUMNS, type ImportColumn } from './evidence-columns.ts'
import { type Cell, column, type Table } from './table.ts'

export interface RegisterPiece extends EvidenceFields, Lifetime {
  readonly id: string
  readonly version: number
  readonly status: EvidenceStatus
  readonly fileName: string | null
  readonly supersedes: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

export interface RegisterRow {
  readonly piece: RegisterPiece
  /** By control id. */
  readonly links: readonly { readonly control: string; readonly role: EvidenceRole }[]
  readonly certificates: readonly { readonly framework: string; readonly exceptions: readonly string[] }[]
}

const WIDE: Readonly<Partial<Record<ImportColumn | ExportColumn, number>>> = {
  id: 38,
  title: 50,
  description: 60,
  proves: 40,
  supports: 40,
  certifies: 40,
  sourceUri: 40,
  supersedes: 38,
}

export const REGISTER_NAMES = [
  ...EXPORT_COLUMNS.slice(0, 4),
  ...IMPORT_COLUMNS,
  ...EXPORT_COLUMNS.slice(4),
] as const

const COLUMNS = REGISTER_NAMES.map((name) => column(name, WIDE[name] ?? 16))

const lines = (texts: readonly string[]) => texts.join('\n') || null

function certificateText({ framework, exceptions }: RegisterRow['certificates'][number]): string {
  const refs = exceptions.map((id) => id.slice(id.indexOf('/') + 1))
  return refs.length > 0 ? `${framework} except ${refs.join(' ')}` : framework
}

function cellsOf({ piece, links, certificates }: RegisterRow, asOf: DateText): Cell[] {
  const linked = (role: EvidenceRole) =>
    lines(links.filter((link) => link.role === role).map(({ control }) => control))
  return [
    piece.id,
    piece.version,
    piece.status,
    freshness(piece, asOf),
    piece.title,
    piece.type,
    piece.description,
    lines(piece.scopes),
    piece.collectedAt,
    piece.effectiveFrom,
    piece.effectiveTo,
    piece.validUntil,
    piece.owner,
    piece.sourceUri,
    piece.sha256,
    piece.size,
    piece.mediaType,
    linked('PROVES'),
    linked('SUPPORTS'),
    lines(certificates.map(certificateText)),
    piece.fileName,
    piece.supersedes,
    piece.replacedFrom,
    piece.createdAt,
    piece.updatedAt,
  ]
}

/** `asOf`: the day of which the freshness is told. */
export function registerTable(rows: Iterable<RegisterRow>, asOf: DateText): Table {
  const cells = function* () {
    for (const row of rows) yield cellsOf(row, asOf)
  }
  return { columns: COLUMNS, rows: cells() }
}

// The exports of an organization's own data, read from its rows and encoded as they are asked for. Who may have them is
// for whoever asks.

import { requireDate } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import type { Moment } from '../domain/evidence.ts'
import type { OrganizationFormat, OrganizationResource } from '../domain/organization-export.ts'
import { posture } from '../domain/posture.ts'
import { requireFramework, type Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import { batched, type Chunk } from '../exchange/chunks.ts'
import { CSV, csv, EXCEL_FR } from '../exchange/delimited.ts'
import { type RegisterRow, registerTable } from '../exchange/evidence-table.ts'
import { MEDIA_TYPE } from '../exchange/exports.ts'
import { controlsBehind, type PostureReport, postureTable, type Shown } from '../exchange/posture-table.ts'
import { postureWorkbook } from '../exchange/posture-workbook.ts'
import { registerWorkbook } from '../exchange/register-workbook.ts'
import { xlsx } from '../exchange/xlsx.ts'
import type { Database } from '../store/database.ts'
import { evidenceByIds, type StoredEvidence } from '../store/evidence.ts'
import { blockedPage, evidenceShowing, type ListedBlocker } from '../store/evidence-at.ts'
import { factsOf } from '../store/facts.ts'
import { organizationById } from '../store/organization.ts'
import { ownVerdicts } from '../store/own-verdict.ts'
import { registerPages } from '../store/register.ts'

export interface OrganizationExportRequest {
  readonly format: OrganizationFormat
  readonly resource: OrganizationResource
  /** Slug of the framework of a posture. */
  readonly name: string | null
  readonly moment: Moment
  readonly locale: Locale
  readonly excelFr: boolean
}

export interface OrganizationExport {
  readonly mediaType: string
  readonly fileName: string
  readonly chunks: Iterable<Chunk> | AsyncIterable<Chunk>
}

/** Rows of a workbook, which is held in memory before it is begun; CSV has no end. */
const MAX_SHEET_ROWS = 50_000
/** Pieces told of for one control, and of those that do not count. */
const MAX_SHOWN = 6
const MAX_BLOCKED = 1000

interface Source {
  readonly database: Database
  readonly snapshot: Snapshot
  readonly organization: string
}

type Request = OrganizationExportRequest

async function nameOf(database: Database, organization: string): Promise<string> {
  return (await organizationById(database, organization))?.name ?? organization
}

async function* registerCsv({ database, organization }: Source, request: Request): AsyncGenerator<string> {
  let isFirst = true
  for await (const page of registerPages(database, organization)) {
    const lines = csv(registerTable(page, request.moment.asOf), request.excelFr ? EXCEL_FR : CSV)
    // The header stands once.
    if (!isFirst) lines.next()
    isFirst = false
    yield* batched(lines)
  }
}

async function registerSheets({ database, snapshot, organization }: Source, request: Request) {
  const rows: RegisterRow[] = []
  for await (const page of registerPages(database, organization)) {
    rows.push(...page)
    if (rows.length > MAX_SHEET_ROWS)
      throw new DomainError(
        'TOO_LARGE',
        `the register must have at most ${MAX_SHEET_ROWS} pieces for XLSX, but got: more; CSV has no such limit`,
        { argument: 'format', limit: MAX_SHEET_ROWS },
      )
  }
  const { locale, moment } = request
  const name = await nameOf(database, organization)
  return xlsx(registerWorkbook({ snapshot, organization: name, rows, asOf: moment.asOf, locale }))
}

async function shownOf(
  source: Source,
  controls: readonly string[],
  moment: Moment,
): Promise<Map<string, Shown>> {
  const { database, organization } = source
  const rows = await evidenceShowing(database, organization, moment, controls, MAX_SHOWN)
  const ids = [...new Set(rows.map(({ evidence }) => evidence))]
  const pieces = new Map((await evidenceByIds(database, organization, ids)).map((piece) => [piece.id, piece]))
  const shown = new Map<string, StoredEvidence[]>()
  for (const { control, evidence } of rows) {
    const piece = pieces.get(evidence)
    if (piece) shown.set(control, [...(shown.get(control) ?? []), piece])
  }
  return new Map(
    [...shown].map(([control, some]) => [control, { pieces: some, isAll: some.length < MAX_SHOWN }]),
  )
}

async function postureReport(source: Source, { name, moment, locale }: Request): Promise<PostureReport> {
  const { database, snapshot, organization } = source
  const { index } = requireFramework(snapshot, name ?? '', 'name')
  const worked = posture(snapshot, index, await factsOf(database, snapshot, organization, moment))
  const own = await ownVerdicts(database, organization)
  const blocked = async (why: ListedBlocker) =>
    (await blockedPage(database, organization, moment, why, null, MAX_BLOCKED)).rows
  return {
    snapshot,
    organization: await nameOf(database, organization),
    posture: worked,
    moment,
    own: new Map(own.map((said) => [said.control, said])),
    shown: await shownOf(source, controlsBehind(snapshot, worked), moment),
    blockedByScope: await blocked('OTHER_SCOPE'),
    blockedByExpiry: await blocked('EXPIRED'),
    locale,
  }
}

async function chunksOf(source: Source, request: Request): Promise<OrganizationExport['chunks']> {
  const isSheet = request.format === 'XLSX'
  if (request.resource === 'evidence')
    return isSheet ? registerSheets(source, request) : registerCsv(source, request)
  const report = await postureReport(source, request)
  return isSheet
    ? xlsx(postureWorkbook(report))
    : batched(csv(postureTable(report), request.excelFr ? EXCEL_FR : CSV))
}

/** Throws before the first chunk for whatever is unknown, or too large. */
export async function organizationExport(source: Source, request: Request): Promise<OrganizationExport> {
  const { format, resource, name, moment } = request
  const parts = [source.organization, resource, name, moment.asOf].filter((part) => part !== null)
  return {
    mediaType: MEDIA_TYPE[format],
    fileName: `${parts.join('--').replace(/[^\w.-]+/g, '-')}.${format.toLowerCase()}`,
    chunks: await chunksOf(source, request),
  }
}

/** Throws BAD_ARGUMENT for what is no date. */
export function momentGiven(
  { asOf, scope, anyScope }: { asOf?: string | null; scope?: string | null; anyScope?: boolean },
  today: string,
): Moment {
  return {
    asOf: typeof asOf === 'string' ? requireDate(asOf, 'asOf') : today,
    scope: scope ?? null,
    anyScope: anyScope ?? false,
  }
}

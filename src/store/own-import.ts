// Imports what an organization has of its own, and deletes it: one transaction each, under the lock of the organization's
// revision, with its audit row.

import type { DateText } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import { type ImportScope, lookUp, type Naming } from '../domain/import-request.ts'
import type { Imported } from '../domain/imported.ts'
import type { Actor } from '../domain/member.ts'
import { type OwnSize, overlay, requireSize } from '../domain/own.ts'
import { type OwnImportReport, reportOf } from '../domain/own-import-report.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Database } from './database.ts'
import { type Command, mutate } from './mutation.ts'
import { readOwn } from './own.ts'
import { countChange, deleteFrameworks, deleteSets, deleteTexts, replaceOwn } from './own-write.ts'
import type { TenantSql } from './tenant.ts'

export interface ImportRequest {
  readonly key: string | null
  /** The decoded file. */
  readonly imported: Imported
  readonly scope: ImportScope
  readonly naming: Naming
  /** Keep what could be taken although something was refused. */
  readonly takeRest: boolean
  readonly dryRun: boolean
}

/** Undoes the transaction, and carries what would have been. */
class NotWritten extends Error {
  override readonly name = 'NotWritten'
  readonly report: OwnImportReport

  constructor(report: OwnImportReport) {
    super('nothing was written')
    this.report = report
  }
}

async function sizeOf(sql: TenantSql, organization: string): Promise<OwnSize> {
  const own = sql`organization_id = ${organization}`
  const [size] = await sql<OwnSize[]>`
    select (select count(*)::float8 from own_framework where ${own}) frameworks,
      (select count(*)::float8 from own_mapping_set where ${own}) sets,
      (select count(*)::float8 from own_control where ${own}) controls,
      (select count(*)::float8 from own_mapping where ${own}) mappings,
      (select coalesce(sum(pairs), 0)::float8 from (
        select count(*) filter (where side = 'source') * count(*) filter (where side = 'target') pairs
        from own_mapping_end where ${own} group by mapping) of_mapping) pairs,
      (select coalesce(sum(length(t.*::text)), 0)::float8 from own_control t where ${own})
        + (select coalesce(sum(length(title) + length(coalesce(summary, ''))), 0)::float8 from own_control_text where ${own})
        + (select coalesce(sum(length(t.*::text)), 0)::float8 from own_mapping t where ${own})
        + (select coalesce(sum(length(t.*::text)), 0)::float8 from own_mapping_end t where ${own})
        + (select coalesce(sum(length(t.*::text)), 0)::float8 from own_unmapped t where ${own}) characters,
      (select coalesce(sum(length(text)), 0)::float8 from official_text where ${own}) "officialCharacters"`
  return size!
}

/** How many controls that are gone are told. */
const MAX_ORPHANS = 100

/** Own controls that are no more, and that something of the organization names. */
async function orphans(sql: TenantSql, organization: string): Promise<string[]> {
  const own = sql`organization_id = ${organization} and starts_with(control, ${`${organization}:`})`
  const rows = await sql<{ control: string }[]>`
    select control from (
      select control from evidence_link where ${own} union select control from own_verdict where ${own}
      union select control from finding where ${own} union select control from own_mapping_end where ${own}
    ) named
    where not exists (select from own_control c where c.organization_id = ${organization} and c.id = named.control)
    order by control limit ${MAX_ORPHANS}`
  return rows.map(({ control }) => control)
}

/**
 * All or nothing: without `takeRest`, one refusal is enough to write nothing. Throws TOO_LARGE, and BAD_ARGUMENT for what no
 * database keeps as text.
 */
export async function importOwn(
  database: Database,
  actor: Actor,
  base: Snapshot,
  { key, ...input }: ImportRequest,
  today: DateText,
): Promise<OwnImportReport> {
  const { organization } = actor
  const { imported, scope, naming, takeRest, dryRun } = input
  const command: Command = { action: 'own.import', key, input }
  try {
    return await mutate(database, actor, command, async (sql) => {
      const revision = await countChange(sql, organization)
      const { rows } = await readOwn(sql, organization, base)
      const known = overlay(base, organization, revision, rows)
      const found = lookUp(imported, scope, naming, known, { organization, today })
      await replaceOwn(sql, organization, found.document)
      requireSize(await sizeOf(sql, organization))
      const isRefused = found.problems.some(({ severity }) => severity === 'REFUSED')
      const written = !dryRun && (takeRest || !isRefused)
      const report = reportOf(found, written, await orphans(sql, organization))
      if (!written) throw new NotWritten(report)
      const { frameworks, sets, texts } = report
      return { answer: report, subject: 'own', before: null, after: { frameworks, sets, texts } }
    })
  } catch (error) {
    if (error instanceof NotWritten) return error.report
    throw error
  }
}

/** What can be deleted: a framework of one's own, a mapping set of one's own, the official texts of any framework. */
export type OwnKind = 'FRAMEWORK' | 'MAPPING_SET' | 'OFFICIAL_TEXTS'

const DELETES = {
  FRAMEWORK: deleteFrameworks,
  MAPPING_SET: deleteSets,
  OFFICIAL_TEXTS: deleteTexts,
} as const

/** The controls that something still names, and that are gone with it. Throws NOT_FOUND. */
export function deleteOwn(
  database: Database,
  actor: Actor,
  key: string | null,
  kind: OwnKind,
  slug: string,
): Promise<readonly string[]> {
  const { organization } = actor
  const command = { action: 'own.delete', key, input: { kind, slug } }
  return mutate(database, actor, command, async (sql) => {
    await countChange(sql, organization)
    if ((await DELETES[kind](sql, organization, [slug])) === 0)
      throw new DomainError(
        'NOT_FOUND',
        `slug must be of something that the organization has of its own, but got: ${JSON.stringify(slug.slice(0, 100))}`,
      )
    const answer = await orphans(sql, organization)
    return { answer, subject: `${kind.toLowerCase()}:${slug}`, before: { kind, slug }, after: null }
  })
}

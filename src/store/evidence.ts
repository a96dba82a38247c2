// The evidence of an organization as it is stored, and read by ids. What changes it is in `evidence-change.ts`,
// `evidence-links.ts`, `evidence-certificate.ts` and `evidence-decision.ts`.

import type postgres from 'postgres'
import type { EvidenceStatus, Lifetime } from '../domain/evidence.ts'
import type { EvidenceFields } from '../domain/evidence-fields.ts'
import type { EvidenceRole } from '../domain/evidence-type.ts'
import type { Database } from './database.ts'
import { instant, readAtOnce, type TenantSql } from './tenant.ts'

export type { EvidenceFields }

export interface StoredEvidence extends EvidenceFields, Lifetime {
  readonly id: string
  readonly version: number
  readonly status: EvidenceStatus
  readonly supersedes: string | null
  /** The name of the file that was uploaded, if one was. */
  readonly fileName: string | null
}

/** The same with when it was recorded, and last changed, in UTC. */
export interface RecordedEvidence extends StoredEvidence {
  readonly createdAt: string
  readonly updatedAt: string
}

/** What a piece says of a control. */
export interface Link {
  readonly control: string
  readonly role: EvidenceRole
  readonly note: string | null
  readonly acceptedBy: string | null
  readonly acceptedAt: string | null
}

export interface StoredLink extends Link {
  readonly evidence: string
}

export interface StoredCertificate {
  readonly evidence: string
  readonly framework: string
  readonly exceptions: readonly string[]
}

export const columns = (sql: TenantSql) => sql`
  e.id, e.version, e.status, e.title, e.type, e.description, e.scopes, e.collected_at::text "collectedAt",
  e.effective_from::text "effectiveFrom", e.effective_to::text "effectiveTo", e.valid_until::text "validUntil",
  e.owner, e.source_uri "sourceUri", e.sha256, e.size::float8 size, e.media_type "mediaType", e.supersedes,
  e.replaced_from::text "replacedFrom", e.file_name "fileName"`

export const recordedColumns = (sql: TenantSql) => sql`
  ${columns(sql)}, ${instant(sql, 'e.created_at')} "createdAt", ${instant(sql, 'e.updated_at')} "updatedAt"`

/** By piece, then by control. `ids` is an array of uuid. */
export const linksOf = (sql: TenantSql, organization: string, ids: postgres.Fragment) => sql<StoredLink[]>`
  select evidence, control, role, note, accepted_by "acceptedBy", ${instant(sql, 'accepted_at')} "acceptedAt"
  from evidence_link where organization_id = ${organization} and evidence = any(${ids}) order by evidence, control`

/** What belongs to each piece, in the order it comes in. */
export function byEvidence<T extends { readonly evidence: string }>(rows: readonly T[]): Map<string, T[]> {
  const theirs = new Map<string, T[]>()
  for (const row of rows) {
    const known = theirs.get(row.evidence)
    if (known) known.push(row)
    else theirs.set(row.evidence, [row])
  }
  return theirs
}

/** In no order; those of other organizations, and those that are gone, are left out. */
export async function evidenceByIds(
  database: Database,
  organization: string,
  ids: readonly string[],
): Promise<StoredEvidence[]> {
  const [rows] = await readAtOnce(database, organization, (sql) => [
    sql<StoredEvidence[]>`
      select ${columns(sql)} from evidence e
      where e.organization_id = ${organization} and e.id = any(${[...ids]}::uuid[])`,
  ])
  return rows
}

export async function linksByEvidence(
  database: Database,
  organization: string,
  ids: readonly string[],
): Promise<StoredLink[]> {
  const [rows] = await readAtOnce(database, organization, (sql) => [
    linksOf(sql, organization, sql`${[...ids]}::uuid[]`),
  ])
  return rows
}

export async function certificatesByEvidence(
  database: Database,
  organization: string,
  ids: readonly string[],
): Promise<StoredCertificate[]> {
  const [rows] = await readAtOnce(database, organization, (sql) => [
    sql<StoredCertificate[]>`
      select evidence, framework, exceptions from certificate
      where organization_id = ${organization} and evidence = any(${[...ids]}::uuid[]) order by evidence, framework`,
  ])
  return rows
}

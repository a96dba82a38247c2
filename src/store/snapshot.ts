// Reads the whole of the reference data, in one repeatable-read transaction, into the rows of a snapshot.

import type postgres from 'postgres'
import type { EvidenceLink, EvidenceType } from '../domain/evidence-type.ts'
import type { Control } from '../domain/framework.ts'
import type { SnapshotRows } from '../domain/snapshot.ts'
import type { Database } from './database.ts'
import { readOwnable } from './snapshot-rows.ts'
import { transaction } from './transaction.ts'

async function readEvidenceTypes(
  sql: postgres.TransactionSql,
  controls: readonly Control[],
): Promise<EvidenceType[]> {
  const rows = await sql<Omit<EvidenceType, 'index' | 'links'>[]>`
    select slug, title, description, kind, holder, stale, sensitivity from evidence_type order by position`
  const links = await sql<(Omit<EvidenceLink, 'control'> & { evidenceType: string; control: string })[]>`
    select evidence_type "evidenceType", control, role, note from evidence_type_control order by evidence_type, position`
  const at = new Map(controls.map(({ id, index }) => [id, index]))
  const of = new Map<string, EvidenceLink[]>(rows.map((row) => [row.slug, []]))
  for (const { evidenceType, control, role, note } of links)
    of.get(evidenceType)!.push({ control: at.get(control)!, role, note })
  return rows.map((row, index) => ({ ...row, index, links: of.get(row.slug)! }))
}

/** Everything, as of one moment; `plain` as in `mappingPacker`. Null when nothing was ever seeded. */
export async function readSnapshotRows(database: Database, plain?: number): Promise<SnapshotRows | null> {
  return transaction(database.sql, 'isolation level repeatable read read only', async (sql) => {
    const [head] = await sql<
      Pick<SnapshotRows, 'revision' | 'quality'>[]
    >`select revision, quality from dataset_revision`
    if (!head) return null
    const rows = await readOwnable(sql, { prefix: '', base: null, plain })
    return { ...head, ...rows, evidenceTypes: await readEvidenceTypes(sql, rows.controls) }
  })
}

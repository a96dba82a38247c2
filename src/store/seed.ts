// Writes the reference data of a dataset into the database: one transaction, idempotent, and what went from the
// dataset goes from the tables. Rows keep their natural keys, so that an organization's own rows stay linked.

import { sql } from 'drizzle-orm'
import type { SnapshotRows } from '../domain/snapshot.ts'
import type { Database } from './database.ts'
import { insertAll, type Transaction, upsertAll } from './insertion.ts'
import {
  controlRows,
  endRows,
  evidenceRows,
  frameworkRows,
  mappingRows,
  setRows,
  textRows,
  unmappedRows,
} from './seed-rows.ts'
import * as t from './tables.ts'

/** Called with what is being written, for whoever watches. */
export type Progress = (step: string, rows: number) => void

export interface SeedResult {
  readonly revision: string
  /** False when the database held this revision already. */
  readonly changed: boolean
}

/** The revision in the database; null when it is empty. */
export async function currentRevision(database: Database): Promise<string | null> {
  const [row] = await database.orm.select({ revision: t.datasetRevision.revision }).from(t.datasetRevision)
  return row?.revision ?? null
}

/**
 * Brings the database to `rows`. Does nothing when it holds that revision; otherwise everything changes in one
 * transaction, and other processes are notified of the new revision.
 */
export async function seed(
  database: Database,
  rows: SnapshotRows,
  progress: Progress = () => {},
): Promise<SeedResult> {
  if ((await currentRevision(database)) === rows.revision) return { revision: rows.revision, changed: false }
  await database.orm.transaction(async (tx) => {
    const write = async (step: string, count: number, run: () => Promise<unknown>) => {
      progress(step, count)
      await run()
    }
    const frameworks = frameworkRows(rows)
    const controls = controlRows(rows)
    const texts = textRows(rows)
    const sets = setRows(rows)
    const mappings = mappingRows(rows)
    const ends = endRows(rows)
    const unmapped = unmappedRows(rows)
    const { types, links } = evidenceRows(rows)
    for (const table of [t.mappingEnd, t.unmapped, t.controlText, t.evidenceTypeControl])
      await tx.delete(table)
    await write('sources', rows.sources.length, () => upsertAll(tx, t.source, 'id', [...rows.sources]))
    await write('frameworks', frameworks.length, () => upsertAll(tx, t.framework, 'slug', frameworks))
    await write('controls', controls.length, () => upsertAll(tx, t.control, 'id', controls))
    await write('texts', texts.length, () => insertAll(tx, t.controlText, texts))
    await write('mapping sets', sets.length, () => upsertAll(tx, t.mappingSet, 'slug', sets))
    await write('mappings', mappings.length, () => upsertAll(tx, t.mapping, 'id', mappings))
    await write('mapping ends', ends.length, () => insertAll(tx, t.mappingEnd, ends))
    await write('controls without counterpart', unmapped.length, () => insertAll(tx, t.unmapped, unmapped))
    await write('evidence types', types.length, () => upsertAll(tx, t.evidenceType, 'slug', types))
    await write('evidence links', links.length, () => insertAll(tx, t.evidenceTypeControl, links))
    await removeGone(tx, rows)
    await tx
      .insert(t.datasetRevision)
      .values({ revision: rows.revision, quality: [...rows.quality] })
      .onConflictDoUpdate({
        target: t.datasetRevision.singleton,
        set: { revision: rows.revision, quality: [...rows.quality], seededAt: sql`now()` },
      })
    await tx.execute(sql`select pg_notify('dataset_revision', ${rows.revision})`)
  })
  return { revision: rows.revision, changed: true }
}

async function removeGone(tx: Transaction, rows: SnapshotRows): Promise<void> {
  const all = (ids: string[]) => sql`select unnest(${sql.param(ids)}::text[])`
  const slugs = rows.evidenceTypes.map((type) => type.slug)
  await tx.delete(t.evidenceType).where(sql`${t.evidenceType.slug} not in (${all(slugs)})`)
  await tx.delete(t.mapping).where(sql`${t.mapping.id} not in (${all(rows.mappings.map((m) => m.id))})`)
  await tx.delete(t.mappingSet).where(sql`${t.mappingSet.slug} not in (${all(rows.sets.map((s) => s.slug))})`)
  await tx.delete(t.control).where(sql`${t.control.id} not in (${all(rows.controls.map((c) => c.id))})`)
  await tx
    .delete(t.framework)
    .where(sql`${t.framework.slug} not in (${all(rows.frameworks.map((f) => f.slug))})`)
  await tx.delete(t.source).where(sql`${t.source.id} not in (${all(rows.sources.map((s) => s.id))})`)
}

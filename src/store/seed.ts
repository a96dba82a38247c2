// Writes the reference data of a dataset into the database: one transaction, idempotent, and what went from the
// dataset goes from the tables. Rows keep their natural keys, so that an organization's own rows stay linked.

import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { SnapshotRows } from '../domain/snapshot.ts'
import { LOCALES } from '../domain/text.ts'
import type { Database } from './database.ts'
import * as t from './tables.ts'

type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0]

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
 * Inserts the rows as one JSON document that the database takes apart: with a placeholder for each value, both sides take
 * several times as long.
 */
function insertion<T extends PgTable>(table: T, rows: readonly T['$inferInsert'][]): SQL {
  const columns = writtenColumns(table)
  const json = rows.map((row) => Object.fromEntries(columns.map(([key, name]) => [name, row[key as never]])))
  const names = sql.raw(columns.map(([, name]) => `"${name}"`).join(', '))
  return sql`insert into ${table} (${names})
    select ${names} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(json)}::jsonb)`
}

/** The properties of a row and the names of their columns, without what the database generates. */
function writtenColumns(table: PgTable): [property: string, name: string][] {
  return Object.entries(getTableColumns(table))
    .filter(([, column]) => column.generated === undefined)
    .map(([property, column]) => [property, column.name])
}

async function insertAll<T extends PgTable>(
  tx: Transaction,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  await tx.execute(insertion(table, rows))
}

/** Inserts or updates by primary key, every column. */
async function upsertAll<T extends PgTable>(
  tx: Transaction,
  table: T,
  key: string,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  const others = writtenColumns(table).filter(([, name]) => name !== key)
  const set = sql.raw(others.map(([, name]) => `"${name}" = excluded."${name}"`).join(', '))
  await tx.execute(sql`${insertion(table, rows)} on conflict (${sql.identifier(key)}) do update set ${set}`)
}

function controlRows(rows: SnapshotRows) {
  return rows.controls.map((c, position) => ({
    id: c.id,
    framework: rows.frameworks[c.framework]!.slug,
    ref: c.ref,
    position,
    kind: c.kind,
    label: c.label,
    parent: c.parent < 0 ? null : rows.controls[c.parent]!.id,
    normativity: c.normativity,
    serviceModels: [...c.serviceModels],
    parameters: [...c.parameters],
    duties: [...c.duties],
    documents: [...c.documents],
    see: [...c.see],
    tags: [...c.tags],
    items: c.items,
    attributes: c.attributes,
    aliases: [...c.aliases],
  }))
}

function textRows(rows: SnapshotRows) {
  return rows.controls.flatMap((c) =>
    LOCALES.filter((locale) => c.title[locale] !== undefined || c.summary?.[locale] !== undefined).map(
      (locale) => ({
        control: c.id,
        locale,
        title: c.title[locale] ?? null,
        summary: c.summary?.[locale] ?? null,
      }),
    ),
  )
}

function setRows(rows: SnapshotRows) {
  return rows.sets.map((set) => ({
    slug: set.slug,
    position: set.index,
    title: set.title,
    origin: set.origin,
    publisher: set.publisher,
    source: set.source,
    date: set.date,
    terms: set.terms,
    remarks: set.remarks,
    method: set.method,
    status: set.status,
    rationaleKind: set.rationaleKind,
    fromFramework: rows.frameworks[set.from]!.slug,
    toFrameworks: set.to.map((f) => rows.frameworks[f]!.slug),
  }))
}

function mappingRows(rows: SnapshotRows) {
  return rows.mappings.map((m) => ({
    id: m.id,
    set: rows.sets[m.set]!.slug,
    position: m.index,
    mask: m.mask,
    sameWording: m.sameWording,
    rationaleKind: m.rationaleKind,
    rationale: m.rationale,
    residual: m.residual,
    surplus: m.surplus,
    strength: m.strength,
    confidence: m.confidence,
  }))
}

function endRows(rows: SnapshotRows) {
  return rows.mappings.flatMap((m) => [
    ...m.sources.map((c, position) => ({
      mapping: m.id,
      side: 'source',
      control: rows.controls[c]!.id,
      position,
      shares: null,
    })),
    ...m.targets.map((c, position) => ({
      mapping: m.id,
      side: 'target',
      control: rows.controls[c]!.id,
      position,
      shares: m.shares[position] ?? null,
    })),
  ])
}

function evidenceRows(rows: SnapshotRows) {
  const types = rows.evidenceTypes.map(({ index, links: _links, ...type }) => ({ ...type, position: index }))
  const links = rows.evidenceTypes.flatMap((type) =>
    type.links.map((link, position) => ({
      evidenceType: type.slug,
      control: rows.controls[link.control]!.id,
      position,
      role: link.role,
      note: link.note,
    })),
  )
  return { types, links }
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
    const frameworks = rows.frameworks.map(({ index, adoption, serviceModels, ...f }) => ({
      ...f,
      position: index,
      adoption: { ...adoption },
      serviceModels: [...serviceModels],
    }))
    const controls = controlRows(rows)
    const texts = textRows(rows)
    const sets = setRows(rows)
    const mappings = mappingRows(rows)
    const ends = endRows(rows)
    const unmapped = rows.unmapped.map((u) => ({
      set: rows.sets[u.set]!.slug,
      control: rows.controls[u.control]!.id,
      framework: rows.frameworks[u.framework]!.slug,
      reason: u.reason,
    }))
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

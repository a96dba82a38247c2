// Writes and deletes what an organization has of its own, within a transaction of the organization. One statement a table,
// however many rows: they travel as one JSON text.

import { DomainError } from '../domain/errors.ts'
import type { OfficialText, OwnDocument } from '../domain/own-document.ts'
import {
  controlRows,
  endRows,
  frameworkRows,
  mappingRows,
  officialTextRows,
  type PositionOf,
  type Row,
  setRows,
  textRows,
} from './own-rows.ts'
import type { TenantSql } from './tenant.ts'

/** What PostgreSQL keeps in no text: NUL, and halves of characters. In JSON they are escaped. */
const NO_TEXT = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/

function jsonOf(rows: readonly Row[]): string {
  const json = JSON.stringify(rows)
  if (!NO_TEXT.test(json)) return json
  throw new DomainError('BAD_ARGUMENT', 'content must be text without NUL, but got: some', {
    argument: 'content',
  })
}

/** Rows by the names of the columns; what a row does not name is null. */
async function insert(sql: TenantSql, table: string, organization: string, rows: readonly Row[]) {
  if (rows.length === 0) return
  const columns = sql(['organization_id', ...Object.keys(rows[0]!)])
  const json = jsonOf(rows.map((row) => ({ organization_id: organization, ...row })))
  await sql`
    insert into ${sql(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql(table)}, ${json}::text::jsonb)`
}

async function positions(
  sql: TenantSql,
  table: 'own_framework' | 'own_mapping_set',
  organization: string,
): Promise<PositionOf> {
  const rows = await sql<{ slug: string; position: number }[]>`
    select slug, position from ${sql(table)} where organization_id = ${organization}`
  const known = new Map(rows.map(({ slug, position }) => [slug, position]))
  let next = Math.max(-1, ...known.values()) + 1
  return (slug) => known.get(slug) ?? next++
}

/** Stores all of it, in place of what has the same slugs. */
export async function replaceOwn(sql: TenantSql, organization: string, own: OwnDocument): Promise<void> {
  const frameworkAt = await positions(sql, 'own_framework', organization)
  const setAt = await positions(sql, 'own_mapping_set', organization)
  const slugs = (things: readonly { readonly slug: string }[]) => things.map(({ slug }) => slug)
  await deleteFrameworks(sql, organization, slugs(own.frameworks))
  await deleteSets(sql, organization, slugs(own.sets))
  await insert(sql, 'own_framework', organization, frameworkRows(own, frameworkAt))
  const sources = own.frameworks.map(({ slug, source }) => ({ id: slug, ...source }))
  await insert(sql, 'own_source', organization, sources)
  await insert(sql, 'own_control', organization, controlRows(own))
  await insert(sql, 'own_control_text', organization, textRows(own))
  await insert(sql, 'own_mapping_set', organization, setRows(own, setAt))
  await insert(sql, 'own_mapping', organization, mappingRows(own))
  await insert(sql, 'own_mapping_end', organization, endRows(own))
  await insert(
    sql,
    'own_unmapped',
    organization,
    own.unmapped.map((row) => ({ ...row })),
  )
  await replaceTexts(sql, organization, own.texts)
}

/** With its controls; mappings and evidence that name these stay, and say nothing. */
export async function deleteFrameworks(
  sql: TenantSql,
  organization: string,
  slugs: readonly string[],
): Promise<number> {
  await deleteTexts(sql, organization, slugs)
  const gone = await sql`
    delete from own_framework where organization_id = ${organization} and slug = any(${[...slugs]}::text[])`
  return gone.count
}

/** With its mappings. */
export async function deleteSets(
  sql: TenantSql,
  organization: string,
  slugs: readonly string[],
): Promise<number> {
  const gone = await sql`
    delete from own_mapping_set where organization_id = ${organization} and slug = any(${[...slugs]}::text[])`
  return gone.count
}

/** The official texts of each framework that is named come to be these. */
async function replaceTexts(
  sql: TenantSql,
  organization: string,
  texts: readonly OfficialText[],
): Promise<void> {
  await deleteTexts(sql, organization, [...new Set(texts.map(({ framework }) => framework))])
  await insert(sql, 'official_text', organization, officialTextRows(texts))
}

export async function deleteTexts(
  sql: TenantSql,
  organization: string,
  frameworks: readonly string[],
): Promise<number> {
  const gone = await sql`
    delete from official_text where organization_id = ${organization} and framework = any(${[...frameworks]}::text[])`
  return gone.count
}

/** Counts a change, and keeps others from changing it until the transaction ends. */
export async function countChange(sql: TenantSql, organization: string): Promise<number> {
  const [row] = await sql<{ revision: number }[]>`
    insert into own_revision (organization_id, revision) values (${organization}, 1)
    on conflict (organization_id) do update set revision = own_revision.revision + 1, changed_at = now()
    returning revision::float8 revision`
  return row!.revision
}

// Writes and deletes what an organization has of its own, within a transaction of the organization. One statement a table,
// however many rows: they travel as one JSON text.

import { DomainError } from '../domain/errors.ts'
import type { OfficialText, OwnDocument } from '../domain/own-document.ts'
import { LOCALES, type LocalizedText } from '../domain/text.ts'
import type { TenantSql } from './tenant.ts'

type Row = Readonly<Record<string, unknown>>

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

/** One row per language that has something to say. */
const byLocale = <T extends Row>(row: (locale: 'en' | 'fr') => T, texts: readonly (LocalizedText | null)[]) =>
  LOCALES.filter((locale) => texts.some((text) => text?.[locale] !== undefined)).map((locale) => ({
    ...row(locale),
    locale,
  }))

/** Where something comes in the order of its kind: where what it replaces was, else at the end. */
type PositionOf = (slug: string) => number

function frameworkRows({ frameworks }: OwnDocument, positionOf: PositionOf): Row[] {
  return frameworks.map((f) => ({
    slug: f.slug,
    position: positionOf(f.slug),
    title: f.title,
    short_title: f.shortTitle,
    publisher: f.publisher,
    region: f.region,
    jurisdiction: f.jurisdiction,
    type: f.type,
    sector: f.sector,
    edition: f.edition,
    issued: f.issued,
    effective: f.effective,
    adoption: f.adoption,
    service_models: f.serviceModels,
    source: f.slug,
    supersedes: f.supersedes,
    ref_pattern: f.refPattern,
  }))
}

function controlRows({ controls }: OwnDocument): Row[] {
  return controls.map((c, position) => ({
    id: c.id,
    framework: c.framework,
    ref: c.ref,
    position,
    kind: c.kind,
    label: c.label,
    parent: c.parent,
    normativity: c.normativity,
    service_models: c.serviceModels,
    parameters: c.parameters,
    duties: c.duties,
    documents: c.documents,
    see: c.see,
    tags: c.tags,
    items: c.items,
    attributes: c.attributes,
    aliases: c.aliases,
  }))
}

function setRows({ sets }: OwnDocument, positionOf: PositionOf): Row[] {
  return sets.map((set) => ({
    slug: set.slug,
    position: positionOf(set.slug),
    title: set.title,
    origin: 'OWN',
    publisher: set.publisher,
    date: set.date,
    terms: set.terms,
    remarks: set.remarks,
    method: set.method,
    status: set.status,
    rationale_kind: set.rationaleKind,
    from_framework: set.from,
    to_frameworks: set.to,
  }))
}

function mappingRows({ mappings }: OwnDocument): Row[] {
  return mappings.map((m, position) => ({
    id: m.id,
    set: m.set,
    position,
    mask: m.mask,
    same_wording: m.sameWording,
    rationale_kind: m.rationaleKind,
    rationale: m.rationale,
    residual: m.residual,
    surplus: m.surplus,
    strength: m.strength,
    confidence: m.confidence,
  }))
}

function endRows({ mappings }: OwnDocument): Row[] {
  return mappings.flatMap((m) => [
    ...m.sources.map((control, position) => ({
      mapping: m.id,
      side: 'source',
      control,
      position,
      shares: null,
    })),
    ...m.targets.map((control, position) => ({
      mapping: m.id,
      side: 'target',
      control,
      position,
      shares: m.shares[position] ?? null,
    })),
  ])
}

function textRows({ controls }: OwnDocument): Row[] {
  return controls.flatMap((c) =>
    byLocale(
      (locale) => ({ control: c.id, title: c.title[locale] ?? null, summary: c.summary?.[locale] ?? null }),
      [c.title, c.summary],
    ),
  )
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
  const rows = texts.flatMap(({ framework, control, text }) =>
    byLocale((locale) => ({ framework, control, text: text[locale]! }), [text]),
  )
  await insert(sql, 'official_text', organization, rows)
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

// Reads the whole of the reference data, in one repeatable-read transaction, into the rows of a snapshot.

import type postgres from 'postgres'
import type { EvidenceLink, EvidenceType } from '../domain/evidence-type.ts'
import type { Control, Framework, Source } from '../domain/framework.ts'
import type { Mapping, MappingSet, Unmapped } from '../domain/mapping.ts'
import type { SnapshotRows } from '../domain/snapshot.ts'
import type { LocalizedText } from '../domain/text.ts'
import type { Database } from './database.ts'
import { transaction } from './transaction.ts'

type Row<T, Without extends keyof T = never> = Omit<T, 'index' | Without>

interface ControlRow extends Row<Control, 'framework' | 'parent' | 'title' | 'summary'> {
  readonly framework: string
  readonly parent: string | null
  readonly title: LocalizedText | null
  readonly summary: LocalizedText | null
}

const positions = <T>(rows: readonly T[], key: (row: T) => string) =>
  new Map(rows.map((row, i) => [key(row), i]))

async function readControls(sql: postgres.Sql, frameworks: ReadonlyMap<string, number>): Promise<Control[]> {
  const rows = await sql<ControlRow[]>`
    select c.id, c.framework, c.ref, c.kind, c.label, c.parent, c.normativity, c.service_models "serviceModels",
      c.parameters, c.duties, c.documents, c.see, c.tags, c.items, c.attributes, c.aliases, x.title, x.summary
    from control c left join (
      select control, jsonb_object_agg(locale, title) filter (where title is not null) title,
        jsonb_object_agg(locale, summary) filter (where summary is not null) summary
      from control_text group by control) x on x.control = c.id
    order by c.position`
  const byId = positions(rows, (row) => row.id)
  // Written out: objects of one shape are read twice as fast as what a driver's rows are spread into.
  return rows.map((row, index) => ({
    index,
    id: row.id,
    framework: frameworks.get(row.framework)!,
    ref: row.ref,
    kind: row.kind,
    label: row.label,
    parent: row.parent === null ? -1 : byId.get(row.parent)!,
    title: row.title ?? {},
    summary: row.summary,
    normativity: row.normativity,
    serviceModels: row.serviceModels,
    parameters: row.parameters,
    duties: row.duties,
    documents: row.documents,
    see: row.see,
    tags: row.tags,
    items: row.items,
    attributes: row.attributes,
    aliases: row.aliases,
  }))
}

async function readSets(sql: postgres.Sql, frameworks: ReadonlyMap<string, number>): Promise<MappingSet[]> {
  const rows = await sql<(Row<MappingSet, 'from' | 'to'> & { from: string; to: string[] })[]>`
    select slug, title, origin, publisher, source, date, terms, remarks, method, status,
      rationale_kind "rationaleKind", from_framework "from", to_frameworks "to"
    from mapping_set order by position`
  return rows.map((row, index) => ({
    ...row,
    index,
    from: frameworks.get(row.from)!,
    to: row.to.map((slug) => frameworks.get(slug)!),
  }))
}

interface EndRow {
  readonly mapping: string
  readonly side: string
  readonly control: string
  readonly shares: LocalizedText | null
}

async function readMappings(
  sql: postgres.Sql,
  sets: ReadonlyMap<string, number>,
  controls: ReadonlyMap<string, number>,
): Promise<Mapping[]> {
  const rows = await sql<(Row<Mapping, 'set' | 'sources' | 'targets' | 'shares'> & { set: string })[]>`
    select id, set, mask, same_wording "sameWording", rationale_kind "rationaleKind", rationale, residual, surplus,
      strength, confidence
    from mapping order by position`
  const ends = await sql<
    EndRow[]
  >`select mapping, side, control, shares from mapping_end order by mapping, side, position`
  const sides = new Map(
    rows.map((row) => [
      row.id,
      { sources: [] as number[], targets: [] as number[], shares: [] as (LocalizedText | null)[] },
    ]),
  )
  for (const end of ends) {
    const side = sides.get(end.mapping)!
    const control = controls.get(end.control)!
    if (end.side === 'source') side.sources.push(control)
    else {
      side.targets.push(control)
      side.shares.push(end.shares)
    }
  }
  return rows.map((row, index) => {
    const { sources, targets, shares } = sides.get(row.id)!
    return {
      index,
      id: row.id,
      set: sets.get(row.set)!,
      sources,
      targets,
      mask: row.mask,
      sameWording: row.sameWording,
      rationaleKind: row.rationaleKind,
      shares,
      rationale: row.rationale,
      residual: row.residual,
      surplus: row.surplus,
      strength: row.strength,
      confidence: row.confidence,
    }
  })
}

async function readEvidenceTypes(
  sql: postgres.Sql,
  controls: ReadonlyMap<string, number>,
): Promise<EvidenceType[]> {
  const rows = await sql<Row<EvidenceType, 'links'>[]>`
    select slug, title, description, kind, holder, stale, sensitivity from evidence_type order by position`
  const links = await sql<(Omit<EvidenceLink, 'control'> & { evidenceType: string; control: string })[]>`
    select evidence_type "evidenceType", control, role, note from evidence_type_control order by evidence_type, position`
  const of = new Map<string, EvidenceLink[]>(rows.map((row) => [row.slug, []]))
  for (const { evidenceType, control, role, note } of links)
    of.get(evidenceType)!.push({ control: controls.get(control)!, role, note })
  return rows.map((row, index) => ({ ...row, index, links: of.get(row.slug)! }))
}

/** Everything, as of one moment. Null when nothing was ever seeded. */
export async function readSnapshotRows(database: Database): Promise<SnapshotRows | null> {
  return transaction(database.sql, 'isolation level repeatable read read only', async (tx) => {
    const sql = tx as unknown as postgres.Sql
    const [head] = await sql<
      Pick<SnapshotRows, 'revision' | 'quality'>[]
    >`select revision, quality from dataset_revision`
    if (!head) return null
    const sources = await sql<Source[]>`select id, title, publisher, date, url, terms from source order by id`
    const frameworkRows = await sql<Row<Framework>[]>`
      select slug, title, short_title "shortTitle", publisher, region, jurisdiction, type, sector, edition, issued,
        effective, adoption, service_models "serviceModels", source, supersedes, ref_pattern "refPattern"
      from framework order by position`
    const frameworks = positions(frameworkRows, (row) => row.slug)
    const controls = await readControls(sql, frameworks)
    const sets = await readSets(sql, frameworks)
    const controlAt = positions(controls, (c) => c.id)
    const setAt = positions(sets, (s) => s.slug)
    const mappings = await readMappings(sql, setAt, controlAt)
    const unmapped = await sql<
      (Omit<Unmapped, 'set' | 'control' | 'framework'> & Record<'set' | 'control' | 'framework', string>)[]
    >`
      select set, control, framework, reason from unmapped order by set, control, framework`
    const evidenceTypes = await readEvidenceTypes(sql, controlAt)
    return {
      ...head,
      evidenceTypes,
      sources,
      frameworks: frameworkRows.map((row, index) => ({ ...row, index })),
      controls,
      sets,
      mappings,
      unmapped: unmapped.map((row) => ({
        reason: row.reason,
        set: setAt.get(row.set)!,
        control: controlAt.get(row.control)!,
        framework: frameworks.get(row.framework)!,
      })),
    }
  })
}

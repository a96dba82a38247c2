// Reads frameworks, mapping sets and what is in them into the rows of a snapshot: those of the public tables, or those of
// one organization, which have the same columns and come after the public ones.

import type { Control, Framework, Source } from '../domain/framework.ts'
import { positionsOf } from '../domain/id-index.ts'
import { type MappingSet, type Unmapped, unmappedOrder } from '../domain/mapping.ts'
import type { OwnRows } from '../domain/own.ts'
import { unmappedPacker } from '../domain/packed-unmapped.ts'
import type { Pieces } from '../domain/pieces.ts'
import { sliceOf, stringOf } from '../domain/slice.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { LocalizedText } from '../domain/text.ts'
import {
  type AllAt,
  type At,
  type From,
  LANGUAGES,
  type Row,
  readMappings,
  type Sql,
  textPieces,
} from './mapping-rows.ts'
import { piece, pieced } from './pieces.ts'
import { lasting } from './words.ts'

/** Where what has a key is: among the rows, or among those before. */
export function at<T extends { readonly index: number }>(
  rows: readonly T[],
  key: (row: T) => string,
  before: { get(key: string): { readonly index: number } | undefined } | undefined,
): At {
  const here = new Map(rows.map((row) => [key(row), row.index]))
  return (name) => here.get(name) ?? before?.get(name)?.index
}

/** A control as the tables have it. */
export interface ControlRow extends Row<Control, 'framework' | 'parent' | 'title' | 'summary'> {
  readonly framework: string
  readonly parent: string | null
  readonly title: LocalizedText | null
  readonly summary: LocalizedText | null
}

/** Where controls are by the bytes of their ids. */
export function findControls(rows: readonly Pick<ControlRow, 'id'>[], base: Snapshot | null): AllAt {
  if (!base) return positionsOf(rows.map(({ id }) => id))
  // Not by `positionsOf`: those who have controls of their own could choose ids that it finds slowly.
  const own = rows.map(({ id }, i) => ({ id, index: base.controls.length + i }))
  const known = at(own, ({ id }) => id, base.controlById)
  return (ids) => Int32Array.from(ids, (id) => known(stringOf(id)) ?? -1)
}

const NONE: readonly never[] = []
/** Most lists of most controls are empty: all of them are the same one. */
const shared = <T>(list: readonly T[]): readonly T[] => (list.length > 0 ? list : NONE)

/**
 * One of those that are alike, however often the driver made them: the same few words and lists stand at very many controls.
 */
function oneOfEach<T>(keyOf: (value: T) => string): (value: T) => T {
  const known = new Map<string, T>()
  return (value) => {
    const key = keyOf(value)
    const one = known.get(key)
    if (one !== undefined) return one
    known.set(key, value)
    return value
  }
}
const word = (value: string | null) => value ?? ''
const list = (values: readonly string[]) => values.join('\n')

const NOBODY = sliceOf('')

/** `offset` controls come before. */
export function controlsFrom(
  rows: readonly ControlRow[],
  frameworkAt: At,
  controlsAt: AllAt,
  offset: number,
): Control[] {
  const parents = controlsAt(rows.map(({ parent }) => (parent === null ? NOBODY : sliceOf(parent))))
  const [kind, label] = [oneOfEach<Control['kind']>(word), oneOfEach<Control['label']>(word)]
  const [normativity, items] = [oneOfEach<Control['normativity']>(word), oneOfEach<Control['items']>(word)]
  const [models, tags] = [oneOfEach<Control['serviceModels']>(list), oneOfEach<Control['tags']>(list)]
  // Written out: objects of one shape are read twice as fast as what a driver's rows are spread into.
  return rows.map((row, i) => ({
    index: offset + i,
    id: row.id,
    framework: frameworkAt(row.framework)!,
    ref: row.ref,
    kind: kind(row.kind),
    label: label(row.label),
    parent: parents[i]!,
    title: row.title ?? {},
    summary: row.summary,
    normativity: normativity(row.normativity),
    serviceModels: models(row.serviceModels),
    parameters: shared(row.parameters),
    duties: shared(row.duties),
    documents: shared(row.documents),
    see: shared(row.see),
    tags: tags(row.tags),
    items: items(row.items),
    attributes: row.attributes,
    aliases: shared(row.aliases),
  }))
}

/** With where they are found; the rows are let go of. */
async function readControls(sql: Sql, { prefix, base }: From, frameworkAt: At) {
  const rows = await sql<ControlRow[]>`
    select c.id, c.framework, c.ref, c.kind, c.label, c.parent, c.normativity, c.service_models "serviceModels",
      c.parameters, c.duties, c.documents, c.see, c.tags, c.items, c.attributes, c.aliases, x.title, x.summary
    from ${sql(`${prefix}control`)} c join ${sql(`${prefix}framework`)} f on f.slug = c.framework left join (
      select control, jsonb_object_agg(locale, title) filter (where title is not null) title,
        jsonb_object_agg(locale, summary) filter (where summary is not null) summary
      from ${sql(`${prefix}control_text`)} group by control) x on x.control = c.id
    order by f.position, c.position`
  const controlsAt = findControls(rows, base)
  return { controls: controlsFrom(rows, frameworkAt, controlsAt, base?.controls.length ?? 0), controlsAt }
}

async function readSets(sql: Sql, { prefix, base }: From, frameworkAt: At): Promise<MappingSet[]> {
  const rows = await sql<(Row<MappingSet, 'from' | 'to'> & { from: string; to: string[] })[]>`
    select slug, title, origin, publisher, source, date, terms, remarks, method, status,
      rationale_kind "rationaleKind", from_framework "from", to_frameworks "to"
    from ${sql(`${prefix}mapping_set`)} order by position`
  const offset = base?.sets.length ?? 0
  return rows
    .flatMap((row) => {
      const ends = [row.from, ...row.to].map(frameworkAt).filter((end) => end !== undefined)
      return ends.length === row.to.length + 1 ? [{ ...row, from: ends[0]!, to: ends.slice(1) }] : []
    })
    .map((set, i) => ({ ...set, index: offset + i }))
}

/** Packs rows as `readUnmapped` asks for them; those that name something that is gone are left out. */
export function packUnmapped(
  packer: ReturnType<typeof unmappedPacker>,
  setAt: At,
  controlsAt: AllAt,
  frameworkAt: At,
): (rows: readonly Pieces[]) => void {
  const [setNamed, frameworkNamed] = [lasting(setAt), lasting(frameworkAt)]
  return (rows) => {
    const drafts = rows.map((row) => {
      const draft = {
        set: setNamed(row.text()!),
        control: row.text()!,
        framework: frameworkNamed(row.text()!),
        reason: row.texts(LANGUAGES) ?? {},
      }
      row.end()
      return draft
    })
    const places = controlsAt(drafts.map(({ control }) => control))
    for (const [i, { set, framework, reason }] of drafts.entries()) {
      const control = places[i]!
      if (set !== undefined && control >= 0 && framework !== undefined)
        packer.add({ set, control, framework, reason })
    }
  }
}

async function readUnmapped(
  sql: Sql,
  { prefix, plain }: From,
  setAt: At,
  controlsAt: AllAt,
  frameworkAt: At,
): Promise<readonly Unmapped[]> {
  const packer = unmappedPacker(plain)
  // In about the order in which they are kept, and read again: texts that are read together are packed together.
  const query = sql`
    select concat(${piece(sql, sql`u.set`)}, ${piece(sql, sql`u.control`)}, ${piece(sql, sql`u.framework`)},
      ${textPieces(sql, 'u.reason')})
    from ${sql(`${prefix}unmapped`)} u join ${sql(`${prefix}mapping_set`)} s on s.slug = u.set
    order by s.position, u.control, u.framework`
  const pack = packUnmapped(packer, setAt, controlsAt, frameworkAt)
  for await (const rows of pieced(sql, `${prefix}unmapped_rows`, query)) pack(rows)
  return packer.close().toSorted(unmappedOrder)
}

/** In one transaction, so that all of it is of one moment. What names something that is gone is left out. */
export async function readOwnable(sql: Sql, from: From): Promise<OwnRows> {
  const { prefix, base } = from
  const sources = await sql<Source[]>`
    select id, title, publisher, date, url, terms from ${sql(`${prefix}source`)} order by id`
  const frameworkRows = await sql<Row<Framework>[]>`
    select slug, title, short_title "shortTitle", publisher, region, jurisdiction, type, sector, edition, issued,
      effective, adoption, service_models "serviceModels", source, supersedes, ref_pattern "refPattern"
    from ${sql(`${prefix}framework`)} order by position`
  const offset = base?.frameworks.length ?? 0
  const frameworks = frameworkRows.map((row, i) => ({ ...row, index: offset + i }))
  const frameworkAt = at(frameworks, (f) => f.slug, base?.frameworkBySlug)
  const { controls, controlsAt } = await readControls(sql, from, frameworkAt)
  const sets = await readSets(sql, from, frameworkAt)
  const setAt = at(sets, (s) => s.slug, base?.setBySlug)
  const mappings = await readMappings(sql, from, sets, setAt, controlsAt)
  const unmapped = await readUnmapped(sql, from, setAt, controlsAt, frameworkAt)
  return { sources, frameworks, controls, sets, mappings, unmapped }
}

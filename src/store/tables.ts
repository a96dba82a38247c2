// The tables of the reference data. Structure only: content comes from seeds/ through `seed.ts`. Keys are the natural
// ones of the documents, so that ids stay the same whenever the data is seeded again.

import { sql } from 'drizzle-orm'
import {
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  type PgColumn,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { Adoption, Attributes, ControlAlias, Duty, Parameter } from '../domain/framework.ts'
import type { PairQuality } from '../domain/quality.ts'
import type { LocalizedText } from '../domain/text.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
const localized = (name: string) => jsonb(name).$type<LocalizedText>()

/** One row: the revision (content hash) of the seeded data. Bumped in the transaction of every change. */
export const datasetRevision = pgTable('dataset_revision', {
  singleton: boolean('singleton').primaryKey().default(true),
  revision: text('revision').notNull(),
  quality: jsonb('quality').$type<PairQuality[]>().notNull().default([]),
  seededAt: timestamp('seeded_at', { withTimezone: true }).notNull().defaultNow(),
})

// What is the same in the tables of an organization's own frameworks and mapping sets (`own-tables.ts`).

export const sourceColumns = () => ({
  title: text('title').notNull(),
  publisher: text('publisher').notNull(),
  date: text('date').notNull(),
  url: text('url').notNull(),
  terms: localized('terms').notNull(),
})

export const frameworkColumns = () => ({
  position: integer('position').notNull(),
  title: localized('title').notNull(),
  shortTitle: text('short_title').notNull(),
  publisher: text('publisher').notNull(),
  region: text('region').notNull(),
  jurisdiction: text('jurisdiction').notNull(),
  type: text('type').notNull(),
  sector: localized('sector').notNull(),
  edition: text('edition').notNull(),
  issued: text('issued').notNull(),
  effective: text('effective'),
  adoption: jsonb('adoption').$type<Adoption>().notNull(),
  serviceModels: text('service_models').array().notNull(),
  source: text('source').notNull(),
  supersedes: text('supersedes'),
  refPattern: text('ref_pattern').notNull(),
})

export const controlColumns = () => ({
  framework: text('framework').notNull(),
  ref: text('ref').notNull(),
  /** Document order within the framework: the natural order of everything that lists controls. */
  position: integer('position').notNull(),
  kind: text('kind').notNull(),
  label: text('label').notNull(),
  parent: text('parent'),
  normativity: text('normativity'),
  serviceModels: text('service_models').array().notNull(),
  parameters: jsonb('parameters').$type<Parameter[]>().notNull(),
  duties: jsonb('duties').$type<Duty[]>().notNull(),
  documents: text('documents').array().notNull(),
  see: text('see').array().notNull(),
  tags: text('tags').array().notNull(),
  items: text('items'),
  attributes: jsonb('attributes').$type<Attributes>(),
  aliases: jsonb('aliases').$type<ControlAlias[]>().notNull(),
})

/** Title and summary per locale, with what full-text search needs, in the language's own configuration. */
export const controlTextColumns = () => ({
  control: text('control').notNull(),
  locale: text('locale').notNull(),
  title: text('title'),
  summary: text('summary'),
  words: tsvector('words').notNull().generatedAlwaysAs(sql`crosswalk_words(locale, title, summary)`),
  /** Unaccented and lower-cased, for what is typed with mistakes. */
  plain: text('plain')
    .notNull()
    .generatedAlwaysAs(sql`crosswalk_plain(coalesce(title, '') || ' ' || coalesce(summary, ''))`),
})

export const mappingSetColumns = () => ({
  position: integer('position').notNull(),
  title: localized('title').notNull(),
  origin: text('origin').notNull(),
  publisher: text('publisher').notNull(),
  source: text('source'),
  date: text('date').notNull(),
  terms: localized('terms').notNull(),
  remarks: localized('remarks'),
  method: text('method').notNull(),
  status: text('status').notNull(),
  rationaleKind: text('rationale_kind').notNull(),
  fromFramework: text('from_framework').notNull(),
  toFrameworks: text('to_frameworks').array().notNull(),
})

export const mappingColumns = () => ({
  set: text('set').notNull(),
  position: integer('position').notNull(),
  /** What may hold between the union of sources and of targets: bits 1 =, 2 ⊂, 4 ⊃, 8 ∩, 16 ∅. */
  mask: smallint('mask').notNull(),
  sameWording: boolean('same_wording').notNull(),
  rationaleKind: text('rationale_kind').notNull(),
  rationale: localized('rationale'),
  residual: localized('residual'),
  surplus: localized('surplus'),
  strength: smallint('strength'),
  confidence: text('confidence'),
})

/** The controls on both sides of a mapping, in the author's order. */
export const mappingEndColumns = () => ({
  mapping: text('mapping').notNull(),
  side: text('side').notNull(),
  control: text('control').notNull(),
  position: smallint('position').notNull(),
  /** Of a target: the demand it shares with the sources. */
  shares: localized('shares'),
})

export const unmappedColumns = () => ({
  set: text('set').notNull(),
  control: text('control').notNull(),
  framework: text('framework').notNull(),
  reason: localized('reason').notNull(),
})

const cascades = (name: string, column: PgColumn, of: PgColumn) =>
  foreignKey({ name, columns: [column], foreignColumns: [of] }).onDelete('cascade')

export const source = pgTable('source', { id: text('id').primaryKey(), ...sourceColumns() })

export const framework = pgTable(
  'framework',
  { slug: text('slug').primaryKey(), ...frameworkColumns() },
  (t) => [
    foreignKey({
      name: 'framework_source_source_id_fk',
      columns: [t.source],
      foreignColumns: [source.id],
    }),
  ],
)

export const control = pgTable('control', { id: text('id').primaryKey(), ...controlColumns() }, (t) => [
  cascades('control_framework_framework_slug_fk', t.framework, framework.slug),
  cascades('control_parent_control_id_fk', t.parent, t.id),
  index('control_framework_position').on(t.framework, t.position),
  index('control_parent').on(t.parent),
])

export const controlText = pgTable('control_text', controlTextColumns(), (t) => [
  primaryKey({ columns: [t.control, t.locale] }),
  cascades('control_text_control_control_id_fk', t.control, control.id),
  index('control_text_words').using('gin', t.words),
  index('control_text_plain').using('gin', t.plain.op('gin_trgm_ops')),
])

export const mappingSet = pgTable(
  'mapping_set',
  { slug: text('slug').primaryKey(), ...mappingSetColumns() },
  (t) => [
    foreignKey({
      name: 'mapping_set_source_source_id_fk',
      columns: [t.source],
      foreignColumns: [source.id],
    }),
    foreignKey({
      name: 'mapping_set_from_framework_framework_slug_fk',
      columns: [t.fromFramework],
      foreignColumns: [framework.slug],
    }),
  ],
)

export const mapping = pgTable('mapping', { id: text('id').primaryKey(), ...mappingColumns() }, (t) => [
  cascades('mapping_set_mapping_set_slug_fk', t.set, mappingSet.slug),
  index('mapping_set_position').on(t.set, t.position),
])

export const mappingEnd = pgTable('mapping_end', mappingEndColumns(), (t) => [
  primaryKey({ columns: [t.mapping, t.side, t.control] }),
  cascades('mapping_end_mapping_mapping_id_fk', t.mapping, mapping.id),
  cascades('mapping_end_control_control_id_fk', t.control, control.id),
  index('mapping_end_control').on(t.control, t.side),
])

export const unmapped = pgTable('unmapped', unmappedColumns(), (t) => [
  primaryKey({ columns: [t.set, t.control, t.framework] }),
  cascades('unmapped_set_mapping_set_slug_fk', t.set, mappingSet.slug),
  cascades('unmapped_control_control_id_fk', t.control, control.id),
  cascades('unmapped_framework_framework_slug_fk', t.framework, framework.slug),
])

/** The artefacts that an auditor asks for. */
export const evidenceType = pgTable('evidence_type', {
  slug: text('slug').primaryKey(),
  position: integer('position').notNull(),
  title: localized('title').notNull(),
  description: localized('description').notNull(),
  kind: text('kind').notNull(),
  holder: localized('holder').notNull(),
  stale: text('stale'),
  sensitivity: text('sensitivity').notNull(),
  // What search compares with, as in control_text; every evidence type is told in both languages.
  wordsEn: tsvector('words_en')
    .notNull()
    .generatedAlwaysAs(sql`crosswalk_words('en', title->>'en', description->>'en')`),
  wordsFr: tsvector('words_fr')
    .notNull()
    .generatedAlwaysAs(sql`crosswalk_words('fr', title->>'fr', description->>'fr')`),
  plainEn: text('plain_en')
    .notNull()
    .generatedAlwaysAs(sql`crosswalk_plain((title->>'en') || ' ' || (description->>'en'))`),
  plainFr: text('plain_fr')
    .notNull()
    .generatedAlwaysAs(sql`crosswalk_plain((title->>'fr') || ' ' || (description->>'fr'))`),
})

/** What each of them proves or supports. */
export const evidenceTypeControl = pgTable(
  'evidence_type_control',
  {
    evidenceType: text('evidence_type')
      .notNull()
      .references(() => evidenceType.slug, { onDelete: 'cascade' }),
    control: text('control')
      .notNull()
      .references(() => control.id, { onDelete: 'cascade' }),
    position: smallint('position').notNull(),
    role: text('role').notNull(),
    note: localized('note').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.evidenceType, t.control] }),
    index('evidence_type_control_control').on(t.control),
  ],
)

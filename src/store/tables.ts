// The tables of the reference data. Structure only: content comes from seeds/ through `seed.ts`. Keys are the natural
// ones of the documents, so that ids stay the same whenever the data is seeded again.

import { sql } from 'drizzle-orm'
import {
  boolean,
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
import type { PairQuality } from '../domain/quality.ts'
import {
  controlColumns,
  controlTextColumns,
  frameworkColumns,
  localized,
  mappingColumns,
  mappingEndColumns,
  mappingSetColumns,
  sourceColumns,
  tsvector,
  unmappedColumns,
} from './reference-columns.ts'

/** One row: the revision (content hash) of the seeded data. Bumped in the transaction of every change. */
export const datasetRevision = pgTable('dataset_revision', {
  singleton: boolean('singleton').primaryKey().default(true),
  revision: text('revision').notNull(),
  quality: jsonb('quality').$type<PairQuality[]>().notNull().default([]),
  seededAt: timestamp('seeded_at', { withTimezone: true }).notNull().defaultNow(),
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

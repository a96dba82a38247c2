// The tables of what an organization has of its own beside the reference data: frameworks, mapping sets, and official
// texts that it may read. The same columns as the public tables, under `organization_id`; row-level security and grants
// are in the migration `own_isolation`. What names a public control or framework does so by its stable id without a
// foreign key, as in `evidence-tables.ts`.

import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  type PgColumn,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { organization } from './organization-tables.ts'
import {
  controlColumns,
  controlTextColumns,
  frameworkColumns,
  mappingColumns,
  mappingEndColumns,
  mappingSetColumns,
  sourceColumns,
  unmappedColumns,
} from './reference-columns.ts'

const organizationId = () => text('organization_id').notNull()

const ofOrganization = (name: string, column: PgColumn) =>
  foreignKey({ name, columns: [column], foreignColumns: [organization.id] }).onDelete('cascade')

type Key = readonly [PgColumn, PgColumn]

/** Belongs to a row of the same organization, and goes with it. */
const belongs = (name: string, columns: Key, foreignColumns: Key) =>
  foreignKey({ name, columns: [...columns], foreignColumns: [...foreignColumns] }).onDelete('cascade')

/** Own names begin with the organization and a colon, which no public name contains: neither can stand for the other. */
const prefixed = (name: string, organizationColumn: PgColumn, column: PgColumn) =>
  check(name, sql`starts_with(${column}, ${organizationColumn} || ':')`)

/** Counts the changes of what an organization has of its own. A row stays when all of it is deleted. */
export const ownRevision = pgTable(
  'own_revision',
  {
    organizationId: organizationId().primaryKey(),
    revision: bigint('revision', { mode: 'number' }).notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [ofOrganization('own_revision_of', t.organizationId)],
)

/** The document behind a framework; its id is the framework's slug. */
export const ownSource = pgTable(
  'own_source',
  { organizationId: organizationId(), id: text('id').notNull(), ...sourceColumns() },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    belongs('own_source_of', [t.organizationId, t.id], [ownFramework.organizationId, ownFramework.slug]),
  ],
)

export const ownFramework = pgTable(
  'own_framework',
  { organizationId: organizationId(), slug: text('slug').notNull(), ...frameworkColumns() },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.slug] }),
    ofOrganization('own_framework_of', t.organizationId),
    prefixed('own_framework_slug', t.organizationId, t.slug),
  ],
)

export const ownControl = pgTable(
  'own_control',
  { organizationId: organizationId(), id: text('id').notNull(), ...controlColumns() },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    belongs(
      'own_control_of',
      [t.organizationId, t.framework],
      [ownFramework.organizationId, ownFramework.slug],
    ),
    belongs('own_control_below', [t.organizationId, t.parent], [t.organizationId, t.id]),
    index('own_control_framework').on(t.organizationId, t.framework, t.position),
    index('own_control_parent').on(t.organizationId, t.parent),
    check('own_control_id', sql`${t.id} = ${t.framework} || '/' || ${t.ref}`),
  ],
)

/** Searched by looking at all texts of the organization, of which there are few. */
export const ownControlText = pgTable(
  'own_control_text',
  { organizationId: organizationId(), ...controlTextColumns() },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.control, t.locale] }),
    belongs('own_control_text_of', [t.organizationId, t.control], [ownControl.organizationId, ownControl.id]),
  ],
)

export const ownMappingSet = pgTable(
  'own_mapping_set',
  { organizationId: organizationId(), slug: text('slug').notNull(), ...mappingSetColumns() },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.slug] }),
    ofOrganization('own_mapping_set_of', t.organizationId),
    prefixed('own_mapping_set_slug', t.organizationId, t.slug),
    check('own_mapping_set_origin', sql`${t.origin} = 'OWN'`),
  ],
)

export const ownMapping = pgTable(
  'own_mapping',
  { organizationId: organizationId(), id: text('id').notNull(), ...mappingColumns() },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    belongs('own_mapping_of', [t.organizationId, t.set], [ownMappingSet.organizationId, ownMappingSet.slug]),
    index('own_mapping_set_position').on(t.organizationId, t.set, t.position),
  ],
)

/** The control may be a public one. */
export const ownMappingEnd = pgTable(
  'own_mapping_end',
  { organizationId: organizationId(), ...mappingEndColumns() },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.mapping, t.side, t.control] }),
    belongs('own_mapping_end_of', [t.organizationId, t.mapping], [ownMapping.organizationId, ownMapping.id]),
  ],
)

export const ownUnmapped = pgTable(
  'own_unmapped',
  { organizationId: organizationId(), ...unmappedColumns() },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.set, t.control, t.framework] }),
    belongs('own_unmapped_of', [t.organizationId, t.set], [ownMappingSet.organizationId, ownMappingSet.slug]),
  ],
)

/** The document's own text of a control, public or own, which the organization has a licence to read. */
export const officialText = pgTable(
  'official_text',
  {
    organizationId: organizationId(),
    control: text('control').notNull(),
    /** Slug of the control's framework: texts are imported, replaced and deleted by framework. */
    framework: text('framework').notNull(),
    locale: text('locale').notNull(),
    text: text('text').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.control, t.locale] }),
    ofOrganization('official_text_of', t.organizationId),
    index('official_text_framework').on(t.organizationId, t.framework),
  ],
)

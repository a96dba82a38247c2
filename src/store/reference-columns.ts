// The columns of frameworks, controls and mapping sets, the same in the public tables (`tables.ts`) and in those of what
// an organization has of its own (`own-tables.ts`).

import { sql } from 'drizzle-orm'
import { boolean, customType, integer, jsonb, smallint, text } from 'drizzle-orm/pg-core'
import type { Adoption, Attributes, ControlAlias, Duty, Parameter } from '../domain/framework.ts'
import type { LocalizedText } from '../domain/text.ts'

export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
export const localized = (name: string) => jsonb(name).$type<LocalizedText>()

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

// The rows of what an organization has of its own, by the names of their columns. Pure: writing them is `own-write.ts`.

import type { OfficialText, OwnDocument } from '../domain/own-document.ts'
import { LOCALES, type LocalizedText } from '../domain/text.ts'

export type Row = Readonly<Record<string, unknown>>

/** One row per language that has something to say. */
const byLocale = <T extends Row>(row: (locale: 'en' | 'fr') => T, texts: readonly (LocalizedText | null)[]) =>
  LOCALES.filter((locale) => texts.some((text) => text?.[locale] !== undefined)).map((locale) => ({
    ...row(locale),
    locale,
  }))

/** Where something comes in the order of its kind: where what it replaces was, else at the end. */
export type PositionOf = (slug: string) => number

export function frameworkRows({ frameworks }: OwnDocument, positionOf: PositionOf): Row[] {
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

export function controlRows({ controls }: OwnDocument): Row[] {
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

export function setRows({ sets }: OwnDocument, positionOf: PositionOf): Row[] {
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

export function mappingRows({ mappings }: OwnDocument): Row[] {
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

export function endRows({ mappings }: OwnDocument): Row[] {
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

export function textRows({ controls }: OwnDocument): Row[] {
  return controls.flatMap((c) =>
    byLocale(
      (locale) => ({ control: c.id, title: c.title[locale] ?? null, summary: c.summary?.[locale] ?? null }),
      [c.title, c.summary],
    ),
  )
}

export function officialTextRows(texts: readonly OfficialText[]): Row[] {
  return texts.flatMap(({ framework, control, text }) =>
    byLocale((locale) => ({ framework, control, text: text[locale]! }), [text]),
  )
}

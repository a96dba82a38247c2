// The reference data as rows of its tables: indices become the natural keys of the documents. What writes them is `seed.ts`.

import type { SnapshotRows } from '../domain/snapshot.ts'
import { LOCALES } from '../domain/text.ts'

export function frameworkRows(rows: SnapshotRows) {
  return rows.frameworks.map(({ index, adoption, serviceModels, ...f }) => ({
    ...f,
    position: index,
    adoption: { ...adoption },
    serviceModels: [...serviceModels],
  }))
}

export function controlRows(rows: SnapshotRows) {
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

export function textRows(rows: SnapshotRows) {
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

export function setRows(rows: SnapshotRows) {
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

export function mappingRows(rows: SnapshotRows) {
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

export function endRows(rows: SnapshotRows) {
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

export function unmappedRows(rows: SnapshotRows) {
  return rows.unmapped.map((u) => ({
    set: rows.sets[u.set]!.slug,
    control: rows.controls[u.control]!.id,
    framework: rows.frameworks[u.framework]!.slug,
    reason: u.reason,
  }))
}

export function evidenceRows(rows: SnapshotRows) {
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

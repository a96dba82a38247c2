// Rows of a dataset, for comparing and changing: the tables keep no order where the domain needs none.

import type { Mapping, Unmapped } from '../../src/domain/mapping.ts'
import type { SnapshotRows } from '../../src/domain/snapshot.ts'

const by =
  <T>(key: (value: T) => string) =>
  (a: T, b: T) =>
    key(a) < key(b) ? -1 : 1

/** The mapping with all its properties its own, however it was kept: to be compared, and to be spread. */
export function plainMapping(mapping: Mapping): Mapping {
  const { index, id, set, sources, targets, mask, sameWording, rationaleKind } = mapping
  const { shares, rationale, residual, surplus, strength, confidence } = mapping
  const statement = { index, id, set, sources, targets, mask, sameWording, rationaleKind }
  return { ...statement, shares, rationale, residual, surplus, strength, confidence }
}

export function plainUnmapped({ set, control, framework, reason }: Unmapped): Unmapped {
  return { set, control, framework, reason }
}

/** The same rows as plain lists, with sources and unmapped statements in an order of their own. */
export function sorted(rows: SnapshotRows): SnapshotRows {
  const plain = Object.entries(rows).map(([name, list]) => [
    name,
    Array.isArray(list) ? Array.from(list) : list,
  ])
  return {
    ...Object.fromEntries(plain),
    sources: Array.from(rows.sources).sort(by((s) => s.id)),
    mappings: rows.mappings.map(plainMapping),
    unmapped: rows.unmapped.map(plainUnmapped).sort(by((u) => `${u.set}/${u.control}/${u.framework}`)),
  }
}

/** A later revision: the last framework and all that speaks of it is gone, and something else of each kind differs. */
export function changed(rows: SnapshotRows): SnapshotRows {
  const gone = rows.frameworks.length - 1
  const kept = rows.sets.filter((set) => set.from !== gone && !set.to.includes(gone))
  const setAt = new Map(kept.map((set, index) => [set.index, index]))
  const controls = rows.controls.filter((c) => c.framework !== gone)
  const [first, ...others] = rows.mappings.filter((m) => setAt.has(m.set))
  return {
    ...rows,
    revision: 'another',
    sources: rows.sources.map((s) => ({ ...s, title: `${s.title}, revised` })),
    frameworks: rows.frameworks.slice(0, gone),
    controls: controls.map((c, i) =>
      i === 2 ? { ...c, title: { en: 'New', fr: 'Nouveau' }, summary: null, tags: ['new'] } : c,
    ),
    sets: kept.map((set, index) => ({ ...set, index })),
    evidenceTypes: rows.evidenceTypes.map((type) => ({
      ...type,
      links: type.links.filter((link) => rows.controls[link.control]!.framework !== gone),
    })),
    mappings: others.map((m, index) => ({
      ...m,
      index,
      set: setAt.get(m.set)!,
      strength: 10,
      residual: first!.residual,
    })),
    unmapped: rows.unmapped
      .filter((u) => setAt.has(u.set))
      .slice(1)
      .map((u) => ({ ...u, set: setAt.get(u.set)!, reason: { en: 'Another reason' } })),
  }
}

// The reference data of one dataset revision: frameworks, controls, mapping sets and mappings by position, the
// indexes to find them, and the graph to infer on. Immutable once built.

import { DomainError } from './errors.ts'
import type { EvidenceType } from './evidence-type.ts'
import type { Control, Framework, Source } from './framework.ts'
import { buildGraph, type Graph, type GraphControl, type Outline, outlineOf } from './graph.ts'
import { type ById, byId } from './id-index.ts'
import type { Mapping, MappingSet, Unmapped } from './mapping.ts'
import { packed } from './mapping-packer.ts'
import { nearest } from './nearest.ts'
import { idHashesOf, statementsOf } from './packed-mapping.ts'
import { packedUnmapped } from './packed-unmapped.ts'
import type { PairQuality } from './quality.ts'
import { refKey } from './ref.ts'

export interface SnapshotRows {
  readonly revision: string
  readonly sources: readonly Source[]
  readonly frameworks: readonly Framework[]
  readonly controls: readonly Control[]
  readonly sets: readonly MappingSet[]
  readonly mappings: readonly Mapping[]
  readonly unmapped: readonly Unmapped[]
  readonly evidenceTypes: readonly EvidenceType[]
  /** The figures of each curated set. */
  readonly quality: readonly PairQuality[]
}

export interface Snapshot extends SnapshotRows {
  readonly loadedAt: Date
  /** The share of the usual room that answers worked out of this snapshot may take while they are kept. */
  readonly room: number
  /** Built when it is first asked for: what is stated can be told without it. */
  readonly graph: Graph
  readonly outline: Outline
  readonly sourceById: ReadonlyMap<string, Source>
  readonly frameworkBySlug: ReadonlyMap<string, Framework>
  readonly setBySlug: ReadonlyMap<string, MappingSet>
  readonly mappingById: ById<Mapping>
  readonly controlById: ById<Control>
  readonly evidenceTypeBySlug: ReadonlyMap<string, EvidenceType>
  /** Per control, the evidence types that name it. */
  readonly evidenceTypesOf: ReadonlyMap<number, readonly EvidenceType[]>
  /** Per framework, the controls by the normalized form of their ref. */
  readonly controlByKey: readonly ReadonlyMap<string, Control>[]
}

/** What the graph needs to know of the controls, and no more. */
export function graphControls({ controls }: Pick<SnapshotRows, 'controls'>): GraphControl[] {
  return controls.map((c) => ({
    framework: c.framework,
    parent: c.parent,
    meetsChildren: c.kind === 'GROUP' || c.items === 'COMPLETE' || c.items === 'PARTIAL',
    metByChildren: c.kind === 'GROUP' || c.items === 'COMPLETE',
  }))
}

export function buildSnapshot(rows: SnapshotRows, loadedAt: Date, room = 1): Snapshot {
  const controlByKey = rows.frameworks.map(() => new Map<string, Control>())
  for (const control of rows.controls) controlByKey[control.framework]!.set(refKey(control.ref), control)
  const mappings = packed(rows.mappings, rows.sets)
  const unmapped = packedUnmapped(rows.unmapped)
  // Of the rows it keeps what it needs: not the mappings as they were given.
  const { controls, frameworks } = rows
  const outline = outlineOf(controls, frameworks.length)
  let graph: Graph | null = null
  return {
    ...rows,
    mappings,
    unmapped,
    loadedAt,
    room,
    get graph() {
      graph ??= buildGraph(
        graphControls({ controls }),
        frameworks.length,
        statementsOf(mappings),
        unmapped,
        outline,
      )
      return graph
    },
    outline,
    sourceById: new Map(rows.sources.map((s) => [s.id, s])),
    frameworkBySlug: new Map(rows.frameworks.map((f) => [f.slug, f])),
    setBySlug: new Map(rows.sets.map((s) => [s.slug, s])),
    mappingById: byId(mappings, idHashesOf(mappings)),
    controlById: byId(rows.controls),
    evidenceTypeBySlug: new Map(rows.evidenceTypes.map((type) => [type.slug, type])),
    evidenceTypesOf: evidenceByControl(rows.evidenceTypes),
    controlByKey,
  }
}

function evidenceByControl(types: readonly EvidenceType[]): Map<number, EvidenceType[]> {
  const byControl = new Map<number, EvidenceType[]>()
  for (const type of types)
    for (const { control } of type.links) {
      const of = byControl.get(control)
      if (of) of.push(type)
      else byControl.set(control, [type])
    }
  return byControl
}

/** The framework with this slug. Throws UNKNOWN_FRAMEWORK, naming the nearest known slugs. */
export function requireFramework(snapshot: Snapshot, slug: string, argument = 'framework'): Framework {
  const found = snapshot.frameworkBySlug.get(slug)
  if (found) return found
  throw new DomainError(
    'UNKNOWN_FRAMEWORK',
    `${argument} must be the slug of a known framework, but got: ${JSON.stringify(slug.slice(0, 60))}`,
    { argument, nearest: nearest(slug, [...snapshot.frameworkBySlug.keys()]) },
  )
}

/** The set with this slug. Throws UNKNOWN_MAPPING_SET, naming the nearest known slugs. */
export function requireSet(snapshot: Snapshot, slug: string): MappingSet {
  const found = snapshot.setBySlug.get(slug)
  if (found) return found
  throw new DomainError(
    'UNKNOWN_MAPPING_SET',
    `sets must be slugs of known mapping sets, but got: ${JSON.stringify(slug.slice(0, 60))}`,
    { argument: 'sets', nearest: nearest(slug, [...snapshot.setBySlug.keys()]) },
  )
}

/** The control a person means by `ref` in a framework. Throws UNKNOWN_REF, naming the nearest known refs. */
export function requireControl(
  snapshot: Snapshot,
  framework: Framework,
  ref: string,
  argument = 'ref',
): Control {
  const found = findControl(snapshot, framework, ref)
  if (found) return found
  const keys = snapshot.controlByKey[framework.index]!
  throw new DomainError(
    'UNKNOWN_REF',
    `${argument} must be a ref of ${framework.slug}, but got: ${JSON.stringify(ref.slice(0, 60))}`,
    { argument, nearest: nearest(refKey(ref), [...keys.keys()]).map((key) => keys.get(key)!.ref) },
  )
}

/** Understands refs as people write them: `5.15` for A.5.15, `9.6 a)`, `cc6.1`. Null when there is none. */
export function findControl(snapshot: Snapshot, framework: Framework, ref: string): Control | null {
  const keys = snapshot.controlByKey[framework.index]!
  const key = refKey(ref)
  const found = keys.get(key) ?? keys.get(`a.${key}`)
  // `A.5.15` for 5.15 of ISO/IEC 27002; where the framework has an Annex A itself, its A.10.1 is not clause 10.1.
  return found ?? (keys.has('a.5') ? null : (keys.get(key.replace(/^a\./, '')) ?? null))
}

/** The criterion an item belongs to: authors state of it what holds for all its parts. */
export function criterionOf(snapshot: Snapshot, control: Control): Control {
  let at = control
  while (at.kind === 'ITEM' && at.parent >= 0) at = snapshot.controls[at.parent]!
  return at
}

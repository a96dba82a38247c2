// Hand-made snapshots of a few controls, written as a reviewer would read them.

import type { Control, Framework } from '../../src/domain/framework.ts'
import type { ItemsRule } from '../../src/domain/graph.ts'
import type { Mapping, MappingSet, SetOrigin, Unmapped } from '../../src/domain/mapping.ts'
import { maskOf, OVERLAP, type Relation } from '../../src/domain/relation.ts'
import { buildSnapshot, type Snapshot, type SnapshotRows } from '../../src/domain/snapshot.ts'

export interface SmallSet {
  readonly slug: string
  readonly origin?: SetOrigin
  readonly from: string
  readonly to: readonly string[]
  /** `['9.4.a'], 'SUBSET_OF', ['iso/A.5.18']`; an untyped pair states OVERLAP. */
  readonly says?: readonly (readonly [sources: string[], Relation | 'OVERLAP', targets: string[]])[]
  readonly unmapped?: readonly string[]
}

/**
 * Frameworks by slug, each with its refs in document order; `9.4 > 9.4.a` puts the second under the first: into the group
 * that this makes of it, or, where `items` has a rule for it by id, as an item of the control.
 */
export function smallSnapshot(
  frameworks: Readonly<Record<string, readonly string[]>>,
  sets: readonly SmallSet[],
  items: Readonly<Record<string, ItemsRule>> = {},
): Snapshot {
  const slugs = Object.keys(frameworks)
  const controls: Control[] = []
  const at = new Map<string, number>()
  for (const [framework, slug] of slugs.entries())
    for (const line of frameworks[slug]!) {
      const [ref, above] = line.split(' > ').reverse() as [string, string?]
      const parent = above === undefined ? -1 : at.get(`${slug}/${above}`)!
      const index = controls.length
      at.set(`${slug}/${ref}`, index)
      const id = `${slug}/${ref}`
      controls.push({
        index,
        id,
        framework,
        ref,
        kind: 'CONTROL',
        parent,
        title: { en: `about ${ref}`, fr: `sur ${ref}` },
        aliases: [] as const,
      } as unknown as Control)
    }
  for (const control of controls) {
    const above = controls[control.parent]
    if (!above) continue
    const rule = items[above.id]
    if (rule) controls[control.index] = { ...controls[control.index]!, kind: 'ITEM' }
    controls[above.index] = rule
      ? { ...controls[above.index]!, items: rule }
      : { ...controls[above.index]!, kind: 'GROUP' }
  }

  const find = (from: string, ref: string) => at.get(ref.includes('/') ? ref : `${from}/${ref}`)!
  const mappings = sets.flatMap(({ slug, from, says = [] }, set) =>
    says.map(([sources, relation, targets]) => ({
      id: `${slug}:${sources}>${targets}`,
      set,
      sources: sources.map((ref) => find(from, ref)),
      targets: targets.map((ref) => find(from, ref)),
      mask: relation === 'OVERLAP' ? OVERLAP : maskOf(relation),
      sameWording: relation === 'EQUAL',
      rationaleKind: 'SEMANTIC',
      shares: targets.map((ref) => ({ en: `a part of ${ref}` })),
      residual: /^(SUPERSET|INTERSECTS)/.test(relation) ? { en: `more than ${targets}` } : null,
      surplus: /^(SUBSET|INTERSECTS)/.test(relation) ? { en: `more than ${sources}` } : null,
      ...{ rationale: null, strength: null, confidence: null },
    })),
  )
  // Only what inference and the crosswalk read: the other fields are texts.
  const rows = {
    revision: 'small',
    sources: [],
    frameworks: slugs.map((slug, index) => ({ index, slug, shortTitle: slug.toUpperCase() }) as Framework),
    controls,
    sets: sets.map(({ slug, origin = 'CURATED', from, to }, index) => {
      return {
        index,
        slug,
        title: { en: slug },
        rationaleKind: 'SEMANTIC',
        origin,
        from: slugs.indexOf(from),
        to: to.map((t) => slugs.indexOf(t)),
      } as unknown as MappingSet
    }),
    mappings: mappings.map((mapping, index) => ({ index, ...mapping }) as unknown as Mapping),
    unmapped: sets.flatMap(({ from, to, unmapped = [] }, set) =>
      unmapped.flatMap((ref) =>
        to.map(
          (t): Unmapped => ({
            set,
            control: find(from, ref),
            framework: slugs.indexOf(t),
            reason: { en: `no ${ref} there` },
          }),
        ),
      ),
    ),
    evidenceTypes: [],
    quality: [],
  } satisfies SnapshotRows
  return buildSnapshot(rows, new Date(0))
}

export function controlOf(snapshot: Snapshot, id: string): Control {
  return snapshot.controlById.get(id)!
}

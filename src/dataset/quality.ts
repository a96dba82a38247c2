// The figures that tell how a curated set was judged: how its relations are spread, how far two readers agree, and how
// far published sets do. Pure: from the rows of the dataset and the readings.

import type { MappingSet } from '../domain/mapping.ts'
import { relationOfMapping, targetsSuffice } from '../domain/mapping.ts'
import type { Category, PairQuality, PublishedAgreement, ReadingAgreement } from '../domain/quality.ts'
import type { SnapshotRows } from '../domain/snapshot.ts'
import { cohensKappa, jaccard, mean } from './agreement.ts'
import { type PublishedPair, pairsThroughOurs, publishedPairs } from './published.ts'
import { answerOf, byRef, type Reading } from './readings.ts'
import { sectionsOf, type Tree, treeOf } from './tree.ts'
import { isWorkedCase } from './worked-cases.ts'

/**
 * HDS annex 1 points 5.3 (risk assessment) to A.8.26 (application security) and 19.6 (law from outside the EU) to
 * A.5.23 and A.8.12, with which they share no demand.
 */
const DISPUTED_SECTIONS: readonly string[] = ['5.3', '19.6']

/** The figures of every curated set, in the order of the sets. */
export function quality(rows: SnapshotRows, readings: readonly Reading[]): PairQuality[] {
  return rows.sets
    .filter(({ origin }) => origin === 'CURATED')
    .map((set) => {
      const from = rows.frameworks[set.from]!.slug
      const to = rows.frameworks[set.to[0]!]!.slug
      const reading = readings.find((r) => r.from === from && r.to === to)
      const tree = treeOf(rows, from)
      const targets = targetsOf(rows, set)
      return {
        set: set.slug,
        from,
        to,
        ...spread(rows, set, tree, targets),
        reading: reading ? agreementOf(reading) : null,
        published: agreementsWithPublished(
          [...publishedPairs(rows, from, to), ...pairsThroughOurs(rows, from, to)],
          tree,
          targets,
        ),
      }
    })
}

/** The targets of each decided control by its ref; none for an unmapped one. */
function targetsOf(rows: SnapshotRows, set: MappingSet): Map<string, string[]> {
  const targets = new Map<string, string[]>()
  for (const m of rows.mappings.filter((mapping) => mapping.set === set.index))
    targets.set(
      rows.controls[m.sources[0]!]!.ref,
      m.targets.map((t) => rows.controls[t]!.ref),
    )
  for (const u of rows.unmapped.filter((unmapped) => unmapped.set === set.index))
    targets.set(rows.controls[u.control]!.ref, [])
  return targets
}

function spread(rows: SnapshotRows, set: MappingSet, tree: Tree, targets: ReadonlyMap<string, string[]>) {
  const mappings = rows.mappings.filter((mapping) => mapping.set === set.index)
  const share = (count: number) => ratio(count, targets.size)
  const ofRelation = (category: Category) =>
    mappings.filter((m) => (relationOfMapping(m)?.replace(/^EQUAL$/, 'EQUIVALENT') ?? '') === category).length
  const sections = sectionsOf(tree).map(({ criteria }) =>
    criteria.map(({ ref }) => targets.get(ref)?.toSorted().join(' ') ?? ''),
  )
  const uniform = sections.filter(([first, ...rest]) => first !== '' && rest.every((t) => t === first))
  return {
    controls: tree.controls.filter(({ kind }) => kind === 'CONTROL').length,
    decided: targets.size,
    relations: {
      EQUIVALENT: share(ofRelation('EQUIVALENT')),
      SUBSET_OF: share(ofRelation('SUBSET_OF')),
      SUPERSET_OF: share(ofRelation('SUPERSET_OF')),
      INTERSECTS_WITH: share(ofRelation('INTERSECTS_WITH')),
      UNMAPPED: share(targets.size - mappings.length),
    },
    sufficient: share(mappings.filter(targetsSuffice).length),
    meanTargets: mean(mappings.map((m) => m.targets.length)),
    fanOut: ratio(uniform.length, sections.length),
  }
}

/** Only criteria that both readers answered count. */
function agreementOf(reading: Reading): ReadingAgreement {
  const second = byRef(reading.second)
  const both = [...byRef(reading.first)].flatMap(([ref, { value }]) => {
    const other = second.get(ref)
    return other ? [{ ref, a: answerOf(value), b: answerOf(other.value) }] : []
  })
  const sample = both.filter(({ ref }) => !isWorkedCase(reading.to, ref))
  const mapped = (relation: string) => (relation === 'UNMAPPED' ? 'UNMAPPED' : 'MAPPED')
  return {
    sample: sample.length,
    excluded: both.length - sample.length,
    jaccard: mean(sample.map(({ a, b }) => jaccard(a.targets, b.targets))),
    kappaOfRelation: cohensKappa(sample.map(({ a, b }) => [a.relation, b.relation])),
    kappaOfMapped: cohensKappa(sample.map(({ a, b }) => [mapped(a.relation), mapped(b.relation)])),
  }
}

function agreementsWithPublished(
  pairs: readonly PublishedPair[],
  tree: Tree,
  targets: ReadonlyMap<string, string[]>,
): PublishedAgreement[] {
  const bySet = new Map<string, PublishedPair[]>()
  for (const pair of pairs) bySet.set(pair.set.slug, [...(bySet.get(pair.set.slug) ?? []), pair])
  const ours = sectionPairs(tree, targets)
  return [...bySet].map(([set, published]) => {
    const isFollowed = ({ criteria, target }: PublishedPair) =>
      criteria.some((ref) => targets.get(ref)?.includes(target))
    const undisputed = published.filter(({ source }) => !DISPUTED_SECTIONS.includes(source))
    const stated = new Set(published.map(({ source, target }) => `${source} ${target}`))
    const isPublished = ({ groups, target }: SectionPair) =>
      groups.some((ref) => stated.has(`${ref} ${target}`))
    return {
      set,
      published: published.length,
      ours: ours.length,
      recall: ratio(published.filter(isFollowed).length, published.length),
      recallWithoutDisputed: ratio(undisputed.filter(isFollowed).length, undisputed.length),
      precision: ratio(ours.filter(isPublished).length, ours.length),
    }
  })
}

interface SectionPair {
  readonly target: string
  /** The section and the groups above it. */
  readonly groups: readonly string[]
}

/** Our pairs of a section and a target that one of its own criteria has. */
function sectionPairs(tree: Tree, targets: ReadonlyMap<string, string[]>): SectionPair[] {
  return tree.controls
    .filter(({ kind }) => kind === 'GROUP')
    .flatMap((section) => {
      const own = tree.childrenOf(section).flatMap(({ ref }) => targets.get(ref) ?? [])
      const groups = [section.ref]
      for (let up = tree.parentOf(section); up; up = tree.parentOf(up)) groups.push(up.ref)
      return [...new Set(own)].map((target) => ({ target, groups }))
    })
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

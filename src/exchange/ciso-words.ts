// CISO Assistant's names: URNs that its loader accepts, and the relationships of pairs.

import type { Control, Framework } from '../domain/framework.ts'
import { DIS, isCertain, type Mask, MEETS, MET_BY } from '../domain/relation.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { once } from './once.ts'
import { dataDay } from './statements.ts'

/** Ours, so that nothing collides with the libraries that CISO Assistant ships. */
export const PACKAGER = 'secnumcloud-crosswalk'

type UrnType = 'library' | 'framework' | 'req_node' | 'req_mapping_set'

/** The loader lower-cases URNs and knows letters, digits and `-._:()[]` in their last part. */
export const urnPart = (name: string) => name.toLowerCase().replace(/[^0-9a-z.()-]/g, '_')

export function urn(type: UrnType, ...names: readonly string[]): string {
  return `urn:${PACKAGER}:risk:${type}:${names.map(urnPart).join(':')}`
}

export const frameworkUrn = (framework: Framework) => urn('framework', framework.slug)

const nodeUrns = once(({ controls, frameworks }: Snapshot) =>
  controls.map(({ framework, ref }) => urn('req_node', frameworks[framework]!.slug, ref)),
)

export const nodeUrn = (snapshot: Snapshot, { index }: Control): string => nodeUrns(snapshot)[index]!

export const mappingLibrary = (set: string) => urn('library', `mapping-${set}`)

/** The head of a library. Versions are whole numbers that may only grow: the day of the newest statement. */
export function libraryHead(snapshot: Snapshot, library: LibraryHead) {
  const day = dataDay(snapshot)
  return {
    urn: library.urn,
    locale: 'en',
    ref_id: library.refId,
    name: library.name,
    description: library.description,
    copyright: library.copyright,
    version: Number(day.replaceAll('-', '')),
    publication_date: day,
    provider: library.provider,
    packager: PACKAGER,
  }
}

export interface LibraryHead {
  readonly urn: string
  readonly refId: string
  readonly name: string
  readonly description: string
  readonly copyright: string
  readonly provider: string
}

/**
 * In CISO Assistant a relationship is a rule about one pair: equal and superset carry "compliant" over from source to
 * target, subset and intersect carry "partially compliant". So a pair gets the strongest rule that is certainly true:
 * "some overlap" is `intersect`, which promises no more than that; the annotation tells what was really stated. Null
 * when nothing is certain.
 */
export function relationshipOf(mask: Mask): string | null {
  const within = (bits: Mask) => mask !== 0 && (mask & ~bits) === 0
  if (within(MEETS & MET_BY)) return 'equal'
  if (within(MEETS)) return 'superset'
  if (within(MET_BY)) return 'subset'
  if (within(DIS)) return 'not_related'
  return isCertain(mask) ? 'intersect' : null
}

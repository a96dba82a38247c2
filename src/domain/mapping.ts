// What a mapping states and how its relation follows from what is left on each side (semantics §2, §3).

import {
  DIS,
  EQ,
  INT,
  inverseRelation,
  type Mask,
  MEETS,
  MET_BY,
  type Relation,
  relationOf,
  SUB,
  SUP,
} from './relation.ts'
import type { LocalizedText } from './text.ts'

export const RATIONALE_KINDS = ['SYNTACTIC', 'SEMANTIC', 'FUNCTIONAL'] as const
export type RationaleKind = (typeof RATIONALE_KINDS)[number]

export const CONFIDENCES = ['LOW', 'MEDIUM', 'HIGH'] as const
export type Confidence = (typeof CONFIDENCES)[number]

/** OWN: an organization's own, for itself alone. */
export const SET_ORIGINS = ['CURATED', 'PUBLISHED', 'OWN'] as const
export type SetOrigin = (typeof SET_ORIGINS)[number]

/** All mappings of one author or publisher from one framework to one or, in CSA's columns, several others. */
export interface MappingSet {
  readonly index: number
  readonly slug: string
  readonly title: LocalizedText
  readonly origin: SetOrigin
  readonly publisher: string
  readonly source: string | null
  readonly date: string
  readonly terms: LocalizedText
  readonly remarks: LocalizedText | null
  /** OSCAL provenance: how the set was made, and how far it got. */
  readonly method: 'HUMAN' | 'AUTOMATION' | 'HYBRID'
  readonly status: 'COMPLETE' | 'NOT_COMPLETE' | 'DRAFT' | 'DEPRECATED' | 'SUPERSEDED'
  readonly rationaleKind: RationaleKind
  readonly from: number
  readonly to: readonly number[]
}

/** Those of a snapshot are packed (`packed-mapping.ts`): take what you need by name, spreading one takes nothing along. */
export interface Mapping {
  readonly index: number
  /** Stable key: `<set slug>:<source refs>` and, where a source has several mappings, `><target refs>`. */
  readonly id: string
  readonly set: number
  readonly sources: readonly number[]
  readonly targets: readonly number[]
  /** What may hold between the union of the sources and the union of the targets. */
  readonly mask: Mask
  /** Only where the author says that the wording is the same too. */
  readonly sameWording: boolean
  readonly rationaleKind: RationaleKind
  /** Per target, in the order of `targets`: the demand it shares with the sources. */
  readonly shares: readonly (LocalizedText | null)[]
  readonly rationale: LocalizedText | null
  readonly residual: LocalizedText | null
  readonly surplus: LocalizedText | null
  readonly strength: number | null
  readonly confidence: Confidence | null
}

/** Somebody looked: the control has no counterpart in the framework. */
export interface Unmapped {
  readonly set: number
  readonly control: number
  readonly framework: number
  readonly reason: LocalizedText
}

/** One order wherever the rows come from, files or tables: an export of a revision is the same to the byte. */
export const unmappedOrder = (a: Unmapped, b: Unmapped): number =>
  a.set - b.set || a.control - b.control || a.framework - b.framework

/** The relation follows from what each side demands beyond the other. */
export function maskFromRemainders(hasResidual: boolean, hasSurplus: boolean): Mask {
  if (hasResidual) return hasSurplus ? INT : SUP
  return hasSurplus ? SUB : EQ
}

/** The relation a mapping states, or null when its author said less than one relation. */
export function relationOfMapping(mapping: Mapping): Relation | null {
  return mapping.mask === EQ && mapping.sameWording ? 'EQUAL' : relationOf(mapping.mask)
}

export type Side = 'source' | 'target'

export function relationFrom(side: Side, mapping: Mapping): Relation | null {
  const relation = relationOfMapping(mapping)
  return relation && side === 'target' ? inverseRelation(relation) : relation
}

/** Meeting all targets always meets the sources. */
export function targetsSuffice(mapping: Pick<Mapping, 'mask'>): boolean {
  return mapping.mask !== 0 && (mapping.mask & ~MET_BY) === 0
}

/** Meeting all sources always meets the targets. */
export function sourcesSuffice(mapping: Pick<Mapping, 'mask'>): boolean {
  return mapping.mask !== 0 && (mapping.mask & ~MEETS) === 0
}

/** CSA's gap level of a control against all its listed targets together (semantics §9). */
export const GAP_LEVEL_MASK = { NO_GAP: EQ | SUB, PARTIAL_GAP: SUP | INT, FULL_GAP: DIS } as const

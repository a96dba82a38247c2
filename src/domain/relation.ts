// The relation algebra: the five base relations between what two controls demand (RCC-5), as 5-bit masks of
// what is still possible, with inverse and composition. Relations and their tokens: NIST IR 8477, OSCAL 1.2.

/** What an author states of two sets of controls. */
export const RELATIONS = [
  'EQUAL',
  'EQUIVALENT',
  'SUPERSET_OF',
  'SUBSET_OF',
  'INTERSECTS_WITH',
  'NO_RELATIONSHIP',
] as const
export type Relation = (typeof RELATIONS)[number]

/** A set of base relations that are still possible between A and B, one bit each. */
export type Mask = number

export const EQ = 1 // the same demand
export const SUB = 2 // A demands part of what B demands
export const SUP = 4 // A demands all of B and more
export const INT = 8 // each demands something the other does too, and something it does not
export const DIS = 16 // nothing in common
/** Nothing is known. */
export const ANY = EQ | SUB | SUP | INT | DIS
/** Some demand is shared, nothing more is known: what an untyped published pair says. */
export const OVERLAP = EQ | SUB | SUP | INT
/** Meeting all of B always meets A. */
export const MET_BY = EQ | SUB
/** Meeting all of A always meets B. */
export const MEETS = EQ | SUP

/** The base relations: exactly one of them holds between two controls. */
export const BASE = [EQ, SUB, SUP, INT, DIS] as const

/** Row A–B, column B–C, cell = the possible A–C (semantics §4.2). */
const COMPOSITION: Readonly<Record<number, Readonly<Record<number, Mask>>>> = {
  [EQ]: { [EQ]: EQ, [SUB]: SUB, [SUP]: SUP, [INT]: INT, [DIS]: DIS },
  [SUB]: { [EQ]: SUB, [SUB]: SUB, [SUP]: ANY, [INT]: SUB | INT | DIS, [DIS]: DIS },
  [SUP]: { [EQ]: SUP, [SUB]: OVERLAP, [SUP]: SUP, [INT]: SUP | INT, [DIS]: SUP | INT | DIS },
  [INT]: { [EQ]: INT, [SUB]: SUB | INT, [SUP]: SUP | INT | DIS, [INT]: ANY, [DIS]: SUP | INT | DIS },
  [DIS]: { [EQ]: DIS, [SUB]: SUB | INT | DIS, [SUP]: DIS, [INT]: SUB | INT | DIS, [DIS]: ANY },
}

/** All 32 × 32 compositions of masks, at index `(left << 5) | right`. */
export const COMPOSED: Uint8Array = buildComposed()

function buildComposed(): Uint8Array {
  const table = new Uint8Array(32 * 32)
  for (let left = 0; left < 32; left++)
    for (let right = 0; right < 32; right++)
      for (const l of BASE)
        for (const r of BASE) if (left & l && right & r) table[(left << 5) | right]! |= COMPOSITION[l]![r]!
  return table
}

/** What is possible between A and C, given what is possible between A and B and between B and C. */
export function compose(left: Mask, right: Mask): Mask {
  return COMPOSED[(left << 5) | right]!
}

/** The same knowledge read from the other end. */
export function inverse(mask: Mask): Mask {
  return (mask & (EQ | INT | DIS)) | (mask & SUB ? SUP : 0) | (mask & SUP ? SUB : 0)
}

const MASK_OF: Readonly<Record<Relation, Mask>> = {
  EQUAL: EQ,
  EQUIVALENT: EQ,
  SUPERSET_OF: SUP,
  SUBSET_OF: SUB,
  INTERSECTS_WITH: INT,
  NO_RELATIONSHIP: DIS,
}

export function maskOf(relation: Relation): Mask {
  return MASK_OF[relation]
}

/** The relations a mask still allows; "the same demand" is named EQUIVALENT, since wording is not known. */
export function relationsIn(mask: Mask): Relation[] {
  return RELATIONS.filter((relation) => relation !== 'EQUAL' && mask & MASK_OF[relation])
}

/** The one relation a mask leaves, or null while several (or none) are possible. */
export function relationOf(mask: Mask): Relation | null {
  const possible = relationsIn(mask)
  return possible.length === 1 ? possible[0]! : null
}

const INVERSE: Readonly<Partial<Record<Relation, Relation>>> = {
  SUPERSET_OF: 'SUBSET_OF',
  SUBSET_OF: 'SUPERSET_OF',
}

export function inverseRelation(relation: Relation): Relation {
  return INVERSE[relation] ?? relation
}

/** An overlap is certain: something is known, and it excludes "nothing in common". */
export function isCertain(mask: Mask): boolean {
  return mask !== 0 && (mask & DIS) === 0
}

/**
 * What a set-to-set statement says of one source and one target (semantics §3: these reductions and no others).
 * `mask` is the relation between the union of the sources and the union of the targets.
 */
export function reduceToPair(mask: Mask, sources: number, targets: number): Mask {
  if (mask === DIS) return DIS
  // Being listed asserts some shared demand with the other side, taken together: not with each of several controls.
  let pair = mask & DIS || (sources > 1 && targets > 1) ? ANY : OVERLAP
  const within = (bits: Mask) => (mask & ~bits) === 0
  if (sources === 1) {
    if (within(MEETS)) pair &= MEETS // the source demands all of every target
    if (within(SUP | INT)) pair &= ~(EQ | SUB) // a residual: no part of the targets can contain the source
  }
  if (targets === 1) {
    if (within(MET_BY)) pair &= MET_BY
    if (within(SUB | INT)) pair &= ~(EQ | SUP) // a surplus: no part of the sources can contain the target
  }
  return pair
}

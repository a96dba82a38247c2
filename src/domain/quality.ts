// The figures that tell how a curated mapping set was judged. How they are worked out is `dataset/quality.ts`.

export const CATEGORIES = ['EQUIVALENT', 'SUBSET_OF', 'SUPERSET_OF', 'INTERSECTS_WITH', 'UNMAPPED'] as const
export type Category = (typeof CATEGORIES)[number]

/** All shares are between 0 and 1; null where there is nothing to take a share of. */
export interface PairQuality {
  readonly set: string
  readonly from: string
  readonly to: string
  /** Assessable controls of `from`, and how many of them have a decision. */
  readonly controls: number
  readonly decided: number
  /** Of the decided ones: each relation (EQUAL counted as EQUIVALENT), and those without counterpart. */
  readonly relations: Readonly<Record<Category, number | null>>
  /** Of the decided ones: those that their targets meet in full. */
  readonly sufficient: number | null
  /** Over the mapped ones. */
  readonly meanTargets: number | null
  /** Of the sections with two criteria or more: those whose criteria all have the same targets. */
  readonly fanOut: number | null
  readonly reading: ReadingAgreement | null
  readonly published: readonly PublishedAgreement[]
}

/** Two readers of the same criteria, worked cases left out. */
export interface ReadingAgreement {
  readonly sample: number
  readonly excluded: number
  /** Mean Jaccard index of the two sets of targets. */
  readonly jaccard: number | null
  readonly kappaOfRelation: number | null
  readonly kappaOfMapped: number | null
}

/**
 * Pairs of a section and a target, ours against a published set's. A set that starts from another framework (CSA's
 * columns) is read through our own mappings to that framework.
 */
export interface PublishedAgreement {
  readonly set: string
  readonly published: number
  readonly ours: number
  /** Of the published pairs: those that some criterion of the section follows. */
  readonly recall: number | null
  /** The same without the sections whose published targets we hold to be wrong. */
  readonly recallWithoutDisputed: number | null
  /** Of our pairs: those that are published, for the section or one that contains it. */
  readonly precision: number | null
}

// What an organization imports to have of its own, by names: the form in which it is stored. Positions, and whatever is
// gone from the public data since, are for whoever reads it.

import type { Control, Framework, Source } from './framework.ts'
import type { Mapping, MappingSet } from './mapping.ts'
import type { LocalizedText } from './text.ts'

export interface OwnFramework extends Omit<Framework, 'index' | 'source'> {
  readonly source: Omit<Source, 'id'>
}

export interface OwnControl extends Omit<Control, 'index' | 'framework' | 'parent'> {
  /** Slug. */
  readonly framework: string
  /** Id of the control above, which comes before it. */
  readonly parent: string | null
}

export interface OwnSet extends Omit<MappingSet, 'index' | 'origin' | 'source' | 'from' | 'to'> {
  /** Slugs. */
  readonly from: string
  readonly to: readonly string[]
}

export interface OwnMapping extends Omit<Mapping, 'index' | 'set' | 'sources' | 'targets'> {
  /** Slug. */
  readonly set: string
  /** Ids of controls, public or own. */
  readonly sources: readonly string[]
  readonly targets: readonly string[]
}

export interface OwnUnmapped {
  readonly set: string
  readonly control: string
  readonly framework: string
  readonly reason: LocalizedText
}

/** The document's own text of a control. */
export interface OfficialText {
  readonly framework: string
  readonly control: string
  readonly text: LocalizedText
}

export interface OwnDocument {
  readonly frameworks: readonly OwnFramework[]
  readonly controls: readonly OwnControl[]
  readonly sets: readonly OwnSet[]
  readonly mappings: readonly OwnMapping[]
  readonly unmapped: readonly OwnUnmapped[]
  readonly texts: readonly OfficialText[]
}

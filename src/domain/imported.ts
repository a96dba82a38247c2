// What a file of another tool says, before anything of it is looked up: frameworks and mapping sets by the names the
// file uses, and what could not be taken. Which controls are meant is `import-resolution.ts`; where they are kept is for
// the dataset and the store.

import type { Control, Framework, Label } from './framework.ts'
import type { Mapping, MappingSet, Side } from './mapping.ts'
import type { LocalizedText } from './text.ts'

export const IMPORT_FORMATS = ['OSCAL', 'CISO_ASSISTANT', 'CSV'] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

/** Where in a file: a JSON pointer or a cell, and a line where the format has lines. */
export interface Place {
  readonly path: string | null
  /** From 1. */
  readonly line: number | null
}

/**
 * `REFUSED`: a row, map or control that was not taken. `NOTE`: it was taken, but something that it says has no place
 * here, or was read in a way worth knowing.
 */
export interface ImportProblem {
  readonly severity: 'REFUSED' | 'NOTE'
  readonly place: Place
  readonly message: string
}

/** The names under which a file speaks of a framework (slug, URN, address, title), the surest first; never empty. */
export type FrameworkNames = readonly string[]

/** One end of a mapping. */
export interface ImportedEnd {
  /** Position in the set's `to`; 0 for sources, which are all of `from`. */
  readonly framework: number
  /** What may identify the control (its id in the file, the ref within that id), the surest first; never empty. */
  readonly ids: readonly string[]
}

export interface ImportedControl
  extends Pick<
    Control,
    | 'ref'
    | 'kind'
    | 'title'
    | 'summary'
    | 'normativity'
    | 'serviceModels'
    | 'parameters'
    | 'duties'
    | 'documents'
    | 'see'
    | 'tags'
    | 'items'
    | 'attributes'
    | 'aliases'
  > {
  /** The document's own word for it, when the file says one that we know. */
  readonly label: Label | null
  /** Ref of the control above, which comes before it. */
  readonly parent: string | null
  /** The document's own text: not ours to publish. */
  readonly official: LocalizedText | null
  readonly place: Place
}

/** What a file says of a framework as a whole; null where it says nothing. */
export interface ImportedHead {
  readonly title: LocalizedText
  readonly shortTitle: string | null
  readonly publisher: string | null
  readonly edition: string | null
  /** As a date: `2022-03-08`, `2022-03` or `2022`. */
  readonly issued: string | null
  readonly terms: LocalizedText | null
  /** Where the document is. */
  readonly url: string | null
}

/** What only our own exports say of a framework. */
export type FrameworkFacts = Partial<
  Pick<
    Framework,
    | 'region'
    | 'jurisdiction'
    | 'type'
    | 'sector'
    | 'effective'
    | 'adoption'
    | 'serviceModels'
    | 'source'
    | 'supersedes'
    | 'refPattern'
  >
>

export interface ImportedFramework extends ImportedHead {
  /** Proposed: taken from the file where it says one, else made from the title. */
  readonly slug: string
  readonly names: FrameworkNames
  /** In document order, each below one that came before; refs are distinct. */
  readonly controls: readonly ImportedControl[]
  readonly facts: FrameworkFacts
  readonly place: Place
}

/** What a mapping says, with ends that are still to be looked up. */
export interface ImportedMapping extends Omit<Mapping, 'index' | 'id' | 'set' | 'sources' | 'targets'> {
  readonly sources: readonly ImportedEnd[]
  readonly targets: readonly ImportedEnd[]
  readonly place: Place
}

/** Somebody looked: the control has no counterpart on the other side. */
export interface ImportedUnmapped {
  readonly control: ImportedEnd
  /** Where the control is: in `from`, or in one of `to`. */
  readonly side: Side
  /** Position in the set's `to` of the framework that was looked at, or that the control is of. */
  readonly framework: number
  readonly reason: LocalizedText
  readonly place: Place
}

export interface ImportedSet extends Pick<MappingSet, 'title' | 'method' | 'status' | 'rationaleKind'> {
  /** Proposed: taken from the file where it says one, else made from its frameworks. */
  readonly slug: string
  readonly publisher: string | null
  readonly date: string | null
  readonly terms: LocalizedText | null
  readonly remarks: LocalizedText | null
  readonly url: string | null
  readonly from: FrameworkNames
  readonly to: readonly FrameworkNames[]
  readonly mappings: readonly ImportedMapping[]
  readonly unmapped: readonly ImportedUnmapped[]
  readonly place: Place
}

/** Everything that a file yields. */
export interface Imported {
  readonly frameworks: readonly ImportedFramework[]
  readonly sets: readonly ImportedSet[]
  readonly problems: readonly ImportProblem[]
}

/** `line 7, /mappings/0`, for a person. */
export function placeText({ path, line }: Place): string {
  return [line === null ? null : `line ${line}`, path].filter(Boolean).join(', ') || 'the file'
}

/** A slug made from what a file calls a thing: what is one already stays, and nothing in it leads to another folder. */
export function slugFrom(name: string): string {
  if (/^[a-z0-9][a-z0-9.-]{0,79}$/.test(name)) return name
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const slug = plain.replace(/[^a-z0-9.]+/g, '-').replace(/^[.-]+|[.-]+$/g, '')
  return slug.slice(0, 80).replace(/[.-]+$/, '') || 'imported'
}

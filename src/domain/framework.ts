// What a framework and its controls are, as plain values. How they hang together as a graph is `graph.ts`.

import type { ItemsRule } from './graph.ts'
import type { LocalizedText } from './text.ts'

export const CONTROL_KINDS = ['GROUP', 'CONTROL', 'ITEM'] as const
export type ControlKind = (typeof CONTROL_KINDS)[number]

export const NORMATIVITIES = ['REQUIREMENT', 'RECOMMENDATION'] as const
export type Normativity = (typeof NORMATIVITIES)[number]

export const SERVICE_MODELS = ['IAAS', 'CAAS', 'PAAS', 'SAAS'] as const
export type ServiceModel = (typeof SERVICE_MODELS)[number]

export const FRAMEWORK_TYPES = ['REQUIREMENTS', 'GUIDANCE', 'CRITERIA'] as const
export type FrameworkType = (typeof FRAMEWORK_TYPES)[number]

export const ADOPTION_MODELS = [
  'QUALIFICATION',
  'CERTIFICATION',
  'ATTESTATION',
  'SELF_ASSESSMENT',
  'NONE',
] as const
export type AdoptionModel = (typeof ADOPTION_MODELS)[number]

export const COMPARATORS = ['EQUALS', 'AT_LEAST', 'AT_MOST', 'LESS_THAN', 'MORE_THAN'] as const
export type Comparator = (typeof COMPARATORS)[number]

/** The document's own word for a node of its tree. */
export const LABELS = {
  annex: { en: 'annex', fr: 'annexe' },
  clause: { en: 'clause', fr: 'article' },
  control: { en: 'control', fr: 'mesure' },
  criterion: { en: 'criterion', fr: 'critère' },
  domain: { en: 'domain', fr: 'domaine' },
  item: { en: 'item', fr: 'élément' },
  objective: { en: 'objective', fr: 'objectif' },
  part: { en: 'part', fr: 'partie' },
  section: { en: 'section', fr: 'section' },
  series: { en: 'series', fr: 'série' },
  table: { en: 'table', fr: 'tableau' },
  theme: { en: 'theme', fr: 'thème' },
} as const satisfies Record<string, LocalizedText>
export type Label = keyof typeof LABELS

/** Where a document can be found, and what may be done with it. */
export interface Source {
  readonly id: string
  readonly title: string
  readonly publisher: string
  readonly date: string
  readonly url: string
  readonly terms: LocalizedText
}

/** How an organization shows conformity, and how long that lasts. */
export interface Adoption {
  readonly model: AdoptionModel
  readonly validityMonths: number | null
  readonly surveillanceMonths: number | null
  readonly note: LocalizedText | null
}

export interface Framework {
  readonly index: number
  readonly slug: string
  readonly title: LocalizedText
  readonly shortTitle: string
  readonly publisher: string
  readonly region: string
  readonly jurisdiction: string
  readonly type: FrameworkType
  readonly sector: LocalizedText
  readonly edition: string
  readonly issued: string
  readonly effective: string | null
  readonly adoption: Adoption
  readonly serviceModels: readonly ServiceModel[]
  readonly source: string
  readonly supersedes: string | null
  readonly refPattern: string
}

export interface Parameter {
  readonly name: string
  readonly comparator: Comparator
  readonly value: number | string
  readonly unit: string | null
}

/** Something that recurs: `every` is an ISO 8601 duration; `onChange` also, or only, after a major change. */
export interface Duty {
  readonly what: LocalizedText
  readonly every: string | null
  readonly onChange: boolean
}

/** The five attributes of an ISO/IEC 27002:2022 control. */
export interface Attributes {
  readonly type: readonly string[]
  readonly properties: readonly string[]
  readonly concepts: readonly string[]
  readonly capabilities: readonly string[]
  readonly domains: readonly string[]
}

/** The id of a control in another system: never its identity. */
export interface ControlAlias {
  readonly scheme: string
  readonly value: string
}

export interface Control {
  readonly index: number
  /** Stable key: `<framework slug>/<ref>`. */
  readonly id: string
  readonly framework: number
  readonly ref: string
  readonly kind: ControlKind
  readonly label: Label
  readonly parent: number
  readonly title: LocalizedText
  readonly summary: LocalizedText | null
  readonly normativity: Normativity | null
  readonly serviceModels: readonly ServiceModel[]
  readonly parameters: readonly Parameter[]
  readonly duties: readonly Duty[]
  readonly documents: readonly string[]
  readonly see: readonly string[]
  readonly tags: readonly string[]
  readonly items: ItemsRule | null
  readonly attributes: Attributes | null
  readonly aliases: readonly ControlAlias[]
}

/** Of a control of which a file tells only what it is called and says. */
export const UNSAID_CONTROL = {
  normativity: null,
  serviceModels: [],
  parameters: [],
  duties: [],
  documents: [],
  see: [],
  tags: [],
  items: null,
  attributes: null,
} as const

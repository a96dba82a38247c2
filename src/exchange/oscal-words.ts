// The words of OSCAL 1.2: relationship tokens, ids of controls, and properties of our own namespace.

import type { Control } from '../domain/framework.ts'
import { type Mapping, relationOfMapping } from '../domain/mapping.ts'
import type { Relation } from '../domain/relation.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { LocalizedText } from '../domain/text.ts'
import { line } from './line.ts'
import { once } from './once.ts'
import { languagesOf } from './statements.ts'

/** The version of NIST's schemas that the documents are checked against; 1.2.2 differs in the number only. */
export const OSCAL_VERSION = '1.2.1'

/** Namespace of the properties that OSCAL has no name for. */
export const NS = 'urn:secnumcloud-crosswalk:oscal'

/** NIST's tokens. The schema takes any, so that an invented one would pass unnoticed. */
export const TOKEN: Readonly<Record<Relation, string>> = {
  EQUAL: 'equal-to',
  EQUIVALENT: 'equivalent-to',
  SUPERSET_OF: 'superset-of',
  SUBSET_OF: 'subset-of',
  INTERSECTS_WITH: 'intersects-with',
  NO_RELATIONSHIP: 'no-relationship',
}

/**
 * The relationship of a mapping, or null when its author said less than one relation ("some overlap"): OSCAL has no
 * token for that, and choosing one would put words in the author's mouth.
 */
export function tokenOf(mapping: Mapping): string | null {
  const relation = relationOfMapping(mapping)
  return relation && TOKEN[relation]
}

function idOf(snapshot: Snapshot, { framework, ref }: Control): string {
  const { slug } = snapshot.frameworks[framework]!
  const safe = (name: string) =>
    name.replace(/[^\p{L}\p{N}.-]/gu, (char) => `_${char.codePointAt(0)!.toString(16)}_`)
  return `${/^\p{L}/u.test(slug) ? '' : '_'}${safe(slug)}_${safe(ref)}`
}

const ids = once((snapshot: Snapshot) => snapshot.controls.map((control) => idOf(snapshot, control)))

/** An id that OSCAL admits and that no other control of any framework has. */
export const controlId = (snapshot: Snapshot, { index }: Control): string => ids(snapshot)[index]!

/** The part of a control that holds its summary and items. */
export const statementId = (id: string) => `${id}_smt`

/** A word of ours as OSCAL writes such words. */
export const lower = (word: string) => word.toLowerCase().replaceAll('_', '-')

export interface Property {
  readonly name: string
  readonly ns?: string | undefined
  readonly value: string
  readonly class?: string | undefined
  /** What relates properties to each other. */
  readonly group?: string | undefined
  readonly remarks?: string | undefined
}

type More = Pick<Property, 'class' | 'group' | 'remarks'>

/**
 * A property of ours. All have one shape, in which JSON leaves out what is not told: of many made in many shapes, each
 * takes room of its own until the next full collection.
 */
export function property(name: string, value: string, more: More = {}): Property {
  return { name, ns: NS, value, class: more.class, remarks: more.remarks, group: more.group }
}

/** None for an empty value, which OSCAL does not admit. */
export function prop(name: string, value: string | number | null | undefined, more?: More): Property[] {
  const text = value === null || value === undefined ? '' : line(String(value))
  return text === '' ? [] : [property(name, text, more)]
}

/** A text as one property a language, which its class names. */
export function textProps(
  name: string,
  text: LocalizedText | null | undefined,
  more: Omit<More, 'class'> = {},
): Property[] {
  return languagesOf(text).flatMap(([locale, value]) =>
    prop(name, value, { class: locale, remarks: more.remarks, group: more.group }),
  )
}

/** Arrays that OSCAL does not admit empty are left out. */
export function some<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length > 0 ? values : undefined
}

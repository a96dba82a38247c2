// Which controls and mappings a caller asked for: the conditions of `where`, as predicates over the snapshot.

import { linksOf } from './crosswalk.ts'
import { DomainError } from './errors.ts'
import type { Control, ControlKind, Normativity, ServiceModel } from './framework.ts'
import type { ActiveSets } from './graph.ts'
import {
  type Confidence,
  type Mapping,
  type RationaleKind,
  relationOfMapping,
  targetsSuffice,
} from './mapping.ts'
import { nearest } from './nearest.ts'
import { refKey } from './ref.ts'
import type { Relation } from './relation.ts'
import { allSets, namedSets } from './sets.ts'
import { findControl, requireControl, requireFramework, type Snapshot } from './snapshot.ts'

export interface ControlWhere {
  readonly frameworks?: readonly string[] | null
  readonly kinds?: readonly ControlKind[] | null
  readonly normativity?: Normativity | null
  /** Applies to a provider of this service model: not restricted, or restricted to models that include it. */
  readonly serviceModel?: ServiceModel | null
  /** Ref of a control that stands above, or is, the control. */
  readonly under?: string | null
  readonly refPrefix?: string | null
  readonly tags?: readonly string[] | null
  /** Words that title or summary contain, in any language. */
  readonly text?: string | null
  readonly hasMappingTo?: string | null
  readonly hasNoMappingTo?: string | null
  /** Has a mapping (to `hasMappingTo`, or to any framework) with one of these relations, sets, confidences. */
  readonly relations?: readonly Relation[] | null
  readonly sets?: readonly string[] | null
  readonly confidence?: Confidence | null
}

type Test<T> = (value: T) => boolean

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** `argument` is what the caller calls the ref. Throws UNKNOWN_REF. */
function under(
  snapshot: Snapshot,
  ref: string,
  frameworks: readonly string[],
  argument = 'under',
): Test<Control> {
  const slugs = frameworks.length > 0 ? frameworks : [...snapshot.frameworkBySlug.keys()]
  const tops = slugs
    .map((slug) => findControl(snapshot, requireFramework(snapshot, slug), ref))
    .filter((control) => control !== null)
  // One framework asked for and no such ref in it is a mistake worth telling.
  if (tops.length === 0) requireControl(snapshot, requireFramework(snapshot, slugs[0]!), ref, argument)
  const above = new Set(tops.map((control) => control.index))
  return (control) => {
    for (let at = control.index; at >= 0; at = snapshot.graph.parentOf[at]!) if (above.has(at)) return true
    return false
  }
}

function mapped(snapshot: Snapshot, where: ControlWhere): Test<Control> | null {
  const { hasMappingTo, relations, sets, confidence } = where
  // Together with `hasNoMappingTo` alone, `sets` says where no mapping is.
  const isAsked = hasMappingTo || relations?.length || confidence || (sets?.length && !where.hasNoMappingTo)
  if (!isAsked) return null
  const to = hasMappingTo ? requireFramework(snapshot, hasMappingTo, 'hasMappingTo').index : null
  const active: ActiveSets = sets?.length ? namedSets(snapshot, sets) : allSets(snapshot)
  return (control) =>
    linksOf(snapshot, active, control, to).some(
      (link) =>
        (!relations?.length || (link.relation !== null && relations.includes(link.relation))) &&
        (!confidence || link.mapping.confidence === confidence),
    )
}

function notMapped(snapshot: Snapshot, where: ControlWhere): Test<Control> | null {
  if (!where.hasNoMappingTo) return null
  const to = requireFramework(snapshot, where.hasNoMappingTo, 'hasNoMappingTo').index
  const active = where.sets?.length ? namedSets(snapshot, where.sets) : allSets(snapshot)
  return (control) => linksOf(snapshot, active, control, to).length === 0
}

/** The longest text that is looked for. */
const MAX_TEXT = 200

/** A test for texts that contain every word, whatever the accents and capitals. Throws BAD_ARGUMENT for a long one. */
export function wordsTest(text: string): (texts: readonly string[]) => boolean {
  if (text.length > MAX_TEXT)
    throw new DomainError(
      'BAD_ARGUMENT',
      `text must be at most ${MAX_TEXT} characters, but got: ${text.length}`,
      {
        argument: 'text',
      },
    )
  const words = plain(text).split(/\s+/).filter(Boolean)
  return (texts) => {
    const body = plain(texts.join(' '))
    return words.every((word) => body.includes(word))
  }
}

function tagged(snapshot: Snapshot, tags: readonly string[]): Test<Control> {
  const known = new Set(snapshot.controls.flatMap((control) => control.tags))
  for (const tag of tags)
    if (!known.has(tag))
      throw new DomainError(
        'UNKNOWN_TAG',
        `tags must be subject tags of controls, but got: ${JSON.stringify(tag.slice(0, 60))}`,
        { argument: 'tags', nearest: nearest(tag, [...known]) },
      )
  return (control) => tags.some((tag) => control.tags.includes(tag))
}

function worded(text: string): Test<Control> {
  const contains = wordsTest(text)
  return ({ ref, title, summary }) =>
    contains([ref, ...Object.values(title), ...Object.values(summary ?? {})])
}

/** The ref begins with it to the letter, or it stands for a control above or the control itself. */
function refPrefixTest(prefix: string): Test<Control> {
  const letters = prefix.trim().toLowerCase()
  const key = refKey(prefix)
  return ({ ref }) => ref.toLowerCase().startsWith(letters) || `${refKey(ref)}.`.startsWith(`${key}.`)
}

/** Each once, however often it is named. */
const indicesOf = (snapshot: Snapshot, slugs: readonly string[] | null | undefined): number[] =>
  [...new Set(slugs)].map((slug) => requireFramework(snapshot, slug, 'frameworks').index)

/** One predicate for all conditions; a list without entries is none. Throws for names that are unknown. */
export function controlTest(snapshot: Snapshot, where: ControlWhere | null | undefined): Test<Control> {
  if (!where) return () => true
  const { kinds, tags } = where
  const frameworks = indicesOf(snapshot, where.frameworks)
  const tests: (Test<Control> | null | undefined)[] = [
    frameworks.length > 0 ? (c) => frameworks.includes(c.framework) : null,
    kinds?.length ? (c) => kinds.includes(c.kind) : null,
    where.normativity && ((c) => c.normativity === where.normativity),
    where.serviceModel &&
      ((c) => c.serviceModels.length === 0 || c.serviceModels.includes(where.serviceModel!)),
    where.under ? under(snapshot, where.under, where.frameworks ?? []) : null,
    where.refPrefix ? refPrefixTest(where.refPrefix) : null,
    tags?.length ? tagged(snapshot, [...new Set(tags)]) : null,
    where.text ? worded(where.text) : null,
    mapped(snapshot, where),
    notMapped(snapshot, where),
  ]
  const asked = tests.filter((test): test is Test<Control> => Boolean(test))
  return (control) => asked.every((test) => test(control))
}

export interface MappingWhere {
  readonly sets?: readonly string[] | null
  /** Frameworks on either side. */
  readonly frameworks?: readonly string[] | null
  readonly relations?: readonly Relation[] | null
  readonly rationaleKind?: RationaleKind | null
  readonly confidence?: Confidence | null
  readonly targetsSuffice?: boolean | null
}

/** As `controlTest`. */
export function mappingTest(snapshot: Snapshot, where: MappingWhere | null | undefined): Test<Mapping> {
  if (!where) return () => true
  const { relations } = where
  const active = where.sets?.length ? namedSets(snapshot, where.sets) : null
  const frameworks = indicesOf(snapshot, where.frameworks)
  const touches = (m: Mapping, framework: number) =>
    [...m.sources, ...m.targets].some((c) => snapshot.controls[c]!.framework === framework)
  const tests: (Test<Mapping> | null | undefined)[] = [
    active && ((m) => active[m.set] === 1),
    frameworks.length > 0 ? (m) => frameworks.every((f) => touches(m, f)) : null,
    relations?.length ? (m) => relations.includes(relationOfMapping(m)!) : null,
    where.rationaleKind && ((m) => m.rationaleKind === where.rationaleKind),
    where.confidence && ((m) => m.confidence === where.confidence),
    typeof where.targetsSuffice === 'boolean' ? (m) => targetsSuffice(m) === where.targetsSuffice : null,
  ]
  const asked = tests.filter((test): test is Test<Mapping> => Boolean(test))
  return (mapping) => asked.every((test) => test(mapping))
}

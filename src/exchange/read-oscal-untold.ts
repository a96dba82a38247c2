// Statements that say less than one relation, for which OSCAL has no token: our own exports tell each as a property of
// the provenance, with what else it says in properties of the same group.

import {
  type FrameworkNames,
  type ImportedEnd,
  type ImportedMapping,
  type ImportedUnmapped,
  slugFrom,
} from '../domain/imported.ts'
import { CONFIDENCES, RATIONALE_KINDS, type RationaleKind } from '../domain/mapping.ts'
import { maskOf } from '../domain/relation.ts'
import type { LocalizedText } from '../domain/text.ts'
import { NS } from './oscal-words.ts'
import { idsOf, relationOfToken } from './read-oscal-words.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { oneOf } from './read-words.ts'

type PositionOf = (names: FrameworkNames) => number

export interface Untold {
  /** Slug of the mapping set. */
  readonly set: string
  readonly from: FrameworkNames
  /** A statement of two sides, or of a control without counterpart. */
  mapping?(positionOf: PositionOf, kind: RationaleKind): ImportedMapping
  gap?(positionOf: PositionOf): ImportedUnmapped
}

/** Controls without counterpart, each once, with its reason in every language told. */
function gapsOf(set: string, props: readonly Cursor[]): Untold[] {
  const reasons = new Map<string, LocalizedText>()
  for (const prop of props) {
    const [key, locale, why] = ['value', 'class', 'remarks'].map((name) => prop.get(name).text())
    if (key && why && (locale === 'en' || locale === 'fr'))
      reasons.set(key, { ...reasons.get(key), [locale]: why })
  }
  return [...reasons].flatMap(([key, reason]): Untold[] => {
    const [id, framework] = key.split(' > ')
    if (!id || !framework) return []
    const place = props.find((prop) => prop.get('value').text() === key)!.place
    const gap: Untold['gap'] = (positionOf) => ({
      control: { framework: 0, ids: idsOf(id) },
      side: 'source',
      framework: positionOf([framework]),
      reason,
      place,
    })
    return [{ set, from: [slugOf(id)], gap }]
  })
}

/** The slug that our own ids begin with. */
const slugOf = (id: string) => /^_?([a-z0-9][a-z0-9.-]*)_/.exec(id)?.[1] ?? id

function localized(props: readonly Cursor[], name: string, target?: string): LocalizedText | null {
  const said = props
    .filter((prop) => prop.get('name').text() === name && (!target || prop.get('remarks').text() === target))
    .map((prop) => [prop.get('class').text(), prop.get('value').text()])
  return said.length > 0 ? (Object.fromEntries(said) as LocalizedText) : null
}

function statement(set: string, prop: Cursor, more: readonly Cursor[]): Untold | null {
  const sides = (prop.get('value').text() ?? '').split(' > ').map((side) => side.split(' '))
  const relations = (prop.get('class').text() ?? '').split('.').map(relationOfToken)
  const [sources, targets] = sides
  if (!sources || !targets || sides.length !== 2 || !relations.every((r) => r !== null)) return null
  const one = (name: string) =>
    more
      .find((p) => p.get('name').text() === name)
      ?.get('value')
      .text() ?? null
  const mapping = (positionOf: PositionOf, kind: RationaleKind): ImportedMapping => {
    const end = (id: string): ImportedEnd => ({ framework: positionOf([slugOf(id)]), ids: idsOf(id) })
    const strength = Number(one('strength') ?? Number.NaN)
    return {
      sources: sources.map((id) => ({ framework: 0, ids: idsOf(id) })),
      targets: targets.map(end),
      mask: relations.reduce((mask, relation) => mask | maskOf(relation), 0),
      sameWording: relations.length === 1 && relations[0] === 'EQUAL',
      rationaleKind: oneOf(RATIONALE_KINDS, one('rationale-kind')) ?? kind,
      shares: targets.map((id) => localized(more, 'shares', id)),
      rationale: localized(more, 'rationale'),
      residual: localized(more, 'residual'),
      surplus: localized(more, 'surplus'),
      strength: Number.isInteger(strength) && strength >= 1 && strength <= 10 ? strength : null,
      confidence: oneOf(CONFIDENCES, one('confidence')),
      place: prop.place,
    }
  }
  return { set, from: [slugOf(sources[0]!)], mapping }
}

const COUNT = 'statements-without-a-relationship'
const STATEMENT = 'statement-without-a-relationship'
const GAP = 'control-without-counterpart'

/** Each statement with the set that it follows. */
export function readUntold(provenance: Cursor, report: Report): Untold[] {
  const groups = new Map<string, Cursor[]>()
  const bySet = new Map<string, Cursor[]>()
  let set = 'imported'
  for (const prop of provenance.get('props').items()) {
    if (prop.get('ns').text() !== NS) continue
    if (prop.get('name').text() === COUNT) set = slugFrom(prop.get('class').text() ?? set)
    const group = prop.get('group').text()
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), prop])
    const inSet = bySet.get(set) ?? []
    inSet.push(prop)
    bySet.set(set, inSet)
  }
  return [...bySet].flatMap(([slug, props]) => {
    const named = (name: string) => props.filter((prop) => prop.get('name').text() === name)
    const statements = named(STATEMENT).flatMap((prop): Untold[] => {
      const found = statement(slug, prop, groups.get(prop.get('group').text() ?? '') ?? [])
      if (found) return [found]
      report.refuse(
        prop.place,
        'a statement must have two sides and the relations that it leaves possible, but got: not all',
      )
      return []
    })
    return [...statements, ...gapsOf(slug, named(GAP))]
  })
}

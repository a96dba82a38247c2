// Statements that say less than one relation, for which OSCAL has no token: our own exports tell each as a property of
// the provenance, with what else it says in properties of the same group.

import { type FrameworkNames, type ImportedEnd, type ImportedMapping, slugFrom } from '../domain/imported.ts'
import { CONFIDENCES, RATIONALE_KINDS, type RationaleKind } from '../domain/mapping.ts'
import { maskOf } from '../domain/relation.ts'
import type { LocalizedText } from '../domain/text.ts'
import { idsOf, ownProps, relationOfToken } from './read-oscal-words.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { oneOf } from './read-words.ts'

export interface Untold {
  /** Slug of the mapping set. */
  readonly set: string
  readonly from: FrameworkNames
  mapping(positionOf: (names: FrameworkNames) => number, kind: RationaleKind): ImportedMapping
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
  const mapping: Untold['mapping'] = (positionOf, kind) => {
    const end = (id: string): ImportedEnd => ({ framework: positionOf([slugOf(id)]), ids: idsOf(id) })
    const strength = Number(one('strength') ?? Number.NaN)
    return {
      sources: sources.map((id) => ({ framework: 0, ids: idsOf(id) })),
      targets: targets.map(end),
      mask: relations.reduce((mask, relation) => mask | maskOf(relation), 0),
      sameWording: false,
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

/** Each statement with the set that it follows. */
export function readUntold(provenance: Cursor, report: Report): Untold[] {
  const all = provenance.get('props').items()
  const groups = new Map<string, Cursor[]>()
  for (const prop of all) {
    const group = prop.get('group').text()
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), prop])
  }
  const names = ['statements-without-a-relationship', 'statement-without-a-relationship'] as const
  const told = new Set(names.flatMap((name) => ownProps(provenance, name).map(({ value }) => value)))
  let set = 'imported'
  return all.flatMap((prop): Untold[] => {
    if (!told.has(prop.value)) return []
    if (prop.get('name').text() === names[0]) {
      set = slugFrom(prop.get('class').text() ?? set)
      return []
    }
    const found = statement(set, prop, groups.get(prop.get('group').text() ?? '') ?? [])
    if (found) return [found]
    report.refuse(prop.place, 'a statement must have two sides and the relations that it leaves possible')
    return []
  })
}

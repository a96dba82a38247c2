// The fields of a control that OSCAL has no name for, as our own exports tell them in properties; another's catalog has
// none of them.

import {
  type Attributes,
  COMPARATORS,
  CONTROL_KINDS,
  type ControlKind,
  type Duty,
  LABELS,
  type Label,
  NORMATIVITIES,
  type Parameter,
} from '../domain/framework.ts'
import type { ItemsRule } from '../domain/graph.ts'
import type { ImportedControl } from '../domain/imported.ts'
import type { LocalizedText } from '../domain/text.ts'
import { serviceModelsOf } from './read-oscal-facts.ts'
import { ownProp, ownProps } from './read-oscal-words.ts'
import type { Cursor } from './read-tree.ts'
import { oneOf } from './read-words.ts'

/** A group, control or item of a catalog. */
export interface OscalNode {
  readonly at: Cursor
  readonly kind: ControlKind
  readonly id: string | null
  readonly label: string
  readonly above: OscalNode | null
}

const ITEMS_RULES = ['COMPLETE', 'PARTIAL', 'ALTERNATIVES', 'ILLUSTRATIONS'] as const satisfies ItemsRule[]
const ATTRIBUTES = ['type', 'properties', 'concepts', 'capabilities', 'domains'] as const

const values = (at: Cursor, name: string) =>
  ownProps(at, name)
    .map((prop) => prop.get('value').text())
    .filter((value) => value !== null)

/** The control under which a part stands: parameters of items are told there. */
function controlAbove(node: OscalNode): OscalNode {
  return node.kind === 'ITEM' && node.above ? controlAbove(node.above) : node
}

function parametersOf(node: OscalNode): Parameter[] {
  const params = controlAbove(node).at.get('params').items()
  const owner = node.kind === 'ITEM' && node.above ? node.id : null
  return params.flatMap((param): Parameter[] => {
    const comparator = oneOf(COMPARATORS, ownProp(param, 'comparator'))
    const [name, text] = [param.get('label').text(), param.get('values').items()[0]?.text() ?? null]
    if (comparator === null || name === null || text === null || ownProp(param, 'of-item') !== owner)
      return []
    const value = ownProp(param, 'value-type') === 'number' ? Number(text) : text
    return [{ name, comparator, value, unit: ownProp(param, 'unit') }]
  })
}

function dutiesOf(at: Cursor): Duty[] {
  const duties = new Map<string, Duty>()
  for (const prop of ownProps(at, 'duty')) {
    const group = prop.get('group').text() ?? String(duties.size)
    const [locale, text] = [prop.get('class').text() ?? 'en', prop.get('value').text() ?? '']
    const remarks = prop.get('remarks').text() ?? ''
    const what: LocalizedText = { ...duties.get(group)?.what, [locale]: text }
    const every = /every (P\w+)/.exec(remarks)?.[1] ?? null
    duties.set(group, { what, every, onChange: remarks.includes('on change') })
  }
  return [...duties.values()]
}

function attributesOf(at: Cursor): Attributes | null {
  const found = ATTRIBUTES.map((name) => [name, values(at, `attribute-${name}`)] as const)
  if (found.every(([, list]) => list.length === 0)) return null
  return Object.fromEntries(found) as unknown as Attributes
}

function labelOf(at: Cursor): Label | null {
  const name = at.get('class').text()
  return name !== null && Object.hasOwn(LABELS, name) ? (name as Label) : null
}

/** The id that a reference within the document leads to; the reference as it is, when it is none. */
function idOf(href: string): string {
  try {
    return decodeURIComponent(href.replace(/^#/, ''))
  } catch {
    return href
  }
}

/** `refOf` tells the ref of the control with an id. */
export function ownFields(
  node: OscalNode,
  refOf: ReadonlyMap<string, string>,
): Omit<ImportedControl, 'ref' | 'title' | 'summary' | 'official' | 'parent' | 'place'> {
  const { at } = node
  const related = at
    .get('links')
    .items()
    .filter((link) => link.get('rel').text() === 'related')
  return {
    kind: oneOf(CONTROL_KINDS, ownProp(at, 'kind')) ?? node.kind,
    label: labelOf(at),
    normativity: oneOf(NORMATIVITIES, ownProp(at, 'normativity')),
    serviceModels: serviceModelsOf(at),
    parameters: parametersOf(node),
    duties: dutiesOf(at),
    documents: values(at, 'document'),
    see: related
      .map((link) => refOf.get(idOf(link.get('href').text() ?? '')))
      .filter((ref) => ref !== undefined),
    tags: values(at, 'tag'),
    items: oneOf(ITEMS_RULES, ownProp(at, 'items-rule')),
    attributes: attributesOf(at),
    aliases: ownProps(at, 'alias').flatMap((prop) => {
      const [scheme, value] = [prop.get('remarks').text(), prop.get('value').text()]
      return scheme && value ? [{ scheme, value }] : []
    }),
  }
}

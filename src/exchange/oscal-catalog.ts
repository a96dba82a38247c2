// A framework as an OSCAL catalog: its tree as groups, controls and parts, with summaries in our own words. Never the
// official text.

import type { Control, Framework } from '../domain/framework.ts'
import { controlsOf } from '../domain/graph.ts'
import { findControl, type Snapshot } from '../domain/snapshot.ts'
import { textIn } from '../domain/text.ts'
import { json } from './json.ts'
import { line } from './line.ts'
import { factProps, propsOf } from './oscal-catalog-props.ts'
import { metadata, sourceResource } from './oscal-document.ts'
import { controlId, NS, prop, some, statementId } from './oscal-words.ts'
import { languagesOf } from './statements.ts'
import { uuidOf } from './uuid.ts'

type Json = Readonly<Record<string, unknown>>

const REMARKS =
  'Identifiers and short titles are those of the document; statements are summaries in our own words, not its text.'

function childrenOf({ outline, controls }: Snapshot, { index }: Control): Control[] {
  const { start, list } = outline.children
  return Array.from(list.subarray(start[index], start[index + 1]), (c) => controls[c]!)
}

const titleOf = (control: Control) => line(textIn(control.title, 'en') ?? '') || control.ref

function paramsOf(id: string, control: Control, item: Control | null = null): Json[] {
  return control.parameters.map(({ name, comparator, value, unit }, i) => ({
    id: `${id}_prm_${i + 1}`,
    label: line(name),
    props: [
      ...prop('comparator', comparator.toLowerCase()),
      ...prop('unit', unit),
      ...prop('value-type', typeof value),
      ...prop('of-item', item && id),
    ],
    values: [line(String(value))],
  }))
}

function itemsBelow(snapshot: Snapshot, control: Control): Control[] {
  return childrenOf(snapshot, control)
    .filter(({ kind }) => kind === 'ITEM')
    .flatMap((item) => [item, ...itemsBelow(snapshot, item)])
}

/** Its own, and those of its items: a part of OSCAL has no parameters. */
function paramsWithItems(snapshot: Snapshot, control: Control): Json[] {
  const ofItems = itemsBelow(snapshot, control).flatMap((item) =>
    paramsOf(controlId(snapshot, item), item, item),
  )
  return [...paramsOf(controlId(snapshot, control), control), ...ofItems]
}

function linksOf(snapshot: Snapshot, control: Control): readonly Json[] | undefined {
  const framework = snapshot.frameworks[control.framework]!
  const others = control.see.map((ref) => findControl(snapshot, framework, ref))
  return some(
    others.flatMap((other) =>
      other ? [{ href: `#${encodeURIComponent(controlId(snapshot, other))}`, rel: 'related' }] : [],
    ),
  )
}

/** The French of a summary that is told in English; each language once. */
function french(control: Control): Json[] {
  const [first, second] = languagesOf(control.summary)
  return first && second ? [{ name: 'summary', ns: NS, class: 'fr', prose: second[1] }] : []
}

function item(snapshot: Snapshot, control: Control): Json {
  return {
    id: controlId(snapshot, control),
    name: 'item',
    class: control.label,
    title: titleOf(control),
    props: propsOf(control),
    prose: textIn(control.summary, 'en') ?? undefined,
    links: linksOf(snapshot, control),
    parts: some([...french(control), ...childrenOf(snapshot, control).map((child) => item(snapshot, child))]),
  }
}

function controlNode(snapshot: Snapshot, control: Control): Json {
  const id = controlId(snapshot, control)
  const below = childrenOf(snapshot, control)
  const items = below.filter((child) => child.kind === 'ITEM').map((child) => item(snapshot, child))
  const prose = textIn(control.summary, 'en') ?? undefined
  const statement = { id: statementId(id), name: 'statement', prose, parts: some(items) }
  return {
    id,
    class: control.label,
    title: titleOf(control),
    params: some(paramsWithItems(snapshot, control)),
    props: propsOf(control),
    links: linksOf(snapshot, control),
    parts: some([...(prose || items.length > 0 ? [statement] : []), ...french(control)]),
    controls: some(
      below.filter((child) => child.kind !== 'ITEM').map((child) => controlNode(snapshot, child)),
    ),
  }
}

/**
 * OSCAL's groups hold groups or controls, never both. Where a document mixes them, its controls go into groups
 * without an id, run by run, so that the order of the document is kept.
 */
function inside(snapshot: Snapshot, children: readonly Control[], title: string): Json {
  if (children.every((child) => child.kind !== 'GROUP'))
    return { controls: some(children.map((child) => controlNode(snapshot, child))) }
  const groups: Json[] = []
  let run: Json[] = []
  for (const child of children) {
    if (child.kind === 'GROUP') {
      run = []
      groups.push(groupNode(snapshot, child))
      continue
    }
    if (run.length === 0) groups.push({ title, props: prop('directly-under-parent', 'yes'), controls: run })
    run.push(controlNode(snapshot, child))
  }
  return { groups }
}

function groupNode(snapshot: Snapshot, control: Control): Json {
  const summary = textIn(control.summary, 'en')
  const overview = summary ? [{ name: 'overview', prose: summary }] : []
  const title = titleOf(control)
  return {
    id: controlId(snapshot, control),
    class: control.label,
    title,
    params: some(paramsOf(controlId(snapshot, control), control)),
    props: propsOf(control),
    links: linksOf(snapshot, control),
    parts: some([...overview, ...french(control)]),
    ...inside(snapshot, childrenOf(snapshot, control), title),
  }
}

/** The catalog of a framework. */
export function oscalCatalog(snapshot: Snapshot, framework: Framework): Iterable<string> {
  const top = Array.from(controlsOf(snapshot.outline, framework.index), (c) => snapshot.controls[c]!).filter(
    (control) => control.parent < 0,
  )
  const title = textIn(framework.title, 'en') ?? framework.slug
  const source = snapshot.sourceById.get(framework.source)
  const only = top.every((control) => control.kind === 'GROUP')
    ? { groups: lazily(top, (control) => groupNode(snapshot, control)) }
    : inside(snapshot, top, title)
  return json({
    catalog: {
      uuid: uuidOf(`catalog:${framework.slug}@${snapshot.revision}`),
      metadata: metadata(snapshot, {
        title,
        publisher: framework.publisher,
        remarks: [REMARKS, textIn(source?.terms, 'en')].filter(Boolean).join(' '),
        props: factProps(framework),
      }),
      ...only,
      'back-matter': source && { resources: [sourceResource(source)] },
    },
  })
}

function* lazily<T, U>(values: Iterable<T>, make: (value: T) => U): Generator<U> {
  for (const value of values) yield make(value)
}

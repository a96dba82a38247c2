// CISO Assistant frameworks. The descriptions of our own libraries are our summaries; those of any other are the
// document's own text, which is kept apart.

import { type ControlKind, UNSAID_CONTROL } from '../domain/framework.ts'
import { type ImportedControl, type ImportedFramework, slugFrom } from '../domain/imported.ts'
import type { LocalizedText } from '../domain/text.ts'
import type { Library } from './read-ciso-library.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'

/** A text and its translations into the languages that are kept. */
function localized(at: Cursor, key: string, { locale }: Library): LocalizedText | null {
  const said: Partial<Record<'en' | 'fr', string>> = {}
  const own = at.get(key).text()
  if (own !== null) said[locale] = own
  for (const other of ['en', 'fr'] as const) {
    const text = at.get('translations').get(other).get(key).text()
    if (text !== null) said[other] = text
  }
  return Object.keys(said).length > 0 ? said : null
}

const lastPart = (urn: string) => urn.slice(urn.lastIndexOf(':') + 1)

/** What is not assessable is part of what is, or a heading. */
function kindOf(node: Cursor, above: ControlKind | undefined): ControlKind {
  if (node.get('assessable').text() === 'true' || node.get('assessable').value === true) return 'CONTROL'
  return above === 'CONTROL' || above === 'ITEM' ? 'ITEM' : 'GROUP'
}

/** Refs by URN. A ref_id that several nodes have identifies none of them, nor does a missing one: their URNs do. */
function refsOf(nodes: readonly Cursor[]): ReadonlyMap<Cursor, string | null> {
  const times = new Map<string, number>()
  for (const node of nodes) {
    const ref = node.get('ref_id').text()
    if (ref !== null) times.set(ref, (times.get(ref) ?? 0) + 1)
  }
  return new Map(
    nodes.map((node) => {
      const [ref, urn] = [node.get('ref_id').text(), node.get('urn').text()]
      return [node, ref !== null && times.get(ref) === 1 ? ref : urn && lastPart(urn.toLowerCase())]
    }),
  )
}

class Nodes {
  readonly controls: ImportedControl[] = []
  private readonly byUrn = new Map<string, ImportedControl>()
  private readonly seen = new Set<string>()
  private readonly library: Library
  private readonly report: Report

  constructor(library: Library, report: Report) {
    this.library = library
    this.report = report
  }

  add(node: Cursor, ref: string | null): null {
    const { place } = node
    const urn = node.get('urn').text()?.toLowerCase() ?? null
    if (urn === null || ref === null)
      return this.report.refuse(place, 'a node must have a urn, but got: none')
    if (this.byUrn.has(urn) || this.seen.has(ref))
      return this.report.refuse(
        place,
        `the urn and ref of a node must be unique, but got: ${urn} a second time`,
      )
    if (ref.length > 60)
      return this.report.refuse(place, `the ref of a node must have at most 60 characters, but got: ${ref}`)
    const parentUrn = node.get('parent_urn').text()?.toLowerCase() ?? null
    const above = parentUrn === null ? undefined : this.byUrn.get(parentUrn)
    if (parentUrn !== null && !above)
      return this.report.refuse(place, `parent_urn must be of a node above, but got: ${parentUrn}`)
    const text = localized(node, 'description', this.library)
    const control = {
      ...UNSAID_CONTROL,
      label: null,
      ref,
      kind: kindOf(node, above?.kind),
      parent: above?.ref ?? null,
      title: localized(node, 'name', this.library) ?? {},
      summary: this.library.isOwn ? text : null,
      official: this.library.isOwn ? null : text,
      aliases: [{ scheme: 'ciso-assistant', value: urn }],
      place,
    }
    this.seen.add(ref)
    this.byUrn.set(urn, control)
    this.controls.push(control)
    return null
  }
}

/** Null when it holds nothing. */
export function readCisoFramework(at: Cursor, library: Library, report: Report): ImportedFramework | null {
  // `requirements` is how the oldest libraries spell it.
  const nodes = [...at.get('requirement_nodes').items(), ...at.get('requirements').items()]
  const refs = refsOf(nodes)
  const found = new Nodes(library, report)
  for (const node of nodes) found.add(node, refs.get(node) ?? null)
  if (found.controls.length === 0)
    return report.refuse(at.place, 'a framework must have requirement_nodes, but got: none that can be taken')
  const [urn, ref, name] = [at.get('urn').text(), at.get('ref_id').text(), at.get('name').text()]
  const names = [urn, ref, name].filter((one) => one !== null)
  return {
    slug: slugFrom(ref ?? name ?? (urn ? lastPart(urn) : 'imported')),
    names: names.length > 0 ? names : ['imported'],
    title: localized(at, 'name', library) ?? { [library.locale]: ref ?? 'imported' },
    shortTitle: null,
    publisher: library.publisher,
    edition: null,
    issued: null,
    terms: library.terms,
    url: null,
    facts: {},
    controls: found.controls,
    place: at.place,
  }
}

// OSCAL catalogs as frameworks. The prose of our own exports is our summary; that of any other is the document's own
// text, which is kept apart.

import { type ImportedControl, type ImportedFramework, slugFrom } from '../domain/imported.ts'
import type { Locale, LocalizedText } from '../domain/text.ts'
import { factsOf } from './read-oscal-facts.ts'
import { type OscalNode, ownFields } from './read-oscal-fields.ts'
import { dayOf, ownProp, ownText, publisherOf } from './read-oscal-words.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { localeOfFile, textIn } from './read-words.ts'

/** Groups, controls and parts within each other: more levels are no document, but an attack. */
const MAX_DEPTH = 20

const PROSE = ['statement', 'overview', 'item']

/** The label a person would know it by; those that machines pad or assessors use are others. */
function labelOf(node: Cursor): string | null {
  const labels = node
    .get('props')
    .items()
    .filter((prop) => prop.get('name').text() === 'label')
  const plain = labels.find((prop) => !/padded|sp800-53a/.test(prop.get('class').text() ?? ''))
  return (plain ?? labels[0])?.get('value').text() ?? null
}

/** The nodes of a catalog in document order, each with the one above it. */
class Walk {
  readonly nodes: OscalNode[] = []
  private readonly report: Report

  constructor(report: Report) {
    this.report = report
  }

  private add(at: Cursor, kind: OscalNode['kind'], above: OscalNode | null, depth: number): OscalNode | null {
    if (depth > MAX_DEPTH)
      return this.report.refuse(at.place, `controls must nest at most ${MAX_DEPTH} levels, but got: more`)
    const [id, label] = [at.get('id').text(), labelOf(at)]
    const name = label ?? id
    if (name === null)
      return this.report.refuse(
        at.place,
        `a ${kind.toLowerCase()} must have an id or a label, but got: neither`,
      )
    const node = { at, kind, id, label: name, above }
    this.nodes.push(node)
    return node
  }

  /** A group without id and label is no node: what is in it stands under the one above. */
  groups(within: Cursor, above: OscalNode | null, depth: number): void {
    for (const group of within.get('groups').items()) {
      const isRun = group.get('id').isAbsent && labelOf(group) === null
      if (isRun && ownProp(group, 'directly-under-parent') === null)
        this.report.note(group.place, 'a group without id and label is not kept; what is in it stands above')
      const node = isRun ? above : this.add(group, 'GROUP', above, depth)
      if (isRun || node) this.inside(group, node, depth + 1)
    }
  }

  inside(within: Cursor, above: OscalNode | null, depth: number): void {
    if (depth > MAX_DEPTH + 1) return
    this.groups(within, above, depth)
    for (const control of within.get('controls').items()) {
      const node = this.add(control, 'CONTROL', above, depth)
      if (!node) continue
      for (const part of control.get('parts').items())
        if (part.get('name').text() === 'statement') this.items(part, node, depth + 1)
      this.inside(control, node, depth + 1)
    }
  }

  private items(within: Cursor, above: OscalNode, depth: number): void {
    for (const part of within.get('parts').items()) {
      if (part.get('name').text() !== 'item') continue
      const node = this.add(part, 'ITEM', above, depth)
      if (node) this.items(part, node, depth + 1)
    }
  }
}

/** The prose of a node: its own, or that of its statement and of parts that our own exports add for French. */
function proseOf({ at }: OscalNode, locale: Locale): LocalizedText | null {
  const parts = at.get('parts').items()
  const own = at.get('prose').text()
  const told = parts.find(
    (part) => PROSE.includes(part.get('name').text() ?? '') && !part.get('prose').isAbsent,
  )
  const first = own ?? (told?.get('name').text() === 'item' ? null : (told?.get('prose').text() ?? null))
  const french = parts.find((p) => p.get('name').text() === 'summary' && p.get('class').text() === 'fr')
  const second = french?.get('prose').text() ?? null
  if (first === null && second === null) return null
  const said = ownProp(at, 'summary-locale') === 'fr' ? 'fr' : locale
  return { ...textIn(said, first), ...textIn('fr', second) }
}

function titleOf({ at }: OscalNode, locale: Locale): LocalizedText {
  const title = at.get('title').text()
  const told = ownProp(at, 'title-locale')
  if (title === null || told === 'none') return {}
  const french = ownText(at, 'title')?.fr
  return { [told === 'fr' ? 'fr' : locale]: title, ...(french === undefined ? {} : { fr: french }) }
}

/** Labels that several nodes have (NIST's `a.` of every statement) identify none of them: their ids do. */
function refsOf(nodes: readonly OscalNode[]): ReadonlyMap<OscalNode, string> {
  const times = new Map<string, number>()
  for (const { label } of nodes) times.set(label, (times.get(label) ?? 0) + 1)
  return new Map(
    nodes.map((node) => [node, times.get(node.label) === 1 ? node.label : (node.id ?? node.label)]),
  )
}

function controlsOf(
  nodes: readonly OscalNode[],
  locale: Locale,
  isOwn: boolean,
  report: Report,
): ImportedControl[] {
  const refs = refsOf(nodes)
  const byId = new Map(
    nodes.flatMap((node) => (node.id === null ? [] : [[node.id, refs.get(node)!] as const])),
  )
  const seen = new Set<string>()
  return nodes.flatMap((node): ImportedControl[] => {
    const { at, id, above } = node
    const ref = refs.get(node)!
    if (ref.length > 60 || seen.has(ref)) {
      const why = seen.has(ref) ? 'be unique' : 'have at most 60 characters'
      report.refuse(
        at.place,
        `the ref of a control must ${why}, but got: ${ref}${seen.has(ref) ? ' a second time' : ''}`,
      )
      return []
    }
    if (above && !seen.has(refs.get(above)!)) {
      report.refuse(at.place, `what stands above a control must be taken too, but got: ${refs.get(above)}`)
      return []
    }
    seen.add(ref)
    const fields = ownFields(node, byId)
    const prose = proseOf(node, locale)
    const oscalId = id !== null && id !== ref && !isOwn ? [{ scheme: 'oscal', value: id }] : []
    const control = {
      ...fields,
      ref,
      title: titleOf(node, locale),
      parent: above ? refs.get(above)! : null,
      summary: isOwn ? prose : null,
      official: isOwn ? null : prose,
      aliases: [...fields.aliases, ...oscalId],
      place: at.place,
    }
    return [control]
  })
}

/** Null when the catalog holds nothing. */
export function readOscalCatalog(catalog: Cursor, report: Report): ImportedFramework | null {
  const metadata = catalog.get('metadata')
  const locale = localeOfFile(metadata.get('language').text(), metadata.get('language').place, report)
  const walk = new Walk(report)
  walk.inside(catalog, null, 0)
  const slug = ownProp(metadata, 'framework')
  const controls = controlsOf(walk.nodes, locale, slug !== null, report)
  if (controls.length === 0)
    return report.refuse(catalog.place, 'a catalog must have controls, but got: none')
  const title = metadata.get('title').text() ?? 'imported'
  const source = catalog.get('back-matter').get('resources').items()[0]
  const uuid = catalog.get('uuid').text()
  return {
    slug: slugFrom(slug ?? title),
    names: [slug, title, uuid && `#${uuid}`, ownProp(metadata, 'short-title')].filter(
      (name) => name !== null,
    ),
    title: ownText(metadata, 'title') ?? { [locale]: title },
    shortTitle: ownProp(metadata, 'short-title'),
    publisher: publisherOf(metadata),
    edition: ownProp(metadata, 'edition') ?? (slug === null ? metadata.get('version').text() : null),
    issued: ownProp(metadata, 'issued') ?? dayOf(metadata.get('published').text()),
    terms: slug && source ? ownText(source, 'terms') : textIn(locale, metadata.get('remarks').text()),
    url: slug && source ? (source.get('rlinks').items()[0]?.get('href').text() ?? null) : null,
    facts: slug === null ? {} : factsOf(metadata),
    controls,
    place: catalog.place,
  }
}

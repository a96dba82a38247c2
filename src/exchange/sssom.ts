// A mapping set as SSSOM TSV (Simple Standard for Sharing Ontological Mappings), in pairs, with embedded metadata.

import { dayOf } from '../domain/calendar.ts'
import type { Control } from '../domain/framework.ts'
import type { Mapping, MappingSet, Unmapped } from '../domain/mapping.ts'
import { DIS, EQ, isCertain, type Mask, reduceToPair, relationsIn, SUB, SUP } from '../domain/relation.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { textIn } from '../domain/text.ts'
import { tsvLine } from './delimited.ts'
import { line } from './line.ts'
import { dataDay, statementsOf } from './statements.ts'

export const SSSOM_COLUMNS = [
  'subject_id',
  'subject_label',
  'predicate_id',
  'predicate_modifier',
  'object_id',
  'object_label',
  'mapping_justification',
  'subject_source',
  'object_source',
  'comment',
  'other',
] as const

const PREFIX = 'xw'
const IRI = 'urn:secnumcloud-crosswalk:'

/** SSSOM demands a license; for other terms than these it has this word, and the terms are in the comment. */
const UNSPECIFIED = 'https://w3id.org/sssom/license/unspecified'
const LICENSES: Readonly<Record<string, string>> = {
  'CC BY 4.0': 'https://creativecommons.org/licenses/by/4.0/',
}

const curie = (id: string) => `${PREFIX}:${id.replace(/[^\w./-]/g, (char) => encodeURIComponent(char))}`
const label = (control: Control) => textIn(control.title, 'en') ?? control.ref

/**
 * The predicate of a pair. relatedMatch says that two things are associated in some unspecified way, so it is true of
 * every certain overlap; null when nothing is certain.
 */
export function predicateOf(mask: Mask): readonly [predicate: string, modifier: string | null] | null {
  if (mask === EQ) return ['skos:exactMatch', null]
  if (mask === SUB) return ['skos:broadMatch', null]
  if (mask === SUP) return ['skos:narrowMatch', null]
  if (mask === DIS) return ['skos:relatedMatch', 'Not']
  return isCertain(mask) ? ['skos:relatedMatch', null] : null
}

function justification(set: MappingSet): string {
  if (set.method === 'HUMAN') return 'semapv:ManualMappingCuration'
  return set.rationaleKind === 'SYNTACTIC' ? 'semapv:LexicalMatching' : 'semapv:UnspecifiedMatching'
}

function* header(snapshot: Snapshot, set: MappingSet): Generator<string> {
  const terms = textIn(set.terms, 'en') ?? ''
  const quoted = (text: string) => JSON.stringify(line(text))
  const source = set.source === null ? undefined : snapshot.sourceById.get(set.source)
  yield '#curie_map:\n'
  yield `#  ${PREFIX}: ${quoted(IRI)}\n`
  yield '#  skos: "http://www.w3.org/2004/02/skos/core#"\n'
  yield '#  semapv: "https://w3id.org/semapv/vocab/"\n'
  yield '#  sssom: "https://w3id.org/sssom/"\n'
  yield `#mapping_set_id: ${quoted(`${IRI}set:${set.slug}`)}\n`
  yield `#mapping_set_version: ${quoted(snapshot.revision)}\n`
  yield `#mapping_set_title: ${quoted(textIn(set.title, 'en') ?? set.slug)}\n`
  yield `#mapping_set_description: ${quoted(textIn(set.remarks, 'en') ?? textIn(set.title, 'en') ?? set.slug)}\n`
  yield `#license: ${quoted(LICENSES[terms] ?? UNSPECIFIED)}\n`
  yield `#creator_label:\n#  - ${quoted(set.publisher)}\n`
  if (source) yield `#mapping_provider: ${quoted(source.url)}\n`
  yield `#mapping_date: ${quoted(dayOf(set.date))}\n`
  yield `#publication_date: ${quoted(dataDay(snapshot))}\n`
  yield `#comment: ${quoted(terms)}\n`
}

/** What the mapping says of all its sources and targets. */
function wholeOf({ controls }: Snapshot, { sources, targets, mask }: Mapping): string {
  const refs = (list: readonly number[]) => list.map((c) => controls[c]!.ref).join(', ')
  const together = targets.length > 1 ? ' together' : ''
  return `${refs(sources)} to ${refs(targets)}${together}: ${relationsIn(mask).join(' or ')}`
}

function* lines(snapshot: Snapshot, set: MappingSet): Generator<string> {
  const { mappings, unmapped } = statementsOf(snapshot, set)
  const because = justification(set)
  const sourceOf = (framework: number) => `${PREFIX}:${snapshot.frameworks[framework]!.slug}`
  for (const mapping of mappings) {
    const predicate = predicateOf(reduceToPair(mapping.mask, mapping.sources.length, mapping.targets.length))
    if (predicate === null) continue
    const whole = wholeOf(snapshot, mapping)
    for (const s of mapping.sources)
      for (const [i, t] of mapping.targets.entries()) {
        const [subject, object] = [snapshot.controls[s]!, snapshot.controls[t]!]
        const shared = textIn(mapping.shares[i], 'en')
        yield tsvLine([
          curie(subject.id),
          label(subject),
          ...predicate,
          curie(object.id),
          label(object),
          because,
          sourceOf(subject.framework),
          sourceOf(object.framework),
          shared ? `Shared: ${shared}. ${whole}` : whole,
          mapping.id,
        ])
      }
  }
  for (const { control, framework, reason } of unmapped as readonly Unmapped[]) {
    const subject = snapshot.controls[control]!
    yield tsvLine([
      curie(subject.id),
      label(subject),
      // Nothing related was found, so nothing nearer either.
      'skos:relatedMatch',
      null,
      'sssom:NoTermFound',
      null,
      because,
      sourceOf(subject.framework),
      sourceOf(framework),
      textIn(reason, 'en'),
      null,
    ])
  }
}

export function* sssom(snapshot: Snapshot, set: MappingSet): Generator<string> {
  yield* header(snapshot, set)
  yield tsvLine(SSSOM_COLUMNS)
  yield* lines(snapshot, set)
}

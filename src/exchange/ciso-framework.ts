// A framework as a CISO Assistant library, with refs, titles and our summaries.

import type { Control, Framework } from '../domain/framework.ts'
import { controlsOf } from '../domain/graph.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type LocalizedText, textIn } from '../domain/text.ts'
import { frameworkUrn, libraryHead, nodeUrn, urn } from './ciso-words.ts'
import { yaml } from './yaml.ts'

const english = (text: LocalizedText | null) => textIn(text, 'en') ?? undefined
const french = (text: LocalizedText | null) => (text?.en === undefined ? undefined : text.fr)

function translations(name: LocalizedText, description: LocalizedText | null) {
  const fr = { name: french(name), description: french(description) }
  return fr.name === undefined && fr.description === undefined ? undefined : { fr }
}

function depthOf(snapshot: Snapshot, control: Control): number {
  let depth = 1
  for (let at = control.parent; at >= 0; at = snapshot.controls[at]!.parent) depth++
  return depth
}

function node(snapshot: Snapshot, control: Control) {
  return {
    urn: nodeUrn(snapshot, control),
    // What an auditor decides on: groups hold others, items are part of their criterion.
    assessable: control.kind === 'CONTROL',
    depth: depthOf(snapshot, control),
    parent_urn: control.parent < 0 ? undefined : nodeUrn(snapshot, snapshot.controls[control.parent]!),
    ref_id: control.ref,
    name: english(control.title),
    description: english(control.summary),
    translations: translations(control.title, control.summary),
  }
}

export function cisoFramework(snapshot: Snapshot, framework: Framework): Iterable<string> {
  const source = snapshot.sourceById.get(framework.source)
  const name = english(framework.title) ?? framework.slug
  const description = 'Identifiers and short titles of the document, summaries in our own words.'
  const head = libraryHead(snapshot, {
    urn: urn('library', framework.slug),
    refId: framework.slug,
    name,
    description,
    copyright: english(source?.terms ?? null) ?? '',
    provider: framework.publisher,
  })
  return yaml({
    ...head,
    translations: translations(framework.title, null),
    objects: {
      framework: {
        urn: frameworkUrn(framework),
        ref_id: framework.slug,
        name,
        description,
        translations: translations(framework.title, null),
        requirement_nodes: (function* () {
          for (const index of controlsOf(snapshot.outline, framework.index))
            yield node(snapshot, snapshot.controls[index]!)
        })(),
      },
    },
  })
}

// What every OSCAL document begins and ends with: metadata, and the resources it refers to.

import type { Source } from '../domain/framework.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { textIn } from '../domain/text.ts'
import { line } from './line.ts'
import { OSCAL_VERSION, type Property, prop, textProps } from './oscal-words.ts'
import { dataDay } from './statements.ts'
import { uuidOf } from './uuid.ts'

export interface Head {
  readonly title: string
  readonly publisher: string
  readonly remarks: string
  readonly props?: readonly Property[]
}

/** No clock: the same revision of the data gives the same bytes, whenever it is written. */
export function metadata(snapshot: Snapshot, { title, publisher, remarks, props = [] }: Head) {
  const party = uuidOf(`party:${publisher}`)
  return {
    title: line(title),
    'last-modified': `${dataDay(snapshot)}T00:00:00Z`,
    version: snapshot.revision,
    'oscal-version': OSCAL_VERSION,
    props: [...prop('dataset-revision', snapshot.revision), ...props],
    roles: [{ id: 'creator', title: 'Creator' }],
    parties: [{ uuid: party, type: 'organization', name: line(publisher) }],
    'responsible-parties': [{ 'role-id': 'creator', 'party-uuids': [party] }],
    remarks,
  }
}

/** The document behind a framework or a published set, with its terms. */
export function sourceResource(source: Source) {
  return {
    uuid: uuidOf(`source:${source.id}`),
    title: line(source.title),
    description: textIn(source.terms, 'en') ?? '',
    props: [
      ...prop('publisher', source.publisher),
      ...prop('date', source.date),
      ...textProps('terms', source.terms),
    ],
    rlinks: [{ href: source.url }],
  }
}

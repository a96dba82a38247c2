// What the back matter of a mapping collection holds: the catalogs it speaks of, by address and hash, and the documents
// its sets were taken from.

import { exportPath } from '../domain/export.ts'
import type { Framework } from '../domain/framework.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { textIn } from '../domain/text.ts'
import { line } from './line.ts'
import { sourceResource } from './oscal-document.ts'
import { catalogHash } from './oscal-hash.ts'
import { prop } from './oscal-words.ts'
import { uuidOf } from './uuid.ts'

const catalogUuid = ({ slug }: Framework) => uuidOf(`catalog-resource:${slug}`)

/** How a mapping names a catalog: by its resource in the back matter. */
export const resourceOf = (framework: Framework) => ({
  type: 'catalog',
  href: `#${catalogUuid(framework)}`,
})

export function resources(
  snapshot: Snapshot,
  frameworks: readonly number[],
  sources: readonly (string | null)[],
) {
  const documents = [...new Set(sources)].flatMap((id) => (id && snapshot.sourceById.get(id)) || [])
  return [
    ...[...new Set(frameworks)].map((index) => {
      const framework = snapshot.frameworks[index]!
      return {
        uuid: catalogUuid(framework),
        title: line(textIn(framework.title, 'en') ?? framework.slug),
        props: prop('framework', framework.slug),
        rlinks: [
          {
            href: exportPath('OSCAL', 'catalog', framework.slug)!,
            'media-type': 'application/json',
            hashes: [{ algorithm: 'SHA-256', value: catalogHash(snapshot, framework) }],
          },
        ],
      }
    }),
    ...documents.map(sourceResource),
  ]
}

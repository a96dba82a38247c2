// An OSCAL document in JSON: a catalog or a mapping collection. Other models (profile, component definition …) are told
// as what they are.

import type { Imported } from '../domain/imported.ts'
import { readJson } from './read-json.ts'
import { readOscalCatalog } from './read-oscal-catalog.ts'
import { readOscalMappings } from './read-oscal-mapping.ts'
import { Report, UnreadableFile } from './read-report.ts'

/** Versions whose mapping model is the one read here. */
const MAPPING_VERSION = /^1\.2\.\d/

export function readOscal(text: string): Imported {
  const root = readJson(text)
  const report = new Report()
  const [catalog, collection] = [root.get('catalog'), root.get('mapping-collection')]
  if (catalog.isObject) {
    const framework = readOscalCatalog(catalog, report)
    return { frameworks: framework ? [framework] : [], sets: [], problems: report.problems() }
  }
  if (collection.isObject) {
    const version = collection.get('metadata').get('oscal-version').text()
    if (version === null || !MAPPING_VERSION.test(version))
      throw new UnreadableFile(
        `oscal-version of a mapping collection must be 1.2.x, but got: ${version ?? 'none'}`,
        collection.get('metadata').get('oscal-version').place,
      )
    return { frameworks: [], sets: readOscalMappings(collection, report), problems: report.problems() }
  }
  for (const [name, at] of Object.entries({ catalog, 'mapping-collection': collection }))
    if (!at.isAbsent) throw new UnreadableFile(`${name} must be an object, but got: another value`, at.place)
  const got = root.keys().slice(0, 3).join(', ') || 'nothing'
  throw new UnreadableFile(`the root must be catalog or mapping-collection, but got: ${got.slice(0, 100)}`)
}

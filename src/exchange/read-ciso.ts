// A CISO Assistant library in YAML: frameworks, mapping sets, or both; one of each or several, under the current keys and
// the deprecated ones. Threats, measures, matrices and what else a library may hold is told, not taken.

import type { Imported } from '../domain/imported.ts'
import { readCisoFramework } from './read-ciso-framework.ts'
import { readLibrary } from './read-ciso-library.ts'
import { readCisoMappings } from './read-ciso-mapping.ts'
import { Report, UnreadableFile } from './read-report.ts'
import { readYaml } from './read-tree.ts'

const FRAMEWORKS = ['framework', 'frameworks']
const SETS = ['requirement_mapping_set', 'requirement_mapping_sets']

export function readCiso(text: string): Imported {
  const root = readYaml(text)
  const objects = root.get('objects')
  if (!objects.isObject)
    throw new UnreadableFile('a CISO Assistant library must have objects, but got: none', root.place)
  const report = new Report()
  const library = readLibrary(root, report)
  const all = (keys: readonly string[]) => keys.flatMap((key) => objects.get(key).items())
  // A library has a dozen kinds of objects: of more keys than that, each with a line to look up, the first are told.
  for (const key of objects.keys().slice(0, 30))
    if (![...FRAMEWORKS, ...SETS].includes(key))
      report.note(
        objects.get(key).place,
        `${key.slice(0, 60)} of a library have no place here and are not taken`,
      )
  const frameworks = all(FRAMEWORKS)
    .map((at) => readCisoFramework(at, library, report))
    .filter((framework) => framework !== null)
  const sets = readCisoMappings(all(SETS), library, report)
  return { frameworks, sets, problems: report.problems() }
}

// From the files of seeds/ to the rows of the domain: frameworks in order, controls with their texts, mapping sets with
// their mappings. Refs that lead nowhere are problems; whether the content is right is for `rules/`.

import { unmappedOrder } from '../domain/mapping.ts'
import type { SnapshotRows } from '../domain/snapshot.ts'
import { addCurated } from './assemble-curated.ts'
import { addEvidence } from './assemble-evidence.ts'
import { addFramework, addTexts } from './assemble-framework.ts'
import { addRows } from './assemble-rows.ts'
import { Assembly } from './assembly.ts'
import { DatasetError, type Problem, type SeedFiles } from './files.ts'

/** Our own frameworks first, then as people look for them; what is not listed follows by slug. */
const ORDER = [
  'secnumcloud',
  'iso-27001',
  'iso-27002',
  'iso-27017',
  'iso-27018',
  'iso-27701',
  'soc2',
  'csa-ccm',
]

function byImportance(a: string, b: string): number {
  const rank = (slug: string) => {
    const at = ORDER.findIndex((prefix) => slug.startsWith(prefix))
    return at < 0 ? ORDER.length : at
  }
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}

const OUR_TERMS = { en: 'CC BY 4.0', fr: 'CC BY 4.0' }

/** Puts the files together. Throws DatasetError when refs lead nowhere or are given twice. */
export function assemble(files: SeedFiles, revision: string): SnapshotRows {
  const { rows, problems } = tryAssemble(files, revision)
  if (problems.length > 0) throw new DatasetError(problems)
  return rows
}

/** The same, leaving out what leads nowhere and saying so: the linter has more to tell than the first trouble. */
export function tryAssemble(
  files: SeedFiles,
  revision: string,
): { rows: SnapshotRows; problems: readonly Problem[] } {
  const assembly = new Assembly()
  for (const [slug, file] of [...files.frameworks].sort(([a], [b]) => byImportance(a, b)))
    addFramework(assembly, slug, file)
  for (const [slug, texts] of files.texts) for (const file of texts) addTexts(assembly, slug, file)
  for (const set of files.curated) addCurated(assembly, set)
  for (const [origin, sets] of [
    ['CURATED', files.editions],
    ['PUBLISHED', files.published],
  ] as const)
    for (const [slug, file] of sets) {
      const source = files.sources.data[file.data.source]
      if (!source)
        assembly.problem(file, ['source'], `source must be in sources.yaml, but got: ${file.data.source}`)
      else addRows(assembly, slug, file, origin, origin === 'CURATED' ? OUR_TERMS : source.terms)
    }
  for (const file of files.evidence) addEvidence(assembly, file)
  const { frameworks, controls, sets, mappings, unmapped, evidenceTypes } = assembly
  const sources = Object.entries(files.sources.data).map(([id, source]) => ({ id, ...source }))
  const rows = {
    revision,
    sources,
    frameworks,
    controls,
    sets,
    mappings,
    unmapped: unmapped.sort(unmappedOrder),
    evidenceTypes,
    quality: [],
  }
  return { rows, problems: assembly.problems }
}

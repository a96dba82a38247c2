// What a caller says of a file to import, and how an organization's is looked up: its own frameworks and sets, or the
// official texts of frameworks that are known.

import { Lookup, type SameAs } from './import-lookup.ts'
import { resolveImport } from './import-resolution.ts'
import { type Imported, slugFrom } from './imported.ts'
import { type OwnImport, officialTexts, ownImport } from './own-import.ts'
import type { Importer } from './own-import-framework.ts'
import type { Snapshot } from './snapshot.ts'

/** What of a file is taken. */
export const IMPORT_SCOPES = ['OWN', 'OFFICIAL_TEXTS'] as const
export type ImportScope = (typeof IMPORT_SCOPES)[number]

export interface Naming {
  /** By a name in the file, the slug of the known framework that is meant. */
  readonly sameAs: SameAs
  /** What the framework or set is to be called, when the file holds one. */
  readonly slug: string | null
}

/** Under another slug, and no name of the file; refused when the file holds several things. Null leaves it as it is. */
export function renamed(imported: Imported, slug: string | null): Imported {
  if (slug === null) return imported
  const { frameworks, sets, problems } = imported
  const count = frameworks.length + sets.length
  const message = `slug must name the one framework or set of the file, but got: a file with ${count}`
  if (count !== 1)
    return {
      ...imported,
      problems: [...problems, { severity: 'REFUSED', place: { path: null, line: null }, message }],
    }
  const name = slugFrom(slug)
  return {
    problems,
    frameworks: frameworks.map((framework) => ({ ...framework, slug: name, names: [name] })),
    sets: sets.map((set) => ({ ...set, slug: name })),
  }
}

/** Every framework of the file that is known, said to be the known one. */
function allKnown(imported: Imported, known: Snapshot, sameAs: SameAs): SameAs {
  const lookup = new Lookup(known, [], sameAs)
  const found = imported.frameworks.flatMap(({ slug, names }) => {
    const framework = lookup.framework([...names, slug])
    return framework ? [[slug, framework.slug] as const] : []
  })
  return { ...Object.fromEntries(found), ...sameAs }
}

/** Looks a decoded file up in what the organization sees. */
export function lookUp(
  imported: Imported,
  scope: ImportScope,
  { sameAs, slug }: Naming,
  known: Snapshot,
  importer: Importer,
): OwnImport {
  if (scope === 'OWN') return ownImport(resolveImport(renamed(imported, slug), known, sameAs), importer)
  const texts = { ...imported, sets: [] }
  const resolved = resolveImport(texts, known, allKnown(imported, known, sameAs))
  const unknown = resolved.frameworks.map(({ place, names }) => ({
    severity: 'REFUSED' as const,
    place,
    message: `official texts must be of a known framework, but got: ${names.join(' = ').slice(0, 200)}`,
  }))
  const ofKnown = resolved.texts.filter(({ control }) => known.frameworkBySlug.has(control.framework))
  const { document, problems } = officialTexts({ ...resolved, texts: ofKnown }, importer)
  return { document, problems: [...problems, ...unknown] }
}

// An imported file as what an organization has of its own: names under its own, what the file leaves open filled in, and
// what cannot be kept told. Where the file is decoded and its names are looked up: `imported.ts`, `import-resolution.ts`.

import type { Resolved } from './import-resolution.ts'
import type { ImportProblem } from './imported.ts'
import type { OfficialText, OwnDocument } from './own-document.ts'
import { type Importer, ownControl, ownFramework, slugOf } from './own-import-framework.ts'
import { OwnEnds, ownMappings, ownSet, ownUnmapped } from './own-import-set.ts'

export interface OwnImport {
  readonly document: OwnDocument
  readonly problems: readonly ImportProblem[]
}

/** The first of each slug; the others are told. */
function distinct<T extends { readonly slug: string; readonly place: ImportProblem['place'] }>(
  things: readonly T[],
  problems: ImportProblem[],
): T[] {
  const seen = new Set<string>()
  return things.filter(({ slug, place }) => {
    if (!seen.has(slug)) return seen.add(slug)
    const message = `slugs of one file must be distinct, but got: ${slug} a second time`
    problems.push({ severity: 'REFUSED', place, message })
    return false
  })
}

function texts({ texts }: Resolved, ends: OwnEnds): OfficialText[] {
  return texts.map(({ control, text }) => ({
    framework: ends.slug(control.framework),
    control: ends.control(control),
    text,
  }))
}

/** Everything of the file, as the organization's own. */
export function ownImport(resolved: Resolved, importer: Importer): OwnImport {
  const problems = [...resolved.problems]
  const brought = distinct(resolved.frameworks, problems)
  const ends = new OwnEnds(importer, brought)
  const sets = distinct(resolved.sets, problems).map((one) => ({ one, own: ownSet(importer, one, ends) }))
  const document: OwnDocument = {
    frameworks: brought.map((one) => ownFramework(importer, one)),
    controls: brought.flatMap((one) => one.controls.map((row) => ownControl(slugOf(importer, one), row))),
    sets: sets.map(({ own }) => own),
    mappings: sets.flatMap(({ one, own }) => ownMappings(own, one.mappings, ends, problems)),
    unmapped: sets.flatMap(({ one, own }) => ownUnmapped(own, one, ends, problems)),
    texts: texts(resolved, ends),
  }
  return { document, problems }
}

/** Official texts of frameworks that are known, and nothing else that the file says. */
export function officialTexts(resolved: Resolved, importer: Importer): OwnImport {
  const nothing = { frameworks: [], controls: [], sets: [], mappings: [], unmapped: [] }
  const ends = new OwnEnds(importer, [])
  return { document: { ...nothing, texts: texts(resolved, ends) }, problems: resolved.problems }
}

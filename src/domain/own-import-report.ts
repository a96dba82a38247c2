// What an import for an organization came to, in numbers.

import type { ImportProblem } from './imported.ts'
import type { OwnImport } from './own-import.ts'

/** What an import came to. */
export interface OwnImportReport {
  /** False after a dry run, and when something was refused and the rest not wanted. */
  readonly written: boolean
  readonly frameworks: readonly { readonly slug: string; readonly controls: number }[]
  readonly sets: readonly { readonly slug: string; readonly mappings: number; readonly unmapped: number }[]
  /** By framework, how many controls have an official text now. */
  readonly texts: readonly { readonly framework: string; readonly controls: number }[]
  readonly problems: readonly ImportProblem[]
  /** Controls that evidence, verdicts or findings name, and that are no more: these say nothing until they come back. */
  readonly orphans: readonly string[]
}

function counted(names: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

export function reportOf(
  { document, problems }: OwnImport,
  written: boolean,
  orphans: readonly string[],
): OwnImportReport {
  const controls = counted(document.controls.map(({ framework }) => framework))
  const mapped = counted(document.mappings.map(({ set }) => set))
  const without = counted(document.unmapped.map(({ set }) => set))
  const texts = counted(document.texts.map(({ framework }) => framework))
  return {
    written,
    frameworks: document.frameworks.map(({ slug }) => ({ slug, controls: controls.get(slug) ?? 0 })),
    sets: document.sets.map(({ slug }) => ({
      slug,
      mappings: mapped.get(slug) ?? 0,
      unmapped: without.get(slug) ?? 0,
    })),
    texts: [...texts].map(([framework, count]) => ({ framework, controls: count })),
    problems,
    orphans,
  }
}

// A mapping set of an imported file as an organization's own, its ends named as the organization's.

import type { ControlKey, ResolvedMapping, ResolvedSet } from './import-resolution.ts'
import type { ImportedFramework, ImportProblem } from './imported.ts'
import { ownSlug } from './own.ts'
import type { OwnMapping, OwnSet } from './own-document.ts'
import { type Importer, slugOf } from './own-import-framework.ts'

/** Sources times targets of one mapping; more is no statement about anything in particular. */
const MAX_PAIRS = 2500

export function ownSet({ organization, today }: Importer, imported: ResolvedSet, ends: OwnEnds): OwnSet {
  const { slug, title, publisher, date, terms, remarks, method, status, rationaleKind } = imported
  return {
    slug: ownSlug(organization, slug),
    title,
    publisher: publisher ?? organization,
    date: date ?? today,
    terms: terms ?? {},
    remarks,
    method,
    status,
    rationaleKind,
    from: ends.slug(imported.from),
    to: imported.to.map(ends.slug),
  }
}

/** The names of what the file brings, under the organization's own. */
export class OwnEnds {
  private readonly renamed: ReadonlyMap<string, string>

  constructor(importer: Importer, brought: readonly ImportedFramework[]) {
    this.renamed = new Map(brought.map((one) => [one.slug, slugOf(importer, one)]))
  }

  readonly slug = (slug: string) => this.renamed.get(slug) ?? slug
  readonly control = ({ framework, ref }: ControlKey) => `${this.slug(framework)}/${ref}`
}

/** The long lists of a mapping would make a name that no index takes. */
const SHOWN = 5
const listed = (refs: readonly string[]) =>
  refs.length > SHOWN ? `${refs.slice(0, SHOWN).join('+')}+${refs.length - SHOWN} more` : refs.join('+')

export function ownMappings(
  { slug }: OwnSet,
  all: readonly ResolvedMapping[],
  ends: OwnEnds,
  problems: ImportProblem[],
): OwnMapping[] {
  const times = new Map<string, number>()
  return all.flatMap(({ place, sources, targets, ...rest }) => {
    if (sources.length * targets.length > MAX_PAIRS) {
      const got = `${sources.length} times ${targets.length}`
      const message = `the sources times the targets of a mapping must be at most ${MAX_PAIRS}, but got: ${got}`
      problems.push({ severity: 'REFUSED', place, message })
      return []
    }
    const name = `${slug}:${listed(sources.map(({ ref }) => ref))}>${listed(targets.map(({ ref }) => ref))}`
    const count = (times.get(name) ?? 0) + 1
    times.set(name, count)
    return {
      ...rest,
      id: count === 1 ? name : `${name}#${count}`,
      set: slug,
      sources: sources.map(ends.control),
      targets: targets.map(ends.control),
    }
  })
}

export function ownUnmapped(
  { slug }: OwnSet,
  { unmapped }: ResolvedSet,
  ends: OwnEnds,
  problems: ImportProblem[],
) {
  const seen = new Set<string>()
  return unmapped.flatMap(({ control, framework, reason, place }) => {
    const row = { set: slug, control: ends.control(control), framework: ends.slug(framework), reason }
    const key = `${row.control} ${row.framework}`
    if (!seen.has(key)) {
      seen.add(key)
      return [row]
    }
    const message = `a control must be without counterpart in a framework once, but got: ${row.control} a second time`
    problems.push({ severity: 'REFUSED', place, message })
    return []
  })
}

// An imported file as what an organization has of its own: names under its own, what the file leaves open filled in, and
// what cannot be kept told. Where the file is decoded and its names are looked up: `imported.ts`, `import-resolution.ts`.

import { DomainError } from './errors.ts'
import type { Label } from './framework.ts'
import type { ControlKey, Resolved, ResolvedMapping, ResolvedSet } from './import-resolution.ts'
import type { ImportedControl, ImportedFramework, ImportProblem } from './imported.ts'
import { ownSlug } from './own.ts'
import type {
  OfficialText,
  OwnControl,
  OwnDocument,
  OwnFramework,
  OwnMapping,
  OwnSet,
} from './own-document.ts'
import type { LocalizedText } from './text.ts'

/** What somebody hands in for an organization. */
export interface Importer {
  readonly organization: string
  /** The day of the import, for what says no date of its own. */
  readonly today: string
}

export interface OwnImport {
  readonly document: OwnDocument
  readonly problems: readonly ImportProblem[]
}

const LABEL_OF = { GROUP: 'section', CONTROL: 'control', ITEM: 'item' } as const satisfies Record<
  string,
  Label
>

const NO_ADOPTION = { model: 'NONE', validityMonths: null, surveillanceMonths: null, note: null } as const

/** Sources times targets of one mapping; more is no statement about anything in particular. */
const MAX_PAIRS = 2500

/** A name that the file has from an export of the organization's own, else what was made of it. */
function slugOf({ organization }: Importer, { names, slug }: ImportedFramework): string {
  const isOwn = (name: string) =>
    name.startsWith(`${organization}:`) && PLAIN.test(name.slice(organization.length + 1))
  return names.find(isOwn) ?? ownSlug(organization, slug)
}

/** A name after the organization's, as `slugFrom` makes them. */
const PLAIN = /^[a-z0-9][a-z0-9.-]{0,79}$/

/** The characters of one title or summary: beyond, the index of words has no room. */
const MAX_TEXT = 50_000

function requireShort(text: LocalizedText | null, ref: string): void {
  for (const one of Object.values(text ?? {}))
    if (one.length > MAX_TEXT)
      throw new DomainError(
        'TOO_LARGE',
        `the characters of a title or summary must be at most ${MAX_TEXT}, but got: ${one.length} of ${ref}`,
        { limit: MAX_TEXT, argument: 'content' },
      )
}

function framework(importer: Importer, imported: ImportedFramework): OwnFramework {
  const { title, shortTitle, facts } = imported
  const slug = slugOf(importer, imported)
  const publisher = imported.publisher ?? importer.organization
  const issued = imported.issued ?? importer.today
  const name = title.en ?? title.fr ?? slug
  return {
    slug,
    title,
    shortTitle: shortTitle ?? name.slice(0, 40),
    publisher,
    region: facts.region ?? '',
    jurisdiction: facts.jurisdiction ?? '',
    type: facts.type ?? 'REQUIREMENTS',
    sector: facts.sector ?? {},
    edition: imported.edition ?? '',
    issued,
    effective: facts.effective ?? null,
    adoption: facts.adoption ?? NO_ADOPTION,
    serviceModels: facts.serviceModels ?? [],
    supersedes: facts.supersedes ?? null,
    refPattern: '',
    source: {
      title: name,
      publisher,
      date: issued,
      url: imported.url ?? '',
      terms: imported.terms ?? {},
    },
  }
}

function control(slug: string, imported: ImportedControl): OwnControl {
  const { official: _official, place: _place, parent, label, ...rest } = imported
  for (const text of [imported.title, imported.summary]) requireShort(text, imported.ref)
  return {
    ...rest,
    id: `${slug}/${imported.ref}`,
    framework: slug,
    parent: parent === null ? null : `${slug}/${parent}`,
    label: label ?? LABEL_OF[imported.kind],
  }
}

function set({ organization, today }: Importer, imported: ResolvedSet, ends: OwnEnds): OwnSet {
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
class OwnEnds {
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

function mappings(
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

function unmapped({ slug }: OwnSet, { unmapped }: ResolvedSet, ends: OwnEnds, problems: ImportProblem[]) {
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
  const sets = distinct(resolved.sets, problems).map((one) => ({ one, own: set(importer, one, ends) }))
  const document: OwnDocument = {
    frameworks: brought.map((one) => framework(importer, one)),
    controls: brought.flatMap((one) => one.controls.map((row) => control(slugOf(importer, one), row))),
    sets: sets.map(({ own }) => own),
    mappings: sets.flatMap(({ one, own }) => mappings(own, one.mappings, ends, problems)),
    unmapped: sets.flatMap(({ one, own }) => unmapped(own, one, ends, problems)),
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

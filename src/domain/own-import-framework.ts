// A framework of an imported file as an organization's own: its name under the organization's, what the file leaves open
// filled in.

import { DomainError } from './errors.ts'
import type { Label } from './framework.ts'
import type { ImportedControl, ImportedFramework } from './imported.ts'
import { ownSlug } from './own.ts'
import type { OwnControl, OwnFramework } from './own-document.ts'
import type { LocalizedText } from './text.ts'

/** What somebody hands in for an organization. */
export interface Importer {
  readonly organization: string
  /** The day of the import, for what says no date of its own. */
  readonly today: string
}

const LABEL_OF = { GROUP: 'section', CONTROL: 'control', ITEM: 'item' } as const satisfies Record<
  string,
  Label
>

const NO_ADOPTION = { model: 'NONE', validityMonths: null, surveillanceMonths: null, note: null } as const

/** A name that the file has from an export of the organization's own, else what was made of it. */
export function slugOf({ organization }: Importer, { names, slug }: ImportedFramework): string {
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

export function ownFramework(importer: Importer, imported: ImportedFramework): OwnFramework {
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

export function ownControl(slug: string, imported: ImportedControl): OwnControl {
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

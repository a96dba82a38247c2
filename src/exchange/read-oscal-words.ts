// The words of OSCAL read back: properties of our namespace, relationship tokens, ids, and the document's metadata.

import type { FrameworkNames } from '../domain/imported.ts'
import { RELATIONS, type Relation } from '../domain/relation.ts'
import type { LocalizedText } from '../domain/text.ts'
import { NS, TOKEN } from './oscal-words.ts'
import type { Cursor } from './read-tree.ts'

const BY_TOKEN = new Map<string, Relation>(RELATIONS.map((relation) => [TOKEN[relation], relation]))

export const TOKENS = [...BY_TOKEN.keys()].join(', ')

/** The relation of one of NIST's tokens; null for any other, since the schema lets invented ones pass. */
export function relationOfToken(token: string | null): Relation | null {
  return token === null ? null : (BY_TOKEN.get(token) ?? null)
}

/** The properties of our own namespace with this name, in order. */
export function ownProps(object: Cursor, name: string): Cursor[] {
  return object
    .get('props')
    .items()
    .filter((prop) => prop.get('ns').text() === NS && prop.get('name').text() === name)
}

export function ownProp(object: Cursor, name: string): string | null {
  return ownProps(object, name)[0]?.get('value').text() ?? null
}

/** What the properties with a name say, one a language in their class. */
export function ownText(object: Cursor, name: string): LocalizedText | null {
  const said = ownProps(object, name).flatMap((prop) => {
    const [locale, value] = [prop.get('class').text(), prop.get('value').text()]
    return value !== null && (locale === 'en' || locale === 'fr') ? [[locale, value]] : []
  })
  return said.length > 0 ? (Object.fromEntries(said) as LocalizedText) : null
}

/** How many properties are of another namespace than ours, and so have no place here. */
export function foreignProps(object: Cursor): number {
  return object
    .get('props')
    .items()
    .filter((prop) => prop.get('ns').text() !== NS && prop.get('name').text() !== 'label').length
}

/** The creator of a document, else its first party. */
export function publisherOf(metadata: Cursor): string | null {
  const parties = metadata.get('parties').items()
  const creators = metadata
    .get('responsible-parties')
    .items()
    .filter((responsible) => responsible.get('role-id').text() === 'creator')
    .flatMap((responsible) => responsible.get('party-uuids').items())
    .map((uuid) => uuid.text())
  const party = parties.find((one) => creators.includes(one.get('uuid').text())) ?? parties[0]
  return party?.get('name').text() ?? null
}

/** A date-time as a date. */
export function dayOf(text: string | null): string | null {
  return text === null ? null : (/^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null)
}

/** The ref in an id as our own exports write it; null for another's. */
function ownRef(id: string): string | null {
  const found = /^_?[a-z0-9][a-z0-9.-]*_(.+)$/.exec(id)?.[1]
  if (found === undefined) return null
  return found.replace(/_([0-9a-f]+)_/g, (all, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}

/** What an id may be known as: itself, the control whose statement it is, the ref within it. */
export function idsOf(id: string): string[] {
  const control = id.replace(/_smt$/, '')
  const ids = [id, control, ownRef(control)]
  return [...new Set(ids)].filter((one) => one !== null)
}

/** The names of a resource: what our own exports call it, the addresses it is at, its title. */
export function resourceNames(reference: Cursor, resources: readonly Cursor[]): FrameworkNames {
  const href = reference.get('href').text()
  if (href === null) return []
  const resource = href.startsWith('#')
    ? resources.find((one) => one.get('uuid').text()?.toLowerCase() === href.slice(1).toLowerCase())
    : undefined
  const addresses =
    resource
      ?.get('rlinks')
      .items()
      .map((link) => link.get('href').text()) ?? []
  const names = [
    resource && ownProp(resource, 'framework'),
    ...addresses,
    resource?.get('title').text(),
    href,
  ]
  return [...new Set(names)].filter((name) => typeof name === 'string')
}

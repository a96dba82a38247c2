// What the dataset must know of an imported document and its file may not say: publisher, date, address, terms. It is
// given with the import, or asked for; never made up.

import type { LocalizedText } from '../domain/text.ts'

/** What the person who imports says; it goes before what the file says. */
export interface Facts {
  readonly publisher?: string
  readonly edition?: string
  readonly issued?: string
  readonly url?: string
  readonly terms?: string
}

export type FactName = 'publisher' | 'issued' | 'url' | 'terms'

/** What a file says of the document behind a framework or a mapping set. */
export interface Document {
  readonly publisher: string | null
  readonly issued: string | null
  readonly url: string | null
  readonly terms: LocalizedText | null
}

const textOf = (terms: LocalizedText | null) => terms?.en ?? terms?.fr ?? null

export function factOf(facts: Facts, document: Document, name: FactName): string {
  const said = name === 'terms' ? textOf(document.terms) : document[name]
  return facts[name] ?? said ?? ''
}

/** Those of the facts that neither the file nor the person says. */
export function missingFacts(facts: Facts, document: Document, needed: readonly FactName[]): FactName[] {
  return needed.filter((name) => factOf(facts, document, name) === '')
}

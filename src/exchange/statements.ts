// Statements by mapping set, in the order of the dataset, found once per snapshot.

import type { Mapping, MappingSet, Unmapped } from '../domain/mapping.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { LocalizedText } from '../domain/text.ts'

export interface Statements {
  readonly mappings: readonly Mapping[]
  readonly unmapped: readonly Unmapped[]
}

const cache = new WeakMap<Snapshot, { mappings: Mapping[]; unmapped: Unmapped[] }[]>()

export function statementsOf(snapshot: Snapshot, set: MappingSet): Statements {
  let bySet = cache.get(snapshot)
  if (!bySet) {
    bySet = snapshot.sets.map(() => ({ mappings: [], unmapped: [] }))
    for (const mapping of snapshot.mappings) bySet[mapping.set]!.mappings.push(mapping)
    for (const unmapped of snapshot.unmapped) bySet[unmapped.set]!.unmapped.push(unmapped)
    cache.set(snapshot, bySet)
  }
  return bySet[set.index]!
}

/** A date of which only the year or month may be known, as a day. */
export function dayOf(date: string): string {
  return `${date}${'-01-01'.slice(Math.max(0, date.length - 4))}`.slice(0, 10)
}

/** The day of the newest statement: an export tells this, never when it was made, so that it stays the same. */
export function dataDay(snapshot: Snapshot): string {
  const days = snapshot.sets.map((set) => dayOf(set.date)).sort()
  return (
    days.at(-1) ??
    snapshot.frameworks
      .map((f) => dayOf(f.issued))
      .sort()
      .at(-1) ??
    '1970-01-01'
  )
}

/** A text in each language it has, English first. */
export function languagesOf(text: LocalizedText | null | undefined): ['en' | 'fr', string][] {
  return (['en', 'fr'] as const).flatMap((locale) => {
    const value = text?.[locale]
    return value ? [[locale, value] as ['en' | 'fr', string]] : []
  })
}

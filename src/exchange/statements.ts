// Statements by mapping set, in the order of the dataset, grouped once per snapshot.

import { newestDay } from '../domain/calendar.ts'
import { type Csr, grouped } from '../domain/csr.ts'
import type { Mapping, MappingSet, Unmapped } from '../domain/mapping.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { LocalizedText } from '../domain/text.ts'
import { once } from './once.ts'

export interface Statements {
  readonly mappings: readonly Mapping[]
  readonly unmapped: readonly Unmapped[]
}

const bySet = (sets: number, rows: readonly { readonly set: number }[]) =>
  grouped(
    sets,
    Int32Array.from(rows, ({ set }) => set),
  )

const grouping = once(({ sets, mappings, unmapped }: Snapshot) => ({
  mappings: bySet(sets.length, mappings),
  unmapped: bySet(sets.length, unmapped),
}))

const listed = <T>({ start, list }: Csr, set: number, rows: readonly T[]): T[] =>
  Array.from(list.subarray(start[set], start[set + 1]), (at) => rows[at]!)

export function statementsOf(snapshot: Snapshot, { index }: MappingSet): Statements {
  const { mappings, unmapped } = grouping(snapshot)
  return {
    mappings: listed(mappings, index, snapshot.mappings),
    unmapped: listed(unmapped, index, snapshot.unmapped),
  }
}

/** The day of the newest statement: an export tells this, never when it was made, so that it stays the same. */
export const dataDay = once(
  ({ sets, frameworks }: Snapshot) =>
    newestDay(sets.map(({ date }) => date)) ??
    newestDay(frameworks.map(({ issued }) => issued)) ??
    '1970-01-01',
)

/** A text in each language it has, English first. */
export function languagesOf(text: LocalizedText | null | undefined): ['en' | 'fr', string][] {
  return (['en', 'fr'] as const).flatMap((locale) => {
    const value = text?.[locale]
    return value ? [[locale, value] as ['en' | 'fr', string]] : []
  })
}

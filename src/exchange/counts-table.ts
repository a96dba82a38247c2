// Controls counted by how they stand, a line a theme and one for all together, with the interval of what is met.

import type { Locale } from '../domain/text.ts'
import { type Cell, column, type Table } from './table.ts'
import { word } from './words.ts'

export interface CountedLine<Kind extends string> {
  readonly ref: string
  readonly title: string
  readonly counts: Readonly<Record<Kind | 'TOTAL', number>>
  readonly interval: { readonly low: number; readonly high: number }
}

const share = (value: number) => Math.round(value * 1000) / 1000

export function countsTable<Kind extends string>(
  kinds: readonly Kind[],
  lines: readonly CountedLine<Kind>[],
  locale: Locale,
): Table {
  return {
    columns: [
      column(word('ref', locale), 10),
      column(word('theme', locale), 44),
      ...kinds.map((kind) => column(kind, 16)),
      column(word('total', locale), 10),
      column(word('low', locale), 14),
      column(word('high', locale), 14),
    ],
    rows: lines.map(({ ref, title, counts, interval }): Cell[] => [
      ref,
      title,
      ...kinds.map((kind) => counts[kind]),
      counts.TOTAL,
      share(interval.low),
      share(interval.high),
    ]),
  }
}

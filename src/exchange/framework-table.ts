// A framework as a table: a row a control, in both languages, with our own words only. The same columns, with the
// document's own text in two more, are read by `read-csv-framework.ts`.

import type { Framework } from '../domain/framework.ts'
import { controlsOf } from '../domain/graph.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type Cell, column, type Table } from './table.ts'

export const FRAMEWORK_COLUMNS = {
  framework: column('Framework', 20),
  ref: column('Ref', 12),
  parent: column('Parent', 12),
  kind: column('Kind', 10),
  label: column('Label', 12),
  titleEn: column('Title (en)', 44),
  titleFr: column('Title (fr)', 44),
  summaryEn: column('Summary (en)', 80),
  summaryFr: column('Summary (fr)', 80),
} as const

/** Only in files of those who hold the text. */
export const OFFICIAL_COLUMNS = {
  officialEn: column('Official text (en)', 80),
  officialFr: column('Official text (fr)', 80),
} as const

export function frameworkTable(snapshot: Snapshot, { index, slug }: Framework): Table {
  const rows = function* (): Generator<Cell[]> {
    for (const at of controlsOf(snapshot.outline, index)) {
      const { ref, parent, kind, label, title, summary } = snapshot.controls[at]!
      yield [
        ...[slug, ref, snapshot.controls[parent]?.ref ?? null, kind, label],
        ...[title.en ?? null, title.fr ?? null, summary?.en ?? null, summary?.fr ?? null],
      ]
    }
  }
  return { columns: Object.values(FRAMEWORK_COLUMNS), rows: rows() }
}

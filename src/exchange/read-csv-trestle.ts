// Rows in the columns of compliance-trestle's task csv-to-oscal-mc, whose second line describes the columns. Resources
// are named by path or address.

import type { ImportedMapping, ImportedSet } from '../domain/imported.ts'
import { slugFrom } from '../domain/imported.ts'
import { maskOf } from '../domain/relation.ts'
import { isShareCell } from './read-cells.ts'
import { idsOf, relationOfToken, TOKENS } from './read-oscal-words.ts'
import { type Records, type Row, titleKey } from './read-records.ts'
import type { Report } from './read-report.ts'
import { UNSAID_MAPPING, UNSAID_SET } from './read-words.ts'

const COLUMNS = {
  from: 'Source_Resource',
  to: 'Target_Resource',
  sources: 'Map_Source_Id_Ref_List',
  targets: 'Map_Target_Id_Ref_List',
  relationship: 'Map_Relationship',
} as const
const CONFIDENCE = 'Map_Confidence_Score'
const COVERAGE = 'Map_Coverage'

export function isTrestle({ titles }: Pick<Records, 'titles'>): boolean {
  const keys = titles.map(titleKey)
  return Object.values(COLUMNS).every((title) => keys.includes(titleKey(title)))
}

const list = (cell: string | null) => cell?.split(/\s+/).map((id) => ({ framework: 0, ids: idsOf(id) })) ?? []

function mappingOf(row: Row, report: Report): ImportedMapping | null {
  const token = row.cell(COLUMNS.relationship)
  const relation = relationOfToken(token)
  const [sources, targets] = [list(row.cell(COLUMNS.sources)), list(row.cell(COLUMNS.targets))]
  if (sources.length === 0 || targets.length === 0)
    return report.refuse(row.place, 'a row must have source and target ids, but got: none on one side')
  if (relation === null)
    return report.refuse(
      row.place,
      `${COLUMNS.relationship} must be one of ${TOKENS}, but got: ${token ?? 'none'}`,
    )
  const shares = [CONFIDENCE, COVERAGE].map((title) => isShareCell(row.cell(title), title, row.place, report))
  if (shares.includes(false)) return null
  return {
    ...UNSAID_MAPPING,
    sources,
    targets,
    mask: maskOf(relation),
    sameWording: relation === 'EQUAL',
    shares: targets.map(() => null),
    place: row.place,
  }
}

/** Without the second line, which describes the columns; when it holds a relationship, it describes nothing. */
function dataOf(rows: readonly Row[], report: Report): readonly Row[] {
  const [second, ...others] = rows
  if (!second || relationOfToken(second.cell(COLUMNS.relationship)) === null) return others
  report.note(second.place, 'the second line should describe the columns; it holds a mapping, which is taken')
  return rows
}

/** One set per pair of resources. */
export function readTrestleRows({ rows, titles }: Records, report: Report): ImportedSet[] {
  const known: string[] = [...Object.values(COLUMNS), CONFIDENCE, COVERAGE].map(titleKey)
  const others = titles.filter((title) => title !== '' && !known.includes(titleKey(title)))
  if (others.length > 0)
    report.note({ path: null, line: 1 }, `columns of others are not kept: ${others.join(', ')}`)
  const data = dataOf(rows, report)
  const scored = data.filter((row) => row.cell(CONFIDENCE) !== null || row.cell(COVERAGE) !== null).length
  if (scored > 0)
    report.note({ path: null, line: 1 }, `percentages are checked but have no place here, in ${scored} rows`)
  const sets = new Map<string, { from: string; to: string; row: Row; mappings: ImportedMapping[] }>()
  for (const row of data) {
    const [from, to] = [row.cell(COLUMNS.from), row.cell(COLUMNS.to)]
    if (from === null || to === null) {
      report.refuse(row.place, 'a row must name both resources, but got: not both')
      continue
    }
    const set = sets.get(`${from} ${to}`) ?? { from, to, row, mappings: [] }
    sets.set(`${from} ${to}`, set)
    const mapping = mappingOf(row, report)
    if (mapping) set.mappings.push(mapping)
  }
  return [...sets.values()].map(({ from, to, row, mappings }) => ({
    ...UNSAID_SET,
    slug: slugFrom(`${from}-${to}`),
    title: { en: `${from} – ${to}` },
    rationaleKind: 'SEMANTIC',
    from: [from],
    to: [[to]],
    mappings,
    unmapped: [],
    place: row.place,
  }))
}

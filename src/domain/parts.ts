// What mappings of the parts of a control say of the whole: who has something of a part that the control demands has
// something of the control. Authors judge whole controls nearly always, so that there is mostly nothing to look at.

import { type CoverageQuestion, type CoverageRow, cover, type Verdict } from './coverage.ts'
import type { Graph } from './graph.ts'

/** A row, and where its verdict follows from parts, what it was without them and the rows of these parts. */
export interface RowByParts extends CoverageRow {
  readonly byParts?: { readonly alone: Verdict; readonly rows: readonly CoverageRow[] }
}

/** What a control cannot be met without, whatever stands between, if a mapping names it. */
function mappedParts(graph: Graph, control: number): number[] {
  const { children, meetsChildren, runs } = graph
  if (meetsChildren[control] !== 1) return []
  const below = [...children.list.subarray(children.start[control], children.start[control + 1])]
  return below.flatMap((part) => [
    ...(runs.start[part] === runs.start[part + 1] ? [] : [part]),
    ...mappedParts(graph, part),
  ])
}

const isOpen = ({ verdict }: CoverageRow) => verdict === 'UNKNOWN' || verdict === 'POSSIBLE'
const isCertain = ({ verdict }: CoverageRow) => verdict === 'FULL' || verdict === 'PARTIAL'

/**
 * The rows, of which those that are UNKNOWN or POSSIBLE become PARTIAL where something of a part is held, and POSSIBLE where
 * something of one may be. What is stated to have no counterpart stays so: its parts have none either.
 */
export function raisedByParts(
  graph: Graph,
  question: CoverageQuestion,
  rows: readonly CoverageRow[],
): RowByParts[] {
  const partsOf = new Map(rows.filter(isOpen).map((row) => [row, mappedParts(graph, row.control)]))
  const parts = [...partsOf.values()].flat()
  if (parts.length === 0) return [...rows]
  const rowOf = new Map(cover(graph, parts, question).rows.map((row) => [row.control, row]))
  return rows.map((row): RowByParts => {
    const below = (partsOf.get(row) ?? []).map((part) => rowOf.get(part)!)
    const raise = (verdict: Verdict, by: CoverageRow[]) => {
      const overlaps = by.flatMap((part) => part.overlaps)
      return { ...row, verdict, overlaps, byParts: { alone: row.verdict, rows: by } }
    }
    const certain = below.filter(isCertain)
    if (certain.length > 0) return raise('PARTIAL', certain)
    const possible = below.filter(({ verdict }) => verdict === 'POSSIBLE')
    return row.verdict === 'UNKNOWN' && possible.length > 0 ? raise('POSSIBLE', possible) : row
  })
}

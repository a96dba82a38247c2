// An answer as people read it: rows by theme, counted, and those of groups and items.

import type { Assessment } from './assessment.ts'
import {
  type CoverageRow,
  countVerdicts,
  cover,
  heldBy,
  type Verdict,
  type VerdictCounts,
  verdictOfItem,
} from './coverage.ts'
import type { Control } from './framework.ts'
import type { RowByParts } from './parts.ts'
import type { Snapshot } from './snapshot.ts'

export interface ThemeReport {
  readonly control: Control
  readonly counts: VerdictCounts
}

/** Labels of nodes that only hold others together, so that the theme is the node below. */
const WRAPPERS: readonly string[] = ['part', 'annex', 'table']

/** The theme of a control: the topmost group above it that is more than a wrapper, else the wrapper nearest to it. */
export function themeOf(snapshot: Snapshot, control: Control): Control {
  let theme: Control | null = null
  let wrapper: Control | null = null
  for (let at = control; at.parent >= 0; ) {
    at = snapshot.controls[at.parent]!
    if (WRAPPERS.includes(at.label)) wrapper ??= at
    else theme = at
  }
  return theme ?? wrapper ?? control
}

/** The rows of each theme, in the order they come in. */
export function byTheme<Row extends { readonly control: number }>(
  snapshot: Snapshot,
  rows: readonly Row[],
): [theme: Control, rows: Row[]][] {
  const themes = new Map<Control, Row[]>()
  for (const row of rows) {
    const theme = themeOf(snapshot, snapshot.controls[row.control]!)
    const theirs = themes.get(theme)
    if (theirs) theirs.push(row)
    else themes.set(theme, [row])
  }
  return [...themes]
}

export function countByTheme(snapshot: Snapshot, rows: readonly CoverageRow[]): ThemeReport[] {
  return byTheme(snapshot, rows).map(([control, counted]) => ({ control, counts: countVerdicts(counted) }))
}

export interface ItemVerdict {
  readonly control: Control
  readonly verdict: Verdict
}

/** The verdict of every item below a control, as far as anything may be said of parts. */
export function itemVerdicts(snapshot: Snapshot, assessment: Assessment, row: RowByParts): ItemVerdict[] {
  const { graph, controls } = snapshot
  const items: number[] = []
  const collect = (index: number) => {
    for (let i = graph.children.start[index]!; i < graph.children.start[index + 1]!; i++) {
      items.push(graph.children.list[i]!)
      collect(graph.children.list[i]!)
    }
  }
  collect(row.control)
  if (items.length === 0) return []
  const isDemanded = (item: number): boolean => {
    const parent = graph.parentOf[item]!
    return graph.meetsChildren[parent] === 1 && (parent === row.control || isDemanded(parent))
  }
  const { active, kinds, maxHops } = assessment
  const answer = cover(graph, items, { held: heldBy(graph, assessment.by), active, kinds, maxHops })
  // What one part brought to the whole says nothing of its other parts.
  const whole = row.byParts?.alone ?? row.verdict
  return answer.rows.map((own) => ({
    control: controls[own.control]!,
    verdict: verdictOfItem(own, whole, isDemanded(own.control)),
  }))
}

/** The rows of the controls below a group. */
export function rowsBelow({ graph }: Snapshot, assessment: Assessment, group: Control): CoverageRow[] {
  const isBelow = (control: number) => {
    for (let at = control; at >= 0; at = graph.parentOf[at]!) if (at === group.index) return true
    return false
  }
  return assessment.rows.filter((row) => row.control !== group.index && isBelow(row.control))
}

/** A group demands what its controls demand: it shares what one of them shares, and nothing when none shares any. */
function verdictOfGroup(own: Verdict, below: readonly CoverageRow[]): Verdict {
  const some = (...verdicts: Verdict[]) => below.some(({ verdict }) => verdicts.includes(verdict))
  if (own === 'CONTRADICTION' || own === 'FULL' || own === 'PARTIAL') return own
  if (some('FULL', 'PARTIAL')) return 'PARTIAL'
  if (own === 'POSSIBLE' || some('POSSIBLE')) return 'POSSIBLE'
  if (some('CONTRADICTION')) return 'CONTRADICTION'
  return below.length > 0 && below.every(({ verdict }) => verdict === 'NONE') ? 'NONE' : own
}

/** The row of any control: criteria have theirs, items follow their criterion, groups what is below them. */
export function rowOf(snapshot: Snapshot, assessment: Assessment, control: Control): RowByParts {
  const own = assessment.rows.find((row) => row.control === control.index)
  if (own) return own
  const { active, kinds, maxHops, by } = assessment
  const question = { held: heldBy(snapshot.graph, by), active, kinds, maxHops }
  const alone = cover(snapshot.graph, [control.index], question).rows[0]!
  if (control.kind === 'GROUP')
    return { ...alone, verdict: verdictOfGroup(alone.verdict, rowsBelow(snapshot, assessment, control)) }
  for (let at = control; at.parent >= 0; at = snapshot.controls[at.parent]!) {
    const above = assessment.rows.find((row) => row.control === at.parent)
    const item = above && itemVerdicts(snapshot, assessment, above).find((one) => one.control === control)
    if (item) return { ...alone, verdict: item.verdict }
  }
  return alone
}

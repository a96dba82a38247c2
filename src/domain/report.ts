// A coverage answer as people read it: the rows asked for, counted by theme and overall.

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
import type { Mapping } from './mapping.ts'
import type { Snapshot } from './snapshot.ts'
import type { LocalizedText } from './text.ts'

export interface ThemeReport {
  readonly control: Control
  readonly counts: VerdictCounts
}

/** Labels of nodes that only hold others together, so that the theme is the node below. */
const WRAPPERS: readonly string[] = ['part', 'annex', 'table']

/** The theme of a control: the topmost group above it that is more than a wrapper. */
export function themeOf(snapshot: Snapshot, control: Control): Control {
  let theme = control
  for (let at = control; at.parent >= 0; ) {
    at = snapshot.controls[at.parent]!
    if (!WRAPPERS.includes(at.label)) theme = at
  }
  return theme
}

export function countByTheme(snapshot: Snapshot, rows: readonly CoverageRow[]): ThemeReport[] {
  const themes = new Map<Control, CoverageRow[]>()
  for (const row of rows) {
    const theme = themeOf(snapshot, snapshot.controls[row.control]!)
    const counted = themes.get(theme)
    if (counted) counted.push(row)
    else themes.set(theme, [row])
  }
  return [...themes].map(([control, counted]) => ({ control, counts: countVerdicts(counted) }))
}

/**
 * The mappings that made a row PARTIAL: those of the control itself that touch something held, else the first steps of
 * longer paths (every mapping of the control in the active sets that some certain path begins with).
 */
export function partialMappings(
  snapshot: Snapshot,
  assessment: Pick<Assessment, 'active'>,
  row: CoverageRow,
): Mapping[] {
  const { asSource, asTarget } = snapshot.graph
  const held = new Set(row.overlaps)
  const own = [asSource, asTarget].flatMap(({ start, list }) =>
    Array.from(list.subarray(start[row.control], start[row.control + 1]), (m) => snapshot.mappings[m]!),
  )
  const active = own.filter((m) => assessment.active[m.set] === 1)
  const direct = active.filter((m) => [...m.sources, ...m.targets].some((c) => held.has(c)))
  return direct.length > 0 ? direct : active
}

/** What a mapping leaves to prove of one of its controls: of a source the residual, of a target the surplus. */
export function remainderOf(mapping: Mapping, control: number): LocalizedText | null {
  return mapping.sources.includes(control) ? mapping.residual : mapping.surplus
}

/** What is left to prove of a PARTIAL row, as the authors of those mappings wrote it. */
export function remainders(
  snapshot: Snapshot,
  assessment: Pick<Assessment, 'active'>,
  row: CoverageRow,
): LocalizedText[] {
  if (row.verdict !== 'PARTIAL') return []
  return partialMappings(snapshot, assessment, row)
    .map((m) => remainderOf(m, row.control))
    .filter((text) => text !== null)
}

export interface ItemVerdict {
  readonly control: Control
  readonly verdict: Verdict
}

/** The verdict of every item below a control, as far as anything may be said of parts. */
export function itemVerdicts(snapshot: Snapshot, assessment: Assessment, row: CoverageRow): ItemVerdict[] {
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
  return answer.rows.map((own) => ({
    control: controls[own.control]!,
    verdict: verdictOfItem(own, row.verdict, isDemanded(own.control)),
  }))
}

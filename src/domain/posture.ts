// The posture of an organization in one framework: a verdict per control from what its evidence says, through the same
// engine as coverage (semantics §4.3, §6). Worked out live; own verdicts are `own-verdict.ts`.

import { type CoverageRow, cover, DEFAULT_HOPS, type Verdict } from './coverage.ts'
import type { Facts } from './facts.ts'
import { type ActiveSets, type Graph, isStatedUnmapped } from './graph.ts'
import { type Closure, isMet, premises, REASON } from './inference.ts'
import { groundsFor, type PostureGround } from './posture-ground.ts'
import { MEETS } from './relation.ts'
import type { Snapshot } from './snapshot.ts'

/** What is concluded on one ground. */
export interface Layer {
  readonly active: ActiveSets
  readonly kinds: readonly number[]
  readonly closures: ReadonlyMap<number, Closure>
  /** The controls named by evidence but for which nobody would look here. */
  readonly opening: readonly number[]
}

export interface PostureRow extends CoverageRow {
  /** Of PARTIAL: controls that evidence shows, and with which an overlap is certain. */
  readonly overlaps: readonly number[]
  /** Of PARTIAL: parts of the control that are met or supported. */
  readonly parts: readonly number[]
  /** Where the verdict was concluded. */
  readonly layer: Layer
}

export interface Posture {
  readonly of: number
  readonly facts: Facts
  readonly maxHops: number
  /** The controls of the framework, in document order. */
  readonly rows: readonly PostureRow[]
  readonly verdictOf: ReadonlyMap<number, Verdict>
}

/** How far a verdict goes: what is stated to be none, and what nobody looked at, prove equally little. */
export const RANK: Readonly<Record<Verdict, number>> = {
  CONTRADICTION: 0,
  NONE: 0,
  UNKNOWN: 0,
  POSSIBLE: 1,
  PARTIAL: 2,
  FULL: 3,
}

/** The children that a control demands: those it cannot be met without. */
function demandedChildren(graph: Graph, control: number): Int32Array {
  const { start, list } = graph.children
  return graph.meetsChildren[control]
    ? list.subarray(start[control], start[control + 1])
    : list.subarray(0, 0)
}

/** With every part that a proven control demands: who meets it meets these. */
export function withParts(graph: Graph, controls: readonly number[]): number[] {
  const found = new Set(controls)
  for (const control of found) for (const child of demandedChildren(graph, control)) found.add(child)
  return [...found]
}

function partsOf(graph: Graph, control: number, counts: (part: number) => boolean): number[] {
  const found: number[] = []
  const open = [...demandedChildren(graph, control)]
  for (let part = open.shift(); part !== undefined; part = open.shift())
    if (counts(part)) found.push(part)
    else open.push(...demandedChildren(graph, part))
  return found
}

/** Whether every framework but the control's own that evidence names is stated to have no counterpart; not for none. */
function isDenied(graph: Graph, active: ActiveSets, control: number, frameworks: readonly number[]): boolean {
  const others = frameworks.filter((f) => f !== graph.frameworkOf[control])
  return others.length > 0 && others.every((f) => isStatedUnmapped(graph, active, control, f))
}

/** What of a posture is worked out. */
interface Judging {
  /** FULL and PARTIAL, and the others as they come without asking what is possible. */
  readonly certainOnly?: boolean
  readonly among?: (control: number) => boolean
}

/**
 * The verdicts on one ground. A control that evidence only supports is partly met: it makes itself PARTIAL, and whatever
 * certainly demands all of it, since the part met is a part of that too; with anything else an overlap is possible, no
 * more, and nothing is inferred from it. Where our own sets contradict each other, that is told whatever else is
 * concluded; a contradiction of published sets only where nothing is, so that more evidence never lowers a verdict.
 */
function judge(
  graph: Graph,
  ground: PostureGround,
  { certainOnly = false, among = () => true }: Judging,
): PostureRow[] {
  const { active, kinds, deriveIn, facts } = ground
  const subjects = ground.subjects.filter(among)
  const question = { active, kinds, maxHops: DEFAULT_HOPS }
  const proven = withParts(graph, facts.proven)
  const { rows, closures } = cover(graph, subjects, { ...question, held: proven }, deriveIn)
  const either = [...proven, ...withParts(graph, facts.supported)]
  const supported = new Set(facts.supported)
  const frameworks = [...new Set(either.map((control) => graph.frameworkOf[control]!))]
  const layer = { active, kinds, closures, opening: ground.opening }
  const all = [...closures.values()]
  const counts = (part: number) => supported.has(part) || all.some((closure) => isMet(closure, part))
  const demanded = (control: number) => {
    const found: number[] = supported.has(control) ? [control] : []
    if (supported.size > 0)
      for (const kind of kinds)
        for (const { target, mask } of deriveIn(kind)(control))
          if (mask !== 0 && (mask & ~MEETS) === 0 && supported.has(target)) found.push(target)
    return found
  }

  /** Null where it depends on what may follow from what is only supported. */
  const settled = (told: CoverageRow): PostureRow | null => {
    if (told.besides && ground.isOurs) return { ...told, parts: [], layer }
    const row = told.besides ?? told
    const concluded = { ...row, parts: [] as number[], layer }
    if (row.verdict === 'FULL') return concluded
    const overlaps = [...new Set([...row.overlaps, ...demanded(row.control)])]
    const parts = partsOf(graph, row.control, counts)
    if (overlaps.length > 0 || parts.length > 0) return { ...concluded, verdict: 'PARTIAL', overlaps, parts }
    return row.verdict === 'POSSIBLE' ? concluded : null
  }
  const known = rows.map(settled)
  const open = certainOnly || supported.size === 0 ? [] : subjects.filter((_, i) => known[i] === null)
  const atMost = new Map(
    (open.length === 0 ? [] : cover(graph, open, { ...question, held: either }, deriveIn).rows).map((row) => [
      row.control,
      (row.besides ?? row).verdict,
    ]),
  )

  return rows.map((told, i): PostureRow => {
    const row = known[i]
    if (row) return row
    const { control } = told
    const concluded = { ...(told.besides ?? told), parts: [], layer }
    if (RANK[atMost.get(control) ?? 'UNKNOWN'] > 0) return { ...concluded, verdict: 'POSSIBLE' }
    if (told.besides) return { ...told, parts: [], layer }
    return { ...concluded, verdict: isDenied(graph, active, control, frameworks) ? 'NONE' : 'UNKNOWN' }
  })
}

/** On each ground, and of each control the verdict that goes furthest. */
function judgeAll(snapshot: Snapshot, of: number, facts: Facts, judging: Judging): PostureRow[] {
  const grounds = groundsFor(snapshot, of, facts)
  const [ours, ...published] = grounds.map((ground) => judge(snapshot.graph, ground, judging))
  return ours!.map((own, i) => {
    if (own.verdict === 'CONTRADICTION') return own
    let best = own
    for (const others of published) {
      const other = others[i]!
      const tells = RANK[best.verdict] === 0 && other.verdict === 'CONTRADICTION'
      if (RANK[other.verdict] > RANK[best.verdict] || tells) best = other
    }
    return best
  })
}

/** The posture of framework `of`; of its controls `among` only. */
export function posture(
  snapshot: Snapshot,
  of: number,
  facts: Facts,
  among?: (control: number) => boolean,
): Posture {
  const rows = judgeAll(snapshot, of, facts, among ? { among } : {})
  const verdictOf = new Map(rows.map((row) => [row.control, row.verdict]))
  return { rows, of, facts, maxHops: DEFAULT_HOPS, verdictOf }
}

/** The verdicts FULL and PARTIAL of `posture`, at half its price. */
export function certainVerdicts(snapshot: Snapshot, of: number, facts: Facts): Map<number, Verdict> {
  const certain = judgeAll(snapshot, of, facts, { certainOnly: true }).filter(
    (row) => RANK[row.verdict] > RANK.POSSIBLE,
  )
  return new Map(certain.map((row) => [row.control, row.verdict]))
}

/**
 * The controls that evidence names and on which a row rests: the leaves of its proof, or what overlaps it; and where
 * published sets prove it from the framework's own evidence, that for which these sets are looked at.
 */
export function restsOn(snapshot: Snapshot, posture: Posture, row: PostureRow): number[] {
  const proven = new Set(posture.facts.proven)
  const supported = new Set(posture.facts.supported)
  const found = new Set<number>()
  const prove = (closure: Closure, control: number, seen: Set<number>) => {
    if (!isMet(closure, control) || seen.has(control)) return
    seen.add(control)
    for (const premise of premises(snapshot.graph, closure, control)) prove(closure, premise, seen)
    if (closure.reason[control] === REASON.HELD) found.add(provenAbove(snapshot.graph, proven, control))
  }
  if (row.verdict === 'FULL') prove(row.layer.closures.get(row.kind)!, row.control, new Set())
  if (row.verdict === 'PARTIAL')
    for (const control of [...row.overlaps, ...row.parts]) {
      if (supported.has(control)) found.add(control)
      for (const closure of row.layer.closures.values()) prove(closure, control, new Set())
    }
  const { opening } = row.layer
  if (found.size > 0 && opening.length > 0 && !opening.some((control) => found.has(control)))
    found.add(opening[0]!)
  return [...found].sort((a, b) => a - b)
}

/** A part that is held because what demands it is: the latter. */
function provenAbove(graph: Graph, proven: ReadonlySet<number>, control: number): number {
  let at = control
  while (!proven.has(at) && graph.parentOf[at]! >= 0) at = graph.parentOf[at]!
  return at
}

// What one piece of evidence gives everywhere: the controls, in every framework, that it raises, and the way there.

import { DEFAULT_HOPS } from './coverage.ts'
import { type Facts, isSame, join } from './facts.ts'
import { controlsOf } from './graph.ts'
import { type Closure, forwardChain, isMet, premises, REASON } from './inference.ts'
import type { Mapping } from './mapping.ts'
import { remainders } from './partial.ts'
import { pathsToAny } from './paths.ts'
import { type Posture, type PostureRow, posture, withParts } from './posture.ts'
import { isCertain } from './relation.ts'
import { reachOf } from './reuse-reach.ts'
import type { Snapshot } from './snapshot.ts'
import type { LocalizedText } from './text.ts'
import { type Change, changes, isRaised } from './whatif.ts'

export interface ReuseStep {
  readonly from: number
  readonly to: number
  /** The mapping that joins them; null where the tree of the framework does. */
  readonly mapping: Mapping | null
}

export interface Reuse extends Change {
  /** From the control to one that the evidence names; empty when it names the control itself. */
  readonly path: readonly ReuseStep[]
  /** What stays to be proven of a PARTIAL control, as the authors of its mappings wrote it. */
  readonly residual: readonly LocalizedText[]
}

/** Paths tried for one that is certain by itself. */
const TRIED = 10

/** A branch of the proof of `control` that ends in something named. */
function proofPath(
  snapshot: Snapshot,
  closure: Closure,
  control: number,
  named: ReadonlySet<number>,
): ReuseStep[] | null {
  const dead = new Set<number>()
  const visit = (at: number): ReuseStep[] | null => {
    if (named.has(at)) return []
    if (dead.has(at)) return null
    dead.add(at)
    const why = closure.reason[at]!
    const byTree = why === REASON.PARENT || why === REASON.CHILDREN
    const mapping = byTree ? null : (snapshot.mappings[closure.because[at]!] ?? null)
    for (const premise of premises(snapshot.graph, closure, at)) {
      const rest = visit(premise)
      if (rest) return [{ from: at, to: premise, mapping }, ...rest]
    }
    const parent = snapshot.graph.parentOf[at]!
    if (why !== REASON.HELD || parent < 0) return null
    const above = visit(parent)
    return above && [{ from: at, to: parent, mapping: null }, ...above]
  }
  return visit(control)
}

/** From a part of something named up to it. */
function climb(snapshot: Snapshot, from: number, named: ReadonlySet<number>): ReuseStep[] {
  const steps: ReuseStep[] = []
  for (let at = from; !named.has(at) && snapshot.graph.parentOf[at]! >= 0; at = snapshot.graph.parentOf[at]!)
    steps.push({ from: at, to: snapshot.graph.parentOf[at]!, mapping: null })
  return steps
}

/** A walk of mappings from the control, or a group above it, to something shown. */
function overlapPath(
  snapshot: Snapshot,
  row: PostureRow,
  piece: Facts,
  named: ReadonlySet<number>,
): ReuseStep[] | null {
  const { graph, mappings } = snapshot
  const candidates = row.verdict === 'POSSIBLE'
  const partly = candidates ? withParts(graph, piece.supported) : piece.supported
  const shown = [...new Set([...withParts(graph, piece.proven), ...partly])]
  for (let from = row.control; from >= 0; from = graph.parentOf[from]!) {
    const above = climb(snapshot, row.control, new Set([from]))
    if (named.has(from)) return above
    for (const kind of row.layer.kinds) {
      const options = { active: row.layer.active, kind, maxHops: DEFAULT_HOPS, candidates }
      const found = pathsToAny(graph, options, from, shown, TRIED)
      const path = found.find(({ mask }) => isCertain(mask)) ?? found[0]
      if (!path) continue
      const steps = path.steps.map((s) => ({ from: s.from, to: s.to, mapping: mappings[s.mapping]! }))
      return [...above, ...steps, ...climb(snapshot, steps.at(-1)!.to, named)]
    }
    if (!candidates) break
  }
  return null
}

/** Null where no way leads to the piece: what was there before raises the control, on published sets that now count. */
function pathTo(snapshot: Snapshot, after: Posture, row: PostureRow, piece: Facts): ReuseStep[] | null {
  const { graph } = snapshot
  const proven = new Set(piece.proven)
  const named = new Set([...piece.proven, ...piece.supported])
  const prove = (closures: Iterable<Closure>, control: number, ends: ReadonlySet<number>) => {
    for (const closure of closures) {
      const path = isMet(closure, control) ? proofPath(snapshot, closure, control, ends) : null
      if (path) return path
    }
    return null
  }
  const closures = [...row.layer.closures.values()]
  if (row.verdict === 'FULL') return prove(closures, row.control, proven)
  if (named.has(row.control)) return []
  for (const part of row.parts) {
    const rest = named.has(part) ? [] : prove(closures, part, proven)
    if (rest) return [{ from: row.control, to: part, mapping: null }, ...rest]
  }
  const walk = overlapPath(snapshot, row, piece, named)
  if (walk) return walk
  // POSSIBLE further away than walks go: as it would be proven if all that is supported were met.
  const held = withParts(graph, [...after.facts.proven, ...after.facts.supported])
  const { active, kinds } = row.layer
  return prove(
    kinds.map((kind) => forwardChain(graph, active, kind, held)),
    row.control,
    named,
  )
}

/**
 * What `piece` raises in frameworks `of`, one after the other, for somebody who has what `without` says besides. A piece of a
 * framework that nothing named before can bring published sets into play, on which other evidence raises a control: that
 * is a change, and no reuse of this piece.
 */
export function reuse(snapshot: Snapshot, of: readonly number[], without: Facts, piece: Facts): Reuse[] {
  const both = join(without, piece)
  if (isSame(without, both)) return []
  const isReached = reachOf(snapshot.graph, piece)
  const reuseIn = (framework: number): Reuse[] => {
    if (!controlsOf(snapshot.graph, framework).some(isReached)) return []
    const before = posture(snapshot, framework, without, isReached)
    // More evidence lowers no verdict, and nothing goes further than FULL.
    const mayRise = (control: number) => isReached(control) && before.verdictOf.get(control) !== 'FULL'
    const after = posture(snapshot, framework, both, mayRise)
    const rowOf = new Map(after.rows.map((row) => [row.control, row]))
    return changes(before, after)
      .filter(isRaised)
      .flatMap((change) => {
        const row = rowOf.get(change.control)!
        const path = pathTo(snapshot, after, row, piece)
        return path ? [{ ...change, path, residual: remainders(snapshot, row.layer, row) }] : []
      })
  }
  return of.flatMap(reuseIn)
}

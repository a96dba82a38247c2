// Our judgements can all be true together: under the relation algebra, and under inference from a whole framework
// (semantics §4).

import { DEFAULT_HOPS } from '../../domain/coverage.ts'
import { deriver } from '../../domain/derivation.ts'
import { deniesSufficiency } from '../../domain/disproof.ts'
import { controlsOf, isStatedUnmapped } from '../../domain/graph.ts'
import { type Closure, forwardChain, isMet, premises, REASON } from '../../domain/inference.ts'
import { RATIONALE_KINDS } from '../../domain/mapping.ts'
import { paths } from '../../domain/paths.ts'
import { curatedSets } from '../../domain/sets.ts'
import { buildSnapshot, criterionOf, type Snapshot } from '../../domain/snapshot.ts'
import type { CuratedFiles } from '../files.ts'
import type { Problem } from '../parse.ts'
import { at, type Rule } from '../rule.ts'

const MAX_PATHS = 50

export const noContradiction: Rule = {
  name: 'no-contradiction',
  description:
    'Within the curated sets no two controls are left without a possible relation, and no control follows from a whole framework that its own decision says does not suffice.',
  *check({ files, rows }) {
    const snapshot = buildSnapshot(rows, new Date(0))
    yield* emptyMasks(snapshot, files.curated)
    yield* deniedConclusions(snapshot, files.curated)
  },
}

function* emptyMasks(snapshot: Snapshot, curated: readonly CuratedFiles[]): Generator<Problem> {
  const { graph, controls } = snapshot
  for (const kind of RATIONALE_KINDS.keys()) {
    const options = { active: curatedSets(snapshot), kind, maxHops: DEFAULT_HOPS, candidates: false }
    const derive = deriver(graph, options)
    for (const source of controls.keys())
      for (const { target, mask } of derive(source)) {
        // Read once, from its first control; a walk back to a control clashes only where a pair on it does.
        if (mask !== 0 || target <= source) continue
        const found = paths(graph, options, source, target, MAX_PATHS)
        const clash = found
          .flatMap((a, i) => found.slice(i + 1).map((b) => [a, b]))
          .find(([a, b]) => (a!.mask & b!.mask) === 0)
        const used = (clash ?? found).flatMap(({ steps }) => steps.map(({ mapping }) => mapping))
        const decisions = [...new Set(used)].map((m) => decisionOf(snapshot, m))
        const denials = clash
          ? []
          : [...denialOf(snapshot, source, target), ...denialOf(snapshot, target, source)]
        yield contradiction(
          curated,
          [...decisions, ...denials],
          `no relation is left between ${controls[source]!.id} and ${controls[target]!.id}`,
        )
      }
  }
}

function* deniedConclusions(snapshot: Snapshot, curated: readonly CuratedFiles[]): Generator<Problem> {
  const { graph, controls, frameworks } = snapshot
  const active = curatedSets(snapshot)
  const ends = new Set(curated.flatMap(({ from, to }) => [from, to]))
  for (const held of frameworks.filter(({ slug }) => ends.has(slug)))
    for (const kind of RATIONALE_KINDS.keys()) {
      const closure = forwardChain(graph, active, kind, controlsOf(graph, held.index))
      for (const control of controls) {
        if (control.framework === held.index || !isMet(closure, control.index)) continue
        if (!deniesSufficiency(graph, active, control.index, held.index)) continue
        // What is decided of a criterion holds for its items: told of an item only where the criterion does not follow.
        const decided = criterionOf(snapshot, control)
        if (decided !== control && isMet(closure, decided.index)) continue
        const denial = { from: frameworks[control.framework]!.slug, to: held.slug, ref: decided.ref }
        yield contradiction(
          curated,
          [...proofOf(snapshot, closure, control.index), denial],
          `${control.id} follows from the whole of ${held.slug}, which its own decision denies`,
        )
      }
    }
}

interface DecisionKey {
  readonly from: string
  readonly to: string
  readonly ref: string
}

function decisionOf({ mappings, sets, frameworks, controls }: Snapshot, mapping: number): DecisionKey {
  const { set, sources } = mappings[mapping]!
  const { from, to } = sets[set]!
  return { from: frameworks[from]!.slug, to: frameworks[to[0]!]!.slug, ref: controls[sources[0]!]!.ref }
}

/** The decision that a control has no counterpart in the framework of another one, if there is one. */
function denialOf(snapshot: Snapshot, control: number, of: number): DecisionKey[] {
  const { graph, controls, frameworks } = snapshot
  const active = curatedSets(snapshot)
  const { ref, framework } = criterionOf(snapshot, controls[control]!)
  const to = controls[of]!.framework
  if (!isStatedUnmapped(graph, active, control, to)) return []
  return [{ from: frameworks[framework]!.slug, to: frameworks[to]!.slug, ref }]
}

/** The mappings that a conclusion rests on, nearest first. */
function proofOf(snapshot: Snapshot, closure: Closure, control: number): DecisionKey[] {
  const used = new Set<number>()
  const seen = new Set<number>()
  const visit = (at: number) => {
    if (seen.has(at)) return
    seen.add(at)
    const why = closure.reason[at]
    if (why === REASON.TARGETS_SUFFICE || why === REASON.SOURCES_SUFFICE) used.add(closure.because[at]!)
    for (const premise of premises(snapshot.graph, closure, at)) visit(premise)
  }
  visit(control)
  return [...used].map((m) => decisionOf(snapshot, m))
}

/** Placed at the first decision whose file is known, naming all of them. */
function contradiction(
  curated: readonly CuratedFiles[],
  decisions: readonly DecisionKey[],
  what: string,
): Problem {
  const places = decisions.map(({ from, to, ref }) => {
    const set = curated.find((files) => files.from === from && files.to === to)
    const file = set?.themes.find(({ data }) => ref in data) ?? set?.head
    return { file, path: [ref], name: `${ref} → ${to}${file ? ` (${file.path}:${file.line([ref])})` : ''}` }
  })
  const first = places.find(({ file }) => file)
  const message = `decisions must not contradict each other, but got: ${what}, by ${places.map(({ name }) => name).join(' and ')}`
  return first ? at(first.file!, first.path, message) : { file: 'mappings', line: 1, message }
}

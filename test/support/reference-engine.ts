// The inference of semantics §4 once more, as plainly as it can be said and with little regard for speed: rules are
// tried until nothing changes, walks are enumerated one by one. Only there to be compared with the real engine, on
// random worlds or on the dataset.

import type { Verdict } from '../../src/domain/coverage.ts'
import type { ActiveSets, GraphControl, GraphMapping, GraphUnmapped } from '../../src/domain/graph.ts'
import {
  ALL,
  compose,
  type Knowledge,
  keep,
  OVERLAP,
  pairOf,
  read,
  turn,
  within,
} from '../domain/reference-algebra.ts'

/** What `buildGraph` is given. */
export interface Rows {
  readonly controls: readonly GraphControl[]
  readonly mappings: readonly GraphMapping[]
  readonly unmapped: readonly GraphUnmapped[]
}

/** The statements that count: of the active sets, and of one rationale kind. */
interface Said {
  readonly active: ActiveSets
  readonly kind: number
}

export interface ReferenceQuestion extends Said {
  readonly maxHops: number
}

/** What is said of pairs of controls: by control where one can walk, and the pairs with nothing in common. */
interface Pairs {
  readonly links: Map<number, { readonly to: number; readonly pair: Knowledge }[]>
  readonly nothing: Set<string>
}

export interface ReferenceCoverage extends Omit<ReferenceQuestion, 'kind'> {
  readonly kinds: readonly number[]
  readonly held: readonly number[]
}

export class ReferenceEngine {
  readonly rows: Rows
  private readonly children = new Map<number, number[]>()
  private readonly pairs = new WeakMap<ActiveSets, Map<number, Pairs>>()

  constructor(rows: Rows) {
    this.rows = rows
    for (const [i, { parent }] of rows.controls.entries())
      this.children.set(parent, [...(this.children.get(parent) ?? []), i])
  }

  private mappings({ active, kind }: Said): GraphMapping[] {
    return this.rows.mappings.filter((m) => active[m.set] === 1 && m.kind === kind)
  }

  /** Everything certainly met by somebody who meets `held`. */
  met(question: Said, held: Iterable<number>): Set<number> {
    const met = new Set(held)
    const all = (controls: readonly number[]) => controls.every((c) => met.has(c))
    const grow = (controls: readonly number[]) => controls.forEach((c) => void met.add(c))
    for (let before = -1; before < met.size; ) {
      before = met.size
      for (const { mask, sources, targets } of this.mappings(question)) {
        if (within(read(mask), '=⊂') && all(targets)) grow(sources)
        if (within(read(mask), '=⊃') && all(sources)) grow(targets)
      }
      for (const [i, control] of this.rows.controls.entries()) {
        const children = this.children.get(i) ?? []
        if (control.meetsChildren && met.has(i)) grow(children)
        if (control.metByChildren && children.length > 0 && all(children)) grow([i])
      }
    }
    return met
  }

  /** Everything certainly violated when `failed` are. */
  violated(question: Said, failed: Iterable<number>): Set<number> {
    const violated = new Set(failed)
    for (let before = -1; before < violated.size; ) {
      before = violated.size
      for (const m of this.mappings(question))
        for (const s of m.sources)
          for (const t of m.targets) {
            if (within(pairOf(m), '=⊂') && violated.has(s)) violated.add(t)
            if (within(pairOf(m), '=⊃') && violated.has(t)) violated.add(s)
          }
      for (const [i, { parent }] of this.rows.controls.entries())
        if (violated.has(i) && this.rows.controls[parent]?.meetsChildren) violated.add(parent)
    }
    return violated
  }

  /** What the active mappings say of pairs of controls, once for all questions about them. */
  private said({ active, kind }: Said): Pairs {
    const kept = this.pairs.get(active)?.get(kind)
    if (kept) return kept
    const { links, nothing }: Pairs = { links: new Map(), nothing: new Set() }
    const add = (from: number, to: number, pair: Knowledge) => {
      if (pair === '∅') nothing.add(`${from} ${to}`)
      else links.set(from, [...(links.get(from) ?? []), { to, pair }])
    }
    for (const m of this.mappings({ active, kind }))
      for (const s of m.sources)
        for (const t of m.targets) {
          add(s, t, pairOf(m))
          add(t, s, turn(pairOf(m)))
        }
    this.pairs.set(active, (this.pairs.get(active) ?? new Map()).set(kind, { links, nothing }))
    return { links, nothing }
  }

  /** Somebody found no counterpart in the framework: of the control, or of what demands it. */
  private isUnmapped(active: ActiveSets, control: number, framework: number): boolean {
    const stated = this.rows.unmapped.some(
      (u) => u.control === control && u.framework === framework && active[u.set] === 1,
    )
    const { parent } = this.rows.controls[control]!
    return (
      stated ||
      (this.rows.controls[parent]?.meetsChildren === true && this.isUnmapped(active, parent, framework))
    )
  }

  /** Whether an author excluded anything in common outright: of the two controls, or of one and a whole framework. */
  private excluded(question: Said, a: number, b: number): boolean {
    return (
      this.isUnmapped(question.active, a, this.rows.controls[b]!.framework) ||
      this.isUnmapped(question.active, b, this.rows.controls[a]!.framework) ||
      this.said(question).nothing.has(`${a} ${b}`)
    )
  }

  /** By control in reach, what every walk from the source allows and nobody excluded. The source itself is `=`. */
  derived(question: ReferenceQuestion, source: number): Map<number, Knowledge> {
    const { links } = this.said(question)
    const found = new Map([[source, '=']])
    const walk = (at: number, known: Knowledge, hops: number) => {
      if (hops === 0) return
      for (const { to, pair } of links.get(at) ?? []) {
        const further = compose(known, pair)
        found.set(to, keep(found.get(to) ?? ALL, further))
        walk(to, further, hops - 1)
      }
    }
    walk(source, '=', question.maxHops)
    for (const [target, known] of found)
      if (target !== source && this.excluded(question, source, target)) found.set(target, keep(known, '∅'))
    return found
  }

  /** Semantics §4.3, for each of the subjects. */
  verdicts(question: ReferenceCoverage, subjects: readonly number[]): Verdict[] {
    const met = new Map(question.kinds.map((kind) => [kind, this.met({ ...question, kind }, question.held)]))
    return subjects.map((control) => this.verdict(question, met, control))
  }

  private verdict(
    question: ReferenceCoverage,
    met: ReadonlyMap<number, ReadonlySet<number>>,
    control: number,
  ): Verdict {
    const { active, kinds } = question
    const held = new Set(question.held)
    const frameworks = [...new Set(question.held.map((h) => this.rows.controls[h]!.framework))]
    const known = kinds.flatMap((kind) => [...this.derived({ ...question, kind }, control)])
    const silent = frameworks.filter((f) => !this.isUnmapped(active, control, f))
    if (known.some(([at, k]) => k === '' && (held.has(at) || at === control))) return 'CONTRADICTION'
    const proofs = kinds.filter((kind) => met.get(kind)!.has(control))
    if (proofs.length > 0 && !held.has(control)) {
      const isMetFrom = (kind: number, some: readonly number[]) =>
        this.met(
          { active, kind },
          question.held.filter((h) => some.includes(this.rows.controls[h]!.framework)),
        ).has(control)
      const denied = frameworks.filter((f) => !silent.includes(f))
      const isDenied = (kind: number, f: number) =>
        denied.includes(f) || this.leavesResidual(active, kind, control, f)
      const disproved = kinds.some(
        (kind) =>
          (denied.length > 0 && isMetFrom(kind, denied)) ||
          // What shares nothing with it proves nothing of it, together with others neither.
          frameworks.some((f) => isDenied(kind, f) && isMetFrom(kind, [f, ...denied])),
      )
      if (disproved) return 'CONTRADICTION'
    }
    if (proofs.length > 0) return 'FULL'
    if (known.some(([at, k]) => held.has(at) && within(k, OVERLAP))) return 'PARTIAL'
    if (kinds.some((kind) => this.mayOverlap({ ...question, kind }, control, held))) return 'POSSIBLE'
    return frameworks.length > 0 && silent.length === 0 ? 'NONE' : 'UNKNOWN'
  }

  /** Somebody judged the control against the framework and found that something is left. */
  private leavesResidual(active: ActiveSets, kind: number, control: number, framework: number): boolean {
    return this.mappings({ active, kind }).some(
      ({ mask, sources, targets }) =>
        within(read(mask), '⊃∩') &&
        sources.every((s) => s === control) &&
        targets.every((t) => this.rows.controls[t]!.framework === framework),
    )
  }

  /** Some walk to a held control, from the control or from what stands above it, leaves an overlap possible. */
  private mayOverlap(question: ReferenceQuestion, control: number, held: ReadonlySet<number>): boolean {
    for (let at = control; at >= 0; at = this.rows.controls[at]!.parent)
      for (const [target, known] of this.derived(question, at))
        if (held.has(target) && keep(known, OVERLAP) !== '' && !this.excluded(question, control, target))
          return true
    return false
  }
}

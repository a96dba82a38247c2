// What is certainly met, and what is certainly violated: Horn inference over sufficient mappings and the control
// tree (semantics §4.1, §4.4), with the reason of every conclusion. Overlap is `derivation.ts`.

import type { Csr } from './csr.ts'
import type { ActiveSets, Graph } from './graph.ts'
import { MET_BY } from './relation.ts'
import { scratchOf } from './scratch.ts'

/** Why a control is met (or violated); `ref` is a mapping, a parent or nothing, depending on it. */
export const REASON = {
  NONE: 0,
  HELD: 1,
  TARGETS_SUFFICE: 2,
  SOURCES_SUFFICE: 3,
  PARENT: 4,
  CHILDREN: 5,
} as const

export interface Closure {
  /** A REASON per control; NONE where the control is not concluded. */
  readonly reason: Uint8Array
  /** The mapping or parent control behind the reason. */
  readonly because: Int32Array
  /** Everything concluded, in the order it was: premises come before what follows from them. */
  readonly order: readonly number[]
}

export function isMet(closure: Closure, control: number): boolean {
  return closure.reason[control] !== REASON.NONE
}

/** Draws all conclusions from what is held, notes the reason of each, and answers them in their order. */
function chain(
  graph: Graph,
  active: ActiveSets,
  kind: number,
  held: Iterable<number>,
  reason: Uint8Array,
  because: Int32Array,
): number[] {
  const { sources, targets, children, ruleMapping, ruleByTargets, rulesOf, kindOf, setOf, parentOf } = graph
  const { a: childrenMet, rules: premisesMet } = scratchOf(graph)
  const order: number[] = []
  const counted: number[] = []
  const conclude = (control: number, why: number, from: number) => {
    if (reason[control] !== REASON.NONE) return
    reason[control] = why
    because[control] = from
    order.push(control)
  }
  const concludeAll = ({ start, list }: Csr, key: number, why: number, from: number) => {
    for (let i = start[key]!; i < start[key + 1]!; i++) conclude(list[i]!, why, from)
  }
  const isLast = (rule: number, premises: number): boolean => {
    if (premises === 1) return true
    if (premisesMet[rule] === 0) counted.push(rule)
    return ++premisesMet[rule]! === premises
  }
  const fire = (rule: number) => {
    const m = ruleMapping[rule]!
    if (kindOf[m] !== kind || active[setOf[m]!] !== 1) return
    if (ruleByTargets[rule] === 1) {
      if (isLast(rule, targets.start[m + 1]! - targets.start[m]!))
        concludeAll(sources, m, REASON.TARGETS_SUFFICE, m)
    } else if (isLast(rule, sources.start[m + 1]! - sources.start[m]!))
      concludeAll(targets, m, REASON.SOURCES_SUFFICE, m)
  }
  for (const control of held) conclude(control, REASON.HELD, -1)
  for (let next = 0; next < order.length; next++) {
    const control = order[next]!
    for (let i = rulesOf.start[control]!; i < rulesOf.start[control + 1]!; i++) fire(rulesOf.list[i]!)
    if (graph.meetsChildren[control] === 1) concludeAll(children, control, REASON.PARENT, control)
    const parent = parentOf[control]!
    if (parent < 0 || graph.metByChildren[parent] === 0) continue
    if (++childrenMet[parent]! === children.start[parent + 1]! - children.start[parent]!)
      conclude(parent, REASON.CHILDREN, parent)
  }
  for (const rule of counted) premisesMet[rule] = 0
  for (const control of order) if (parentOf[control]! >= 0) childrenMet[parentOf[control]!] = 0
  return order
}

/**
 * Everything met by somebody who meets `held`. Mappings of one rationale `kind` only, since nothing is composed
 * across kinds. Linear in the rules that fire.
 */
export function forwardChain(
  graph: Graph,
  active: ActiveSets,
  kind: number,
  held: Iterable<number>,
): Closure {
  const reason = new Uint8Array(graph.controls)
  const because = new Int32Array(graph.controls).fill(-1)
  const order = chain(graph, active, kind, held, reason, because)
  return { reason, because, order }
}

/** A bit each in one number. */
const AT_ONCE = 31

/**
 * What is met by that which is held of each of some sets of frameworks alone: whether set `i` meets a control. For all sets
 * in one go, a bit for each.
 */
export function metFromEach(
  graph: Graph,
  active: ActiveSets,
  kind: number,
  held: readonly number[],
  sets: readonly (readonly number[])[],
): (i: number, control: number) => boolean {
  const met: Int32Array[] = []
  for (let first = 0; first < sets.length; first += AT_ONCE) {
    const bits = new Int32Array(graph.frameworks)
    for (const [i, frameworks] of sets.slice(first, first + AT_ONCE).entries())
      for (const framework of frameworks) bits[framework]! |= 1 << i
    met.push(spread(graph, active, kind, held, bits))
  }
  return (i, control) => ((met[Math.floor(i / AT_ONCE)]![control]! >> (i % AT_ONCE)) & 1) === 1
}

/** Per control, the bits with which it is met, from those that the framework of each held control has. */
function spread(graph: Graph, active: ActiveSets, kind: number, held: readonly number[], bits: Int32Array) {
  const { sources, targets, children, ruleMapping, ruleByTargets, rulesOf, kindOf, setOf, parentOf } = graph
  const met = new Int32Array(graph.controls)
  const open: number[] = []
  const add = (control: number, more: number) => {
    if ((more & ~met[control]!) === 0) return
    met[control]! |= more
    open.push(control)
  }
  const addAll = ({ start, list }: Csr, key: number, more: number) => {
    for (let i = start[key]!; i < start[key + 1]!; i++) add(list[i]!, more)
  }
  const all = ({ start, list }: Csr, key: number): number => {
    let together = -1
    for (let i = start[key]!; i < start[key + 1]!; i++) together &= met[list[i]!]!
    return together
  }
  for (const control of held) add(control, bits[graph.frameworkOf[control]!]!)
  for (let next = 0; next < open.length; next++) {
    const control = open[next]!
    for (let i = rulesOf.start[control]!; i < rulesOf.start[control + 1]!; i++) {
      const rule = rulesOf.list[i]!
      const m = ruleMapping[rule]!
      if (kindOf[m] !== kind || active[setOf[m]!] !== 1) continue
      if (ruleByTargets[rule] === 1) addAll(sources, m, all(targets, m))
      else addAll(targets, m, all(sources, m))
    }
    if (graph.meetsChildren[control] === 1) addAll(children, control, met[control]!)
    const parent = parentOf[control]!
    if (parent >= 0 && graph.metByChildren[parent] === 1) add(parent, all(children, parent))
  }
  return met
}

/** The direct premises of a conclusion: what had to be met for it. Empty for what is held. */
export function premises(graph: Graph, closure: Closure, control: number): number[] {
  const because = closure.because[control]!
  const slice = ({ start, list }: Csr, key: number) => [...list.subarray(start[key], start[key + 1])]
  switch (closure.reason[control]) {
    case REASON.TARGETS_SUFFICE:
      return slice(graph.targets, because)
    case REASON.SOURCES_SUFFICE:
      return slice(graph.sources, because)
    case REASON.PARENT:
      return [because]
    case REASON.CHILDREN:
      return slice(graph.children, control)
    default:
      return []
  }
}

/**
 * Everything certainly violated when `failed` are: what demands all of a violated control, through mappings of one
 * rationale kind and through the tree. `because` is the mapping, or the child that failed; `from` the violated one.
 */
export function propagateFailure(
  graph: Graph,
  active: ActiveSets,
  kind: number,
  failed: Iterable<number>,
): Closure & { readonly from: Int32Array } {
  const reason = new Uint8Array(graph.controls)
  const because = new Int32Array(graph.controls).fill(-1)
  const from = new Int32Array(graph.controls).fill(-1)
  const order: number[] = []
  const conclude = (control: number, why: number, ref: number, cause: number) => {
    if (reason[control] !== REASON.NONE) return
    reason[control] = why
    because[control] = ref
    from[control] = cause
    order.push(control)
  }
  for (const control of failed) conclude(control, REASON.HELD, -1, -1)
  for (let next = 0; next < order.length; next++) {
    const control = order[next]!
    for (let e = graph.edges.start[control]!; e < graph.edges.start[control + 1]!; e++) {
      const m = graph.edgeMapping[e]!
      if ((graph.edgeMask[e]! & ~MET_BY) !== 0 || graph.kindOf[m] !== kind || active[graph.setOf[m]!] !== 1)
        continue
      conclude(graph.edges.list[e]!, REASON.SOURCES_SUFFICE, m, control)
    }
    const parent = graph.parentOf[control]!
    if (parent >= 0 && graph.meetsChildren[parent]) conclude(parent, REASON.CHILDREN, parent, control)
  }
  return { reason, because, order, from }
}

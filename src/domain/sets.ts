// Which mapping sets an answer rests on: what the caller names, else ours, and published ones only where ours do not
// reach. Published sets are never blended into ours.

import type { ActiveSets } from './graph.ts'
import type { MappingSet } from './mapping.ts'
import { requireSet, type Snapshot } from './snapshot.ts'

function joins(set: MappingSet, a: number, b: number): boolean {
  return (set.from === a && set.to.includes(b)) || (set.from === b && set.to.includes(a))
}

function flags(snapshot: Snapshot, sets: Iterable<MappingSet>): ActiveSets {
  const active = new Uint8Array(snapshot.sets.length)
  for (const set of sets) active[set.index] = 1
  return active
}

/** The named sets. Throws UNKNOWN_MAPPING_SET. */
export function namedSets(snapshot: Snapshot, slugs: readonly string[]): ActiveSets {
  return flags(
    snapshot,
    slugs.map((slug) => requireSet(snapshot, slug)),
  )
}

export function allSets(snapshot: Snapshot): ActiveSets {
  return flags(snapshot, snapshot.sets)
}

export function curatedSets(snapshot: Snapshot): ActiveSets {
  return flags(
    snapshot,
    snapshot.sets.filter((set) => set.origin === 'CURATED'),
  )
}

/** Whether a curated set joins the two. */
function isCuratedPair(snapshot: Snapshot, a: number, b: number): boolean {
  return snapshot.sets.some((set) => set.origin === 'CURATED' && joins(set, a, b))
}

/** What conclusions rest on before anything published: our sets, and an organization's own where ours do not reach. */
function leading(snapshot: Snapshot): MappingSet[] {
  const leads = ({ origin, from, to }: MappingSet) =>
    origin === 'CURATED' || (origin === 'OWN' && !to.every((end) => isCuratedPair(snapshot, from, end)))
  return snapshot.sets.filter(leads)
}

export function leadingSets(snapshot: Snapshot): ActiveSets {
  return flags(snapshot, leading(snapshot))
}

/** For reading two frameworks side by side: the curated sets between them, else its own ones, else the published ones. */
export function setsBetween(snapshot: Snapshot, a: number, b: number): MappingSet[] {
  const between = snapshot.sets.filter((set) => joins(set, a, b))
  for (const origin of ['CURATED', 'OWN'] as const) {
    const found = between.filter((set) => set.origin === origin)
    if (found.length > 0) return found
  }
  return between
}

/** Frameworks that a walk over the given sets reaches from one of them. */
function connected(sets: readonly MappingSet[], start: number): Set<number> {
  const reached = new Set([start])
  for (let grown = true; grown; ) {
    grown = false
    for (const { from, to } of sets) {
      const ends = [from, ...to]
      if (!ends.some((f) => reached.has(f)) || ends.every((f) => reached.has(f))) continue
      for (const f of ends) reached.add(f)
      grown = true
    }
  }
  return reached
}

/**
 * For inference about `of` from `by`: all leading sets, and what each framework of `by` needs beside them, so that who holds
 * more loses no set. That is the published sets that directly join it with `of` where no leading set does; and, when it is
 * not reached so but with more of them, every published set of pairs without a leading one.
 */
export function defaultSets(snapshot: Snapshot, of: number, by: readonly number[]): ActiveSets {
  const first = leading(snapshot)
  const isLed = (a: number, b: number) => first.some((set) => joins(set, a, b))
  const spare = snapshot.sets.filter(
    (set) => set.origin === 'PUBLISHED' && !set.to.every((to) => isLed(set.from, to)),
  )
  const reachable = connected([...first, ...spare], of)
  const besides = (held: number): MappingSet[] => {
    const direct = isLed(of, held) ? [] : spare.filter((set) => joins(set, of, held))
    const isReached = connected([...first, ...direct], of).has(held)
    return isReached || !reachable.has(held) ? direct : spare
  }
  return flags(snapshot, [...first, ...by.flatMap(besides)])
}

/** As `setsBetween`, as flags. */
export function setsFor(snapshot: Snapshot, a: number, b: number): ActiveSets {
  return flags(snapshot, setsBetween(snapshot, a, b))
}

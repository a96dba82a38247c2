// On which mapping sets a posture rests: ours, with all the evidence; and published ones apart, with the evidence of the
// frameworks that ours do not reach, so that the two are never blended.

import { LRUCache } from 'lru-cache'
import { kindsIn } from './assessment.ts'
import { certainDeriver } from './certain.ts'
import { DEFAULT_HOPS, type Derive } from './coverage.ts'
import type { Facts } from './facts.ts'
import { type ActiveSets, controlsOf } from './graph.ts'
import { RATIONALE_KINDS } from './mapping.ts'
import { defaultSets, leadingSets } from './sets.ts'
import type { Snapshot } from './snapshot.ts'

/** What a ground knows before any evidence: kept, since evidence changes and mappings do not. */
interface Bare {
  readonly active: ActiveSets
  readonly kinds: readonly number[]
  readonly subjects: readonly number[]
  readonly deriveIn: (kind: number) => Derive
}

export interface PostureGround extends Bare {
  /** Whether it rests on our sets alone. */
  readonly isOurs: boolean
  /** The controls named by evidence for which it is looked at: empty for ours, which always is. */
  readonly opening: readonly number[]
  /** The evidence that counts on it. */
  readonly facts: Facts
}

const caches = new WeakMap<Snapshot, LRUCache<string, Bare>>()
/** How many grounds are kept per snapshot; one posture may rest on several. */
const KEPT = { max: 60, min: 6 }

/** A derivation that is made once per control. */
function remembering(derive: Derive): Derive {
  const kept = new Map<number, ReturnType<Derive>>()
  return (control) => {
    const known = kept.get(control)
    if (known) return known
    const found = derive(control)
    kept.set(control, found)
    return found
  }
}

function bare(snapshot: Snapshot, of: number, active: ActiveSets): Bare {
  let cache = caches.get(snapshot)
  if (!cache) {
    cache = new LRUCache({ max: Math.max(KEPT.min, Math.ceil(KEPT.max * snapshot.room)) })
    caches.set(snapshot, cache)
  }
  const key = `${of}:${active.join('')}`
  const known = cache.get(key)
  if (known) return known
  const used = kindsIn(snapshot, active)
  // Where nobody mapped anything the tree still speaks, whatever the kind.
  const kinds = used.length > 0 ? used : [RATIONALE_KINDS.indexOf('SEMANTIC')]
  const derivers = new Map(
    kinds.map((kind) => {
      const options = { active, kind, maxHops: DEFAULT_HOPS }
      return [kind, remembering(certainDeriver(snapshot.graph, options))]
    }),
  )
  const subjects = [...controlsOf(snapshot.graph, of)].filter((c) => snapshot.controls[c]!.kind === 'CONTROL')
  const made = { active, kinds, subjects, deriveIn: (kind: number) => derivers.get(kind)! }
  cache.set(key, made)
  return made
}

const isWithin = (some: ActiveSets, all: ActiveSets) => some.every((on, set) => !on || all[set] === 1)

/**
 * The grounds for the posture of `of`, ours first. Each further one is what coverage by some named framework rests on by
 * default, where that needs published sets; it counts the evidence of the frameworks that it is enough for. More evidence
 * brings more grounds and more on each, never less, so that it lowers no verdict.
 */
export function groundsFor(snapshot: Snapshot, of: number, facts: Facts): PostureGround[] {
  const { frameworkOf } = snapshot.graph
  const named = new Set([...facts.proven, ...facts.supported].map((control) => frameworkOf[control]!))
  const leading = leadingSets(snapshot)
  const apart = [...named]
    .filter((framework) => framework !== of)
    .map((framework) => ({ framework, active: defaultSets(snapshot, of, [framework]) }))
    .filter(({ active }) => !isWithin(active, leading))
  const grounds: PostureGround[] = [{ ...bare(snapshot, of, leading), facts, isOurs: true, opening: [] }]
  for (const active of new Map(apart.map((one) => [one.active.join(''), one.active])).values()) {
    const counted = new Set([
      of,
      ...apart.filter((one) => isWithin(one.active, active)).map((o) => o.framework),
    ])
    const among = (controls: readonly number[]) => controls.filter((c) => counted.has(frameworkOf[c]!))
    const its = { proven: among(facts.proven), supported: among(facts.supported) }
    const openers = apart.filter((one) => isWithin(active, one.active) && isWithin(one.active, active))
    const opening = [...its.proven, ...its.supported].filter((c) =>
      openers.some(({ framework }) => framework === frameworkOf[c]),
    )
    grounds.push({ ...bare(snapshot, of, active), facts: its, isOurs: false, opening })
  }
  return grounds
}

// Horn inference is sound: in random worlds, whatever is concluded is true of the sets of demands (semantics §4.1, §4.4).

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forwardChain, isMet, premises, propagateFailure, REASON } from '../../src/domain/inference.ts'
import { patient, runs, type Scene, scenes } from '../support/worlds.ts'
import { ALL_DEMANDS, type Demands, demandsOf, KINDS, statements } from './world.ts'

/** `faults` lists the controls of which the claim is false. */
const inEveryWorld = (faults: (scene: Scene, kind: number) => number[]) =>
  fc.assert(
    fc.property(scenes(), fc.constantFrom(...KINDS), (scene, kind) => {
      expect(faults(scene, kind)).toEqual([])
    }),
    runs(),
  )

const within = (part: Demands, whole: Demands) => (part & ~whole) === 0

describe('what is met', patient, () => {
  it('is really met: every demand of it is one of a held control', () => {
    inEveryWorld(({ world, chosen: held }, kind) => {
      const { order } = forwardChain(world.graph, statements(world), kind, held)
      const met = demandsOf(world, kind, held)
      return order.filter((control) => !within(demandsOf(world, kind, [control]), met))
    })
  })

  it('has a proof: each step follows from earlier ones, and the first are held', () => {
    inEveryWorld(({ world, chosen: held }, kind) => {
      const closure = forwardChain(world.graph, statements(world), kind, held)
      const proven = new Set<number>()
      return closure.order.filter((control) => {
        const from = premises(world.graph, closure, control)
        const earlier = from.every((premise) => proven.has(premise))
        proven.add(control)
        if (closure.reason[control] === REASON.HELD) return !held.includes(control) || from.length > 0
        return !earlier || !within(demandsOf(world, kind, [control]), demandsOf(world, kind, from))
      })
    })
  })

  it('stays met when more is held', () => {
    inEveryWorld(({ world, chosen: held, more }, kind) => {
      const now = forwardChain(world.graph, statements(world), kind, held)
      const then = forwardChain(world.graph, statements(world), kind, [...held, ...more])
      return now.order.filter((control) => !isMet(then, control))
    })
  })

  it('stays met when a mapping is added', () => {
    inEveryWorld(({ world, chosen: held, more: [one] }, kind) => {
      const before = forwardChain(world.graph, statements(world, one), kind, held)
      const after = forwardChain(world.graph, statements(world), kind, held)
      return before.order.filter((control) => !isMet(after, control))
    })
  })
})

describe('what is violated', patient, () => {
  it('is really violated, whichever demands of the failed controls are unmet', () => {
    const everyUnmet = Array.from({ length: ALL_DEMANDS }, (_, i) => i + 1)
    inEveryWorld(({ world, more: failed }, kind) => {
      const demands = world.demands[kind]!
      const ways = everyUnmet.filter((unmet) => failed.every((control) => demands[control]! & unmet))
      const { order } = propagateFailure(world.graph, statements(world), kind, failed)
      return order.filter((control) => ways.some((unmet) => (unmet & demands[control]!) === 0))
    })
  })

  it('names an earlier violated control of which it demands everything', () => {
    inEveryWorld(({ world, more: failed }, kind) => {
      const violated = propagateFailure(world.graph, statements(world), kind, failed)
      const before = new Set<number>()
      return violated.order.filter((control) => {
        const from = violated.from[control]!
        const earlier = before.has(from)
        before.add(control)
        if (violated.reason[control] === REASON.HELD) return !failed.includes(control)
        return !earlier || !within(world.demands[kind]![from]!, world.demands[kind]![control]!)
      })
    })
  })
})

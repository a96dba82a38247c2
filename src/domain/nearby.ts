// What is reached within two hops, by nested loops: what lies between need not be remembered, as it is on longer walks.

import type { Graph } from './graph.ts'
import { ANY, COMPOSED, EQ, type Mask } from './relation.ts'
import { scratchOf } from './scratch.ts'
import { ARRIVED, type Reach } from './walk.ts'
import { RUN, type Ways } from './ways.ts'

/** As `reach`, for one or two hops; with `candidates` along walks that allow everything too. */
export function nearby(graph: Graph, candidates: boolean): Reach {
  const { runs, runMask } = graph
  const ends = graph.edges.list
  const { b: lost, queues } = scratchOf(graph)
  const [controls, masks] = [queues[0], queues[1]]
  let arrivals = 0

  /** One hop from a control that was come to with a mask. */
  const arrive = (control: number, before: Mask, ways: Ways): void => {
    const place = ways.placeOf(control)
    const { list } = ways
    for (let way = place + 1; way < place + list[place]!; way += RUN) {
      const mask = COMPOSED[(before << 5) | list[way]!]!
      if (mask === ANY && !candidates) continue
      const loses = ARRIVED | (ANY & ~mask)
      for (let e = list[way + 1]!; e < list[way + 2]!; e++) {
        const to = ends[e]!
        if (lost[to] === 0) controls[arrivals++] = to
        lost[to]! |= loses
      }
    }
  }
  /** Sources come but once: their ways are not kept. */
  const arriveBeyond = (source: number, first: Ways, last: Ways): void => {
    for (let run = runs.start[source]!; run < runs.start[source + 1]!; run++) {
      const mask = runMask[run]!
      if ((mask === ANY && !candidates) || !first.isWalked(run)) continue
      for (let e = runs.list[run]!; e < runs.list[run + 1]!; e++) arrive(ends[e]!, mask, last)
    }
  }
  return {
    found: { controls, masks },
    from(source, [last, first]) {
      arrivals = 0
      arrive(source, EQ, last!)
      if (first) arriveBeyond(source, first, last!)
      for (let i = 0; i < arrivals; i++) {
        const control = controls[i]!
        masks[i] = (control === source ? EQ : ANY) & ~lost[control]!
        lost[control] = 0
      }
      return arrivals
    },
  }
}

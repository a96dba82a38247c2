// What a thousand different questions leave behind: the caches hold no more after the last than after the first hundreds,
// and the last are answered as fast as the first.

import { assess } from '../../../src/domain/assessment.ts'
import { derivedLinks } from '../../../src/domain/derived.ts'
import { buildSnapshot, type Snapshot, type SnapshotRows } from '../../../src/domain/snapshot.ts'
import { held, median, withGraph } from './measure.ts'

/** The i-th of a row of questions, no two of which have the same arguments. */
function ask(snapshot: Snapshot, i: number): void {
  const { frameworks, sets } = snapshot
  const of = i % frameworks.length
  const by = frameworks.map(({ index }) => index).filter((f) => f !== of && (i * 7 + 1) & (1 << (f % 12)))
  assess(snapshot, of, by.length > 0 ? by : [(of + 1) % frameworks.length], [
    ...sets.filter((_, s) => ((i * 131) >> (s % 10)) & 1).map((set) => set.slug),
    sets[i % sets.length]!.slug,
  ])
  const [from, to] = [frameworks[of]!, frameworks[(of + 1 + (i % 12)) % frameworks.length]!]
  derivedLinks(snapshot, { from, to, sets: null, maxHops: 1 + (i % 5), candidates: i % 2 === 0 })
}

export function thousandQuestions(rows: SnapshotRows): void {
  const snapshot = withGraph(buildSnapshot(rows, new Date(0)))
  const before = held()
  const times: number[] = []
  const memory: number[] = []
  for (let i = 0; i < 1000; i++) {
    const began = performance.now()
    ask(snapshot, i)
    times.push(performance.now() - began)
    if (i % 250 === 249) memory.push(held() - before)
  }
  const [first, last] = [median(times.slice(100, 300)), median(times.slice(-200))]
  console.log(
    `a thousand different questions: ${memory.map((mb) => mb.toFixed(0)).join(', ')} MB kept after each 250; ${first.toFixed(2)} ms for one of the first, ${last.toFixed(2)} ms for one of the last`,
  )
}

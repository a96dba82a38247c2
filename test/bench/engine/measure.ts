// Times and memory: medians over alternating rounds, and what the process holds once garbage is collected.

import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { heldBytes } from '../../support/memory.ts'

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A snapshot makes its graph when it is first asked for. */
export function withGraph(snapshot: Snapshot): Snapshot {
  void snapshot.graph
  return snapshot
}

/** Megabytes of objects and arrays that are really held. */
export const held = (): number => heldBytes() / 1e6

export const milliseconds = (ms: number) => (ms < 10 ? ms.toFixed(2) : ms.toFixed(0))

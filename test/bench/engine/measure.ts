// Times and memory: medians over alternating rounds, and what the process holds once garbage is collected.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds that something took, and its answer. */
export async function timed<T>(run: () => T | Promise<T>): Promise<{ ms: number; answer: T }> {
  const began = performance.now()
  const answer = await run()
  return { ms: performance.now() - began, answer }
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Megabytes of objects and arrays that are really held. */
export function held(): number {
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}

export const milliseconds = (ms: number) => (ms < 10 ? ms.toFixed(2) : ms.toFixed(0))

// What the process really holds: measured after garbage was collected, so that it is the same in every run.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

/** Twice: what a first collection only finishes, a second frees. */
export function collect(): void {
  gc()
  gc()
}

/** Bytes of objects, and of arrays and buffers outside of the heap. */
export function heldBytes(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

// What the benchmark prints: medians of the rounds, and ratios taken round by round.

import type { Question } from './questions.ts'

export interface Round {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p99: number
  /** CPU time of the server process per request: suffers less than the others from what else the machine does. */
  readonly cpuMicros: number
}

export interface Goal {
  readonly question: string
  /** The least share of the compiled limit's requests a second. */
  readonly ofJit: number
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const LABELS = { bytes: 'node:http, same bytes', jit: 'node:http + graphql-jit', server: 'this server' }

/** Prints one question; whether it reached its goal, if it has one. */
export function report(
  { name }: Question,
  sizes: readonly number[],
  taken: Readonly<Record<keyof typeof LABELS, readonly Round[]>>,
  goals: readonly Goal[],
): boolean {
  const ratio = (limit: 'bytes' | 'jit', of: (round: Round) => number) =>
    median(taken.server.map((round, i) => of(round) / of(taken[limit][i]!)))
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / sizes.length / 1000
  console.log(`\n${name} (${kilobytes.toFixed(1)} kB)`)
  for (const key of ['bytes', 'jit', 'server'] as const) {
    const of = (pick: (round: Round) => number) => median(taken[key].map(pick)).toFixed(0)
    console.log(
      `  ${LABELS[key].padEnd(24)}${of((r) => r.perSecond).padStart(7)} req/s  ${of((r) => r.cpuMicros).padStart(6)} µs CPU  ${of((r) => r.p99).padStart(4)} ms p99`,
    )
  }
  const ofJit = ratio('jit', (r) => r.perSecond)
  const cpu = 1 / ratio('jit', (r) => r.cpuMicros)
  const goal = goals.find(({ question }) => name.startsWith(question))?.ofJit
  const verdict = goal === undefined ? '' : `, ${ofJit >= goal ? 'reached' : 'MISSED'}: at least ${goal}`
  console.log(`  of the same bytes ${ratio('bytes', (r) => r.perSecond).toFixed(2)}`)
  console.log(`  of graphql-jit    ${ofJit.toFixed(2)} (by CPU time ${cpu.toFixed(2)})${verdict}`)
  return goal === undefined || ofJit >= goal
}

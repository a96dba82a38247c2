// The independent second reading of a sample: both answers, and how each disagreement was settled. Whether they agree
// with the curated set is a rule; how well they agree is `quality.ts`.

import { maskFromRemainders } from '../domain/mapping.ts'
import { type Relation, relationOf } from '../domain/relation.ts'
import type { Texts } from './files.ts'
import { DatasetError, type Problem, parseFile, type SeedFile } from './parse.ts'
import {
  type Decision,
  type DecisionsFile,
  decisionsShape,
  type SettledFile,
  settledShape,
} from './shapes.ts'

/** `readings/<from>/<to>/`. */
export interface Reading {
  readonly from: string
  readonly to: string
  readonly first: readonly SeedFile<DecisionsFile>[]
  readonly second: readonly SeedFile<DecisionsFile>[]
  readonly settled: readonly SeedFile<SettledFile>[]
}

/** What a decision says, without its words. */
export interface Answer {
  readonly targets: readonly string[]
  readonly relation: Relation | 'UNMAPPED'
}

export function answerOf(decision: Decision): Answer {
  if ('unmapped' in decision) return { targets: [], relation: 'UNMAPPED' }
  const mask = maskFromRemainders(decision.residual !== null, decision.surplus !== null)
  return { targets: Object.keys(decision.targets), relation: relationOf(mask)! }
}

export function isSameAnswer(a: Answer, b: Answer): boolean {
  return (
    a.relation === b.relation &&
    a.targets.length === b.targets.length &&
    a.targets.every((target) => b.targets.includes(target))
  )
}

/** Where an entry stands: its file and itself. */
export interface Entry<T> {
  readonly file: SeedFile<Record<string, T>>
  readonly value: T
}

/** The entries of several files by their ref; the first one wins. */
export function byRef<T>(files: readonly SeedFile<Record<string, T>>[]): Map<string, Entry<T>> {
  const entries = new Map<string, Entry<T>>()
  for (const file of files)
    for (const [ref, value] of Object.entries(file.data))
      if (!entries.has(ref)) entries.set(ref, { file, value })
  return entries
}

/** All readings among the texts. Throws DatasetError with every shape problem. */
export function parseReadings(texts: Texts): Reading[] {
  const problems: Problem[] = []
  const readings = new Map<
    string,
    {
      first: SeedFile<DecisionsFile>[]
      second: SeedFile<DecisionsFile>[]
      settled: SeedFile<SettledFile>[]
    }
  >()
  for (const [path, text] of texts) {
    const [folder, from, to, part] = path.split('/')
    if (folder !== 'readings') continue
    const key = `${from}/${to}`
    const reading = readings.get(key) ?? { first: [], second: [], settled: [] }
    readings.set(key, reading)
    if (part === 'settled') {
      const file = parseFile(path, text, settledShape, problems)
      if (file) reading.settled.push(file)
    } else if (part === 'first' || part === 'second') {
      const file = parseFile(path, text, decisionsShape, problems)
      if (file) reading[part].push(file)
    } else
      problems.push({
        file: path,
        line: 1,
        message: `a reading must be in first, second or settled, but got: ${part}`,
      })
  }
  if (problems.length > 0) throw new DatasetError(problems)
  return [...readings].map(([key, reading]) => {
    const [from, to] = key.split('/') as [string, string]
    return { from, to, ...reading }
  })
}

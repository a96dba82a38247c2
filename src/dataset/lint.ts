// Runs every rule over the dataset and collects every message.

import type { Problem } from './parse.ts'
import type { Dataset, Rule } from './rule.ts'
import { RULES } from './rules/index.ts'

export interface Finding extends Problem {
  readonly rule: string
}

/** Everything wrong with the dataset, by file and line. */
export function lint(dataset: Dataset, rules: readonly Rule[] = RULES): Finding[] {
  return rules
    .flatMap(({ name, check }) => Array.from(check(dataset), (problem) => ({ ...problem, rule: name })))
    .sort(inOrder)
}

export function inOrder(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || (a.message < b.message ? -1 : 1)
}

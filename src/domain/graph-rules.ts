// The Horn rules of the mapping graph: each reading of a mapping that suffices (semantics §4.1).

import { type Csr, grouped } from './csr.ts'
import type { GraphMapping } from './graph.ts'
import { MEETS, MET_BY } from './relation.ts'

/** "All of these met, so those are met": one rule for each side of a mapping that suffices for the other. */
export interface Rules {
  readonly ruleMapping: Int32Array
  /** Whether the targets are the premises; else the sources are. */
  readonly ruleByTargets: Uint8Array
  /** By control, the rules it is a premise of. */
  readonly rulesOf: Csr
}

export function buildRules(controls: number, mappings: readonly GraphMapping[]): Rules {
  const ruleMapping: number[] = []
  const byTargets: number[] = []
  const premise: number[] = []
  const rule: number[] = []
  const add = (m: number, premises: readonly number[], isByTargets: number) => {
    for (const control of premises) {
      premise.push(control)
      rule.push(ruleMapping.length)
    }
    ruleMapping.push(m)
    byTargets.push(isByTargets)
  }
  for (let m = 0; m < mappings.length; m++) {
    const { mask, sources, targets } = mappings[m]!
    if ((mask & ~MET_BY) === 0) add(m, targets, 1)
    if ((mask & ~MEETS) === 0) add(m, sources, 0)
  }
  return {
    ruleMapping: Int32Array.from(ruleMapping),
    ruleByTargets: Uint8Array.from(byTargets),
    rulesOf: grouped(controls, Int32Array.from(premise), Int32Array.from(rule)),
  }
}

// The Horn rules of the mapping graph: each reading of a mapping that suffices (semantics §4.1).

import { type Csr, grouped } from './csr.ts'
import type { MappingColumns } from './graph.ts'
import { MEETS, MET_BY } from './relation.ts'

/** "All of these met, so those are met": one rule for each side of a mapping that suffices for the other. */
export interface Rules {
  readonly ruleMapping: Int32Array
  /** Whether the targets are the premises; else the sources are. */
  readonly ruleByTargets: Uint8Array
  /** By control, the rules it is a premise of. */
  readonly rulesOf: Csr
}

export function buildRules(controls: number, { maskOf, sources, targets }: MappingColumns): Rules {
  const ruleMapping: number[] = []
  const byTargets: number[] = []
  const premise: number[] = []
  const rule: number[] = []
  const add = (m: number, { start, list }: Csr, isByTargets: number) => {
    for (let i = start[m]!; i < start[m + 1]!; i++) {
      premise.push(list[i]!)
      rule.push(ruleMapping.length)
    }
    ruleMapping.push(m)
    byTargets.push(isByTargets)
  }
  for (let m = 0; m < maskOf.length; m++) {
    if ((maskOf[m]! & ~MET_BY) === 0) add(m, targets, 1)
    if ((maskOf[m]! & ~MEETS) === 0) add(m, sources, 0)
  }
  return {
    ruleMapping: new Int32Array(ruleMapping),
    ruleByTargets: new Uint8Array(byTargets),
    rulesOf: grouped(controls, new Int32Array(premise), new Int32Array(rule)),
  }
}

// What is asked of both: coverage of SecNumCloud by all that it was judged against, and derived links between two
// frameworks within two hops.

import type postgres from 'postgres'
import { assess } from '../../../src/domain/assessment.ts'
import { derivedLinks } from '../../../src/domain/derived.ts'
import { defaultSets } from '../../../src/domain/sets.ts'
import { requireFramework, type Snapshot } from '../../../src/domain/snapshot.ts'
import { COVERAGE, type Statement, TWO_HOPS } from './statements.ts'

const SECNUMCLOUD = 'secnumcloud-3.2'
const SIX = [
  'iso-27001-2022',
  'iso-27017-2015',
  'iso-27018-2019',
  'iso-27701-2019',
  'soc2-tsc-2017',
  'csa-ccm-4.0.13',
]

export interface EngineQuestion {
  readonly name: string
  /** At least so many times faster than SQL. */
  readonly goal: number
  /** By the engine, from nothing but the snapshot: a snapshot that was asked before has kept the answer. */
  engine(snapshot: Snapshot): unknown
  /** The answer as rows that can be compared. */
  rowsOf(answer: unknown): string[]
  readonly statement: Statement
  parameters(snapshot: Snapshot): Readonly<Record<string, unknown>>
  /** A row of the statement, likewise. */
  rowOf(row: postgres.Row): string
}

const at = (snapshot: Snapshot, slug: string) => requireFramework(snapshot, slug).index
const listed = (active: Uint8Array) => [...active.keys()].filter((set) => active[set] === 1)
const ascending = (controls: Iterable<number>) => [...new Set(controls)].sort((a, b) => a - b).join()

type Assessment = ReturnType<typeof assess>
const coverage: EngineQuestion = {
  name: 'coverage of SecNumCloud by six frameworks',
  goal: 20,
  engine: (snapshot) =>
    assess(
      snapshot,
      at(snapshot, SECNUMCLOUD),
      SIX.map((slug) => at(snapshot, slug)),
      null,
    ),
  rowsOf: (answer) =>
    (answer as Assessment).rows.map((row) => `${row.control} ${row.verdict} ${ascending(row.overlaps)}`),
  statement: COVERAGE,
  parameters: (snapshot) => {
    const [of, by] = [at(snapshot, SECNUMCLOUD), SIX.map((slug) => at(snapshot, slug))]
    const { active, kinds } = assess({ ...snapshot }, of, by, null)
    return { of, by, sets: listed(active), kinds }
  },
  rowOf: (row) => `${row.control} ${row.verdict} ${ascending(row.rests_on)}`,
}

function links(from: string, to: string, candidates: boolean): EngineQuestion {
  return {
    name: `links of ${from} to ${to} within two hops${candidates ? ', candidates too' : ''}`,
    goal: 15,
    engine: (snapshot) =>
      derivedLinks(snapshot, {
        from: requireFramework(snapshot, from),
        to: requireFramework(snapshot, to),
        sets: null,
        maxHops: 2,
        candidates,
      }),
    rowsOf: (answer) =>
      Array.from(
        answer as ReturnType<typeof derivedLinks>,
        ({ source, target, mask, options }) => `${source} ${target} ${options.kind} ${mask}`,
      ),
    statement: TWO_HOPS,
    parameters: (snapshot) => {
      const [f, t] = [at(snapshot, from), at(snapshot, to)]
      return { from: f, to: t, sets: listed(defaultSets(snapshot, f, [t])), candidates }
    },
    rowOf: (row) => `${row.src} ${row.dst} ${row.kind} ${row.mask}`,
  }
}

export const QUESTIONS: readonly EngineQuestion[] = [
  coverage,
  links('soc2-tsc-2017', 'csa-ccm-4.0.13', false),
  links('soc2-tsc-2017', 'csa-ccm-4.0.13', true),
  links('secnumcloud-3.2', 'csa-ccm-4.1.0', false),
]

// The overlap matrix: coverage of every ordered pair of frameworks, for a heat map.

import { assess } from '../../domain/assessment.ts'
import { countVerdicts, interval, type VerdictCounts } from '../../domain/coverage.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Framework } from '../../domain/framework.ts'
import { requireFramework } from '../../domain/snapshot.ts'
import { setsArg } from '../args.ts'
import { builder } from '../builder.ts'
import { VerdictCountsRef } from './coverage.ts'
import { FrameworkRef } from './framework.ts'

interface Cell {
  readonly of: Framework
  readonly by: Framework
  readonly counts: VerdictCounts
}

const MAX_FRAMEWORKS = 20

const CellRef = builder.objectRef<Cell>('OverlapCell').implement({
  description: 'Coverage of one framework by one other.',
  fields: (t) => ({
    of: t.field({
      type: FrameworkRef,
      description: 'The framework in question.',
      resolve: (cell) => cell.of,
    }),
    by: t.field({ type: FrameworkRef, description: 'The framework held.', resolve: (cell) => cell.by }),
    counts: t.field({
      type: VerdictCountsRef,
      description: 'Verdicts of its controls.',
      resolve: (cell) => cell.counts,
    }),
    low: t.float({ description: 'Share certainly met.', resolve: (cell) => interval(cell.counts).low }),
    high: t.float({ description: 'Share met at most.', resolve: (cell) => interval(cell.counts).high }),
  }),
})

builder.queryField('overlap', (t) =>
  t.field({
    type: [CellRef],
    args: {
      frameworks: t.arg.stringList({ required: true, description: 'Slugs of 2 to 20 frameworks.' }),
      sets: setsArg(t.arg),
    },
    description: 'Every ordered pair of the frameworks, row by row, without the diagonal.',
    resolve: (_root, args, { snapshot }) => {
      const frameworks = [...new Set(args.frameworks)].map((slug) =>
        requireFramework(snapshot, slug, 'frameworks'),
      )
      if (frameworks.length < 2 || frameworks.length > MAX_FRAMEWORKS)
        throw new DomainError(
          'BAD_ARGUMENT',
          `frameworks must be 2 to ${MAX_FRAMEWORKS} different ones, but got: ${frameworks.length}`,
          { argument: 'frameworks' },
        )
      return frameworks.flatMap((of) =>
        frameworks
          .filter((by) => by !== of)
          .map((by) => ({
            of,
            by,
            counts: countVerdicts(assess(snapshot, of.index, [by.index], args.sets ?? null).rows),
          })),
      )
    },
  }),
)

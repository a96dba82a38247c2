// The overlap matrix: coverage of every ordered pair of frameworks, for a heat map.

import { DomainError } from '../../domain/errors.ts'
import { type OverlapCell, overlap } from '../../domain/overlap.ts'
import { requireFramework } from '../../domain/snapshot.ts'
import { setsArg } from '../args.ts'
import { builder } from '../builder.ts'
import { VerdictCountsRef } from './coverage-counts.ts'
import { FrameworkRef } from './framework.ts'

const MAX_FRAMEWORKS = 20

const CellRef = builder.objectRef<OverlapCell>('OverlapCell').implement({
  description: 'Coverage of one framework by one other.',
  fields: (t) => ({
    of: t.expose('of', { type: FrameworkRef, description: 'The framework in question.' }),
    by: t.expose('by', { type: FrameworkRef, description: 'The framework held.' }),
    counts: t.expose('counts', { type: VerdictCountsRef, description: 'Verdicts of its controls.' }),
    low: t.exposeFloat('low', { description: 'Share certainly met, 0 to 1: full / total.' }),
    high: t.exposeFloat('high', {
      description: 'Share met at most, 0 to 1: (full + partial + possible) / total.',
    }),
  }),
})

builder.queryField('overlap', (t) =>
  t.field({
    type: [CellRef],
    args: {
      frameworks: t.arg.stringList({
        required: true,
        description: 'Slugs of 2 to 20 frameworks. Errors: BAD_ARGUMENT, UNKNOWN_FRAMEWORK.',
      }),
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
      return overlap(snapshot, frameworks, args.sets ?? null)
    },
  }),
)

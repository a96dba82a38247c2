// How many controls got each verdict: over all, and theme by theme.

import type { VerdictCounts } from '../../domain/coverage.ts'
import type { Tally } from '../../domain/tally.ts'
import { builder } from '../builder.ts'
import { ControlRef } from './control.ts'

export const VerdictCountsRef = builder.objectRef<VerdictCounts>('VerdictCounts').implement({
  description: 'How many controls got each verdict.',
  fields: (t) => ({
    full: t.int({ description: 'FULL.', resolve: (c) => c.FULL }),
    partial: t.int({ description: 'PARTIAL.', resolve: (c) => c.PARTIAL }),
    possible: t.int({ description: 'POSSIBLE.', resolve: (c) => c.POSSIBLE }),
    none: t.int({ description: 'NONE.', resolve: (c) => c.NONE }),
    unknown: t.int({ description: 'UNKNOWN.', resolve: (c) => c.UNKNOWN }),
    contradiction: t.int({ description: 'CONTRADICTION.', resolve: (c) => c.CONTRADICTION }),
    total: t.int({ description: 'All.', resolve: (c) => c.TOTAL }),
  }),
})

export const CoverageGroupRef = builder.objectRef<Tally['themes'][number]>('CoverageGroup').implement({
  description: 'The verdicts of one theme.',
  fields: (t) => ({
    control: t.expose('control', { type: ControlRef, description: 'The theme.' }),
    counts: t.expose('counts', { type: VerdictCountsRef, description: 'Its verdicts.' }),
    low: t.exposeFloat('low', { description: 'Share certainly met: full / total.' }),
    high: t.exposeFloat('high', {
      description: 'Share met at most: (full + partial + possible) / total.',
    }),
  }),
})

// How many controls got each verdict: over all, and theme by theme.

import type { VerdictCounts } from '../../domain/coverage.ts'
import type { Tally } from '../../domain/tally.ts'
import { builder } from '../builder.ts'
import { ControlRef } from './control.ts'

export const VerdictCountsRef = builder.objectRef<VerdictCounts>('VerdictCounts').implement({
  description: 'How many controls got each verdict.',
  fields: (t) => ({
    full: t.int({ description: 'Certainly met.', resolve: (c) => c.FULL }),
    partial: t.int({
      description: 'Certainly sharing a demand with what is held.',
      resolve: (c) => c.PARTIAL,
    }),
    possible: t.int({ description: 'Perhaps sharing one.', resolve: (c) => c.POSSIBLE }),
    none: t.int({ description: 'Stated to have no counterpart in anything held.', resolve: (c) => c.NONE }),
    unknown: t.int({ description: 'At which nobody looked, or not everywhere.', resolve: (c) => c.UNKNOWN }),
    contradiction: t.int({
      description: 'Of which mappings exclude each other.',
      resolve: (c) => c.CONTRADICTION,
    }),
    total: t.int({ description: 'All of them.', resolve: (c) => c.TOTAL }),
  }),
})

export const CoverageGroupRef = builder.objectRef<Tally['themes'][number]>('CoverageGroup').implement({
  description: 'The verdicts of one theme.',
  fields: (t) => ({
    control: t.expose('control', {
      type: ControlRef,
      description:
        'The theme: the topmost group of its controls below the parts, annexes and tables of the document; else such a one.',
    }),
    counts: t.expose('counts', { type: VerdictCountsRef, description: 'Its verdicts.' }),
    low: t.exposeFloat('low', { description: 'Share certainly met, 0 to 1: full / total.' }),
    high: t.exposeFloat('high', {
      description: 'Share met at most, 0 to 1: (full + partial + possible) / total.',
    }),
  }),
})

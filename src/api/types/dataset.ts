// The dataset as a whole: revision, counts.

import type { Snapshot } from '../../domain/snapshot.ts'
import { builder } from '../builder.ts'

const CountsRef = builder.objectRef<Snapshot>('DatasetCounts').implement({
  description: 'How much there is.',
  fields: (t) => ({
    frameworks: t.int({ description: 'Frameworks.', resolve: (s) => s.frameworks.length }),
    controls: t.int({ description: 'Nodes of all trees.', resolve: (s) => s.controls.length }),
    mappingSets: t.int({ description: 'Mapping sets.', resolve: (s) => s.sets.length }),
    mappings: t.int({ description: 'Mappings of all sets.', resolve: (s) => s.mappings.length }),
    unmapped: t.int({
      description: 'Statements that a control has no counterpart in a framework.',
      resolve: (s) => s.unmapped.length,
    }),
  }),
})

export const DatasetRef = builder.objectRef<Snapshot>('Dataset')

DatasetRef.implement({
  description: 'The reference data an answer rests on.',
  fields: (t) => ({
    revision: t.exposeString('revision', {
      description: 'Hash of its content: the same revision gives the same answers.',
    }),
    loadedAt: t.string({
      description: 'When this process read it (ISO 8601, UTC).',
      resolve: (s) => s.loadedAt.toISOString(),
    }),
    counts: t.field({ type: CountsRef, description: 'How much there is.', resolve: (s) => s }),
  }),
})

builder.queryField('dataset', (t) =>
  t.field({
    type: DatasetRef,
    description: 'The reference data this answer rests on.',
    resolve: (_root, _args, { snapshot }) => snapshot,
  }),
)

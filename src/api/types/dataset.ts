// The dataset as a whole: revision, counts.

import type { PairQuality, PublishedAgreement, ReadingAgreement } from '../../domain/quality.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { builder } from '../builder.ts'
import { MappingSetRef } from './mapping.ts'

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

const RelationSharesRef = builder.objectRef<PairQuality['relations']>('RelationShares').implement({
  description: 'Of the decided controls, the share with each relation; null where nothing is decided.',
  fields: (t) => ({
    equivalent: t.float({
      nullable: true,
      description: 'EQUAL or EQUIVALENT.',
      resolve: (r) => r.EQUIVALENT,
    }),
    subsetOf: t.float({
      nullable: true,
      description: 'SUBSET_OF: the targets suffice.',
      resolve: (r) => r.SUBSET_OF,
    }),
    supersetOf: t.float({ nullable: true, description: 'SUPERSET_OF.', resolve: (r) => r.SUPERSET_OF }),
    intersectsWith: t.float({
      nullable: true,
      description: 'INTERSECTS_WITH.',
      resolve: (r) => r.INTERSECTS_WITH,
    }),
    unmapped: t.float({
      nullable: true,
      description: 'No counterpart, with a reason.',
      resolve: (r) => r.UNMAPPED,
    }),
  }),
})

const ReadingRef = builder.objectRef<ReadingAgreement>('ReadingAgreement').implement({
  description:
    'Agreement of two independent readings of a sample, before settlement, worked cases left out. Both readers are machines with the same guidance: it measures how repeatable the guidance is, not whether an auditor would agree.',
  fields: (t) => ({
    sample: t.exposeInt('sample', { description: 'Controls compared.' }),
    excluded: t.exposeInt('excluded', { description: 'Worked cases left out.' }),
    jaccard: t.exposeFloat('jaccard', {
      nullable: true,
      description: 'Mean Jaccard index of the two sets of targets.',
    }),
    kappaOfRelation: t.exposeFloat('kappaOfRelation', {
      nullable: true,
      description: 'Cohen’s kappa of the relation, “unmapped” being one.',
    }),
    kappaOfMapped: t.exposeFloat('kappaOfMapped', {
      nullable: true,
      description: 'Cohen’s kappa of mapped or not.',
    }),
  }),
})

const PublishedRef = builder.objectRef<PublishedAgreement>('PublishedAgreement').implement({
  description:
    'Agreement with a published set, in pairs of a section and a target. A set that starts from another framework (CSA’s columns) is read through our own mappings to that framework.',
  fields: (t) => ({
    set: t.field({
      type: MappingSetRef,
      description: 'The published set.',
      resolve: (p, _args, { snapshot }) => snapshot.setBySlug.get(p.set)!,
    }),
    published: t.exposeInt('published', { description: 'Pairs published.' }),
    ours: t.exposeInt('ours', { description: 'Pairs of ours.' }),
    recall: t.exposeFloat('recall', {
      nullable: true,
      description: 'Share of the published pairs that ours follows.',
    }),
    recallWithoutDisputed: t.exposeFloat('recallWithoutDisputed', {
      nullable: true,
      description: 'The same without sections 5.3 and 19.6, whose published targets we hold to be wrong.',
    }),
    precision: t.exposeFloat('precision', {
      nullable: true,
      description: 'Share of our pairs that are published.',
    }),
  }),
})

const QualityRef = builder.objectRef<PairQuality>('MappingQuality').implement({
  description: 'The figures of one curated set; `npm run data:quality` prints the same.',
  fields: (t) => ({
    set: t.field({
      type: MappingSetRef,
      description: 'The set.',
      resolve: (q, _args, { snapshot }) => snapshot.setBySlug.get(q.set)!,
    }),
    controls: t.exposeInt('controls', { description: 'Assessable controls of the first framework.' }),
    decided: t.exposeInt('decided', { description: 'Those with a mapping or a reason for none.' }),
    relations: t.field({
      type: RelationSharesRef,
      description: 'Share of each relation.',
      resolve: (q) => q.relations,
    }),
    sufficient: t.exposeFloat('sufficient', {
      nullable: true,
      description: 'Share that the targets meet in full.',
    }),
    meanTargets: t.exposeFloat('meanTargets', { nullable: true, description: 'Targets per mapping.' }),
    fanOut: t.exposeFloat('fanOut', {
      nullable: true,
      description:
        'Of the sections with several criteria, the share whose criteria all have the same targets.',
    }),
    reading: t.field({
      type: ReadingRef,
      nullable: true,
      description: 'Agreement of the second reading; null when there is none.',
      resolve: (q) => q.reading,
    }),
    published: t.field({
      type: [PublishedRef],
      description: 'Agreement with published sets.',
      resolve: (q) => [...q.published],
    }),
  }),
})

const DatasetRef = builder.objectRef<Snapshot>('Dataset').implement({
  description: 'The reference data an answer rests on.',
  fields: (t) => ({
    revision: t.exposeString('revision', {
      description: 'Hash of its content: the same revision gives the same answers.',
    }),
    loadedAt: t.string({
      description: 'When this process read it (ISO 8601, UTC).',
      resolve: (s) => s.loadedAt.toISOString(),
    }),
    quality: t.field({
      type: [QualityRef],
      description: 'How the curated sets were judged, set by set.',
      resolve: (s) => [...s.quality],
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

// Mapping and MappingSet, and the queries that return them.

import { exportPath, hasOscalMap } from '../../domain/export.ts'
import { mappingTest } from '../../domain/filter.ts'
import {
  type Mapping,
  type MappingSet,
  relationOfMapping,
  sourcesSuffice,
  targetsSuffice,
} from '../../domain/mapping.ts'
import { relationsIn } from '../../domain/relation.ts'
import type { LocalizedText } from '../../domain/text.ts'
import { formatArg, localeArg, MappingWhereInput, textOf } from '../args.ts'
import { builder } from '../builder.ts'
import { paginate } from '../connection.ts'
import { ControlRef } from './control.ts'
import {
  ConfidenceEnum,
  RationaleKindEnum,
  RelationEnum,
  SetMethodEnum,
  SetOriginEnum,
  SetStatusEnum,
} from './enums.ts'
import { FrameworkRef } from './framework.ts'
import { SourceRef } from './source.ts'

export const MappingRef = builder.objectRef<Mapping>('Mapping')
export const MappingSetRef = builder.objectRef<MappingSet>('MappingSet')

builder.node(MappingSetRef, {
  description:
    'All mappings of one author or publisher between two frameworks (one column of CSA’s workbook spans several).',
  id: { resolve: (set) => set.slug, description: 'Global id.' },
  loadOne: (slug, { snapshot }) => snapshot.setBySlug.get(slug) ?? null,
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its name in arguments.' }),
    title: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'Title.',
      resolve: (set, args, context) => textOf(set.title, args, context) ?? set.slug,
    }),
    origin: t.expose('origin', { type: SetOriginEnum, description: 'Ours, or published by somebody else.' }),
    publisher: t.exposeString('publisher', { description: 'Who made it.' }),
    source: t.field({
      type: SourceRef,
      nullable: true,
      description: 'The document it was taken from; null for our own.',
      resolve: (set, _args, { snapshot }) =>
        set.source === null ? null : snapshot.sourceById.get(set.source)!,
    }),
    date: t.exposeString('date', { description: 'Its date: year, month or day.' }),
    terms: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'Terms of use.',
      resolve: (set, args, context) => textOf(set.terms, args, context) ?? '',
    }),
    remarks: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'What it is and where its limits are.',
      resolve: (set, args, context) => textOf(set.remarks, args, context),
    }),
    method: t.expose('method', { type: SetMethodEnum, description: 'How it was made.' }),
    status: t.expose('status', { type: SetStatusEnum, description: 'How far it got.' }),
    rationaleKind: t.expose('rationaleKind', {
      type: RationaleKindEnum,
      description: 'On what grounds, unless a mapping says otherwise.',
    }),
    from: t.field({
      type: FrameworkRef,
      description: 'Framework of the sources.',
      resolve: (set, _args, { snapshot }) => snapshot.frameworks[set.from]!,
    }),
    to: t.field({
      type: [FrameworkRef],
      description: 'Frameworks of the targets.',
      resolve: (set, _args, { snapshot }) => set.to.map((f) => snapshot.frameworks[f]!),
    }),
    exportUrl: t.string({
      nullable: true,
      args: { format: formatArg(t.arg) },
      description:
        'Where it is downloaded, relative to this host; null for MARKDOWN, and for OSCAL when it says only that controls overlap, which OSCAL has no word for.',
      resolve: (set, { format }, { snapshot }) =>
        format === 'OSCAL' && !hasOscalMap(snapshot, set) ? null : exportPath(format, 'mapping', set.slug),
    }),
    mappingCount: t.int({
      description: 'How many mappings it has.',
      resolve: (set, _args, { snapshot }) => snapshot.mappings.filter((m) => m.set === set.index).length,
    }),
    unmappedCount: t.int({
      description: 'For how many source controls it states that there is no counterpart.',
      resolve: (set, _args, { snapshot }) =>
        new Set(snapshot.unmapped.filter((u) => u.set === set.index).map((u) => u.control)).size,
    }),
  }),
})

interface Contribution {
  readonly control: number
  readonly shares: LocalizedText | null
}

const ContributionRef = builder.objectRef<Contribution>('Contribution').implement({
  description: 'What one target brings to a mapping.',
  fields: (t) => ({
    control: t.field({
      type: ControlRef,
      description: 'The target.',
      resolve: ({ control }, _args, { snapshot }) => snapshot.controls[control]!,
    }),
    shares: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'The demand it shares with the sources; null where the author did not say.',
      resolve: ({ shares }, args, context) => textOf(shares, args, context),
    }),
  }),
})

builder.node(MappingRef, {
  description:
    'An authored statement about one set of source controls and one set of target controls together. Stored once, readable from both ends.',
  id: { resolve: (mapping) => mapping.id, description: 'Global id.' },
  loadOne: (id, { snapshot }) => snapshot.mappingById.get(id) ?? null,
  fields: (t) => ({
    set: t.field({
      type: MappingSetRef,
      description: 'The set it belongs to: author, date, terms.',
      resolve: (mapping, _args, { snapshot }) => snapshot.sets[mapping.set]!,
    }),
    sources: t.field({
      type: [ControlRef],
      description: 'Its source controls.',
      resolve: (mapping, _args, { snapshot }) => mapping.sources.map((c) => snapshot.controls[c]!),
    }),
    targets: t.field({
      type: [ControlRef],
      description: 'Its target controls; the relation is to all of them together.',
      resolve: (mapping, _args, { snapshot }) => mapping.targets.map((c) => snapshot.controls[c]!),
    }),
    relation: t.field({
      type: RelationEnum,
      nullable: true,
      description:
        'The relation of sources to targets; null where the author said less than one relation: see `possibleRelations`.',
      resolve: relationOfMapping,
    }),
    possibleRelations: t.field({
      type: [RelationEnum],
      description:
        'The relations that what the author said leaves possible: one for ours, several for an untyped published pair.',
      resolve: (mapping) => (mapping.sameWording ? ['EQUAL' as const] : relationsIn(mapping.mask)),
    }),
    sourcesSuffice: t.boolean({
      description: 'Meeting all sources always meets the targets.',
      resolve: sourcesSuffice,
    }),
    targetsSuffice: t.boolean({
      description: 'Meeting all targets always meets the sources.',
      resolve: targetsSuffice,
    }),
    rationaleKind: t.expose('rationaleKind', { type: RationaleKindEnum, description: 'On what grounds.' }),
    contributions: t.field({
      type: [ContributionRef],
      description: 'Per target, the demand it shares with the sources.',
      resolve: ({ targets, shares }) => targets.map((control, i) => ({ control, shares: shares[i] ?? null })),
    }),
    rationale: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'What an imported or published set’s author gave as the reason.',
      resolve: (mapping, args, context) => textOf(mapping.rationale, args, context),
    }),
    residual: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description:
        'What the sources demand and the targets together do not: still to prove. Null when nothing, or not said.',
      resolve: (mapping, args, context) => textOf(mapping.residual, args, context),
    }),
    surplus: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'What the targets demand and the sources do not. Null when nothing, or not said.',
      resolve: (mapping, args, context) => textOf(mapping.surplus, args, context),
    }),
    strength: t.exposeInt('strength', {
      nullable: true,
      description: 'How strongly the content is related, 1 to 10 (NIST IR 8477). Not a share.',
    }),
    confidence: t.expose('confidence', {
      type: ConfidenceEnum,
      nullable: true,
      description: 'How sure the author is.',
    }),
  }),
})

builder.queryFields((t) => ({
  mappingSets: t.connection({
    type: MappingSetRef,
    description: 'All mapping sets, the curated first.',
    resolve: (_root, args, { snapshot }) => paginate(snapshot.sets, (set) => set.slug, args),
  }),
  mappings: t.connection({
    type: MappingRef,
    args: { where: t.arg({ type: MappingWhereInput, description: 'Conditions on the mappings.' }) },
    description: 'Mappings of all sets, or of some.',
    resolve: (_root, args, { snapshot }) =>
      paginate(snapshot.mappings.filter(mappingTest(snapshot, args.where)), (m) => m.id, args),
  }),
}))

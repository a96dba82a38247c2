// Framework, and the queries that return it.

import { exportPath } from '../../domain/export.ts'
import { type Adoption, type Framework, NORMATIVITIES } from '../../domain/framework.ts'
import { controlsOf } from '../../domain/graph.ts'
import { formatArg, languageOf, localeArg, textOf } from '../args.ts'
import { builder } from '../builder.ts'
import { paginate } from '../connection.ts'
import {
  AdoptionModelEnum,
  ControlKindEnum,
  FrameworkTypeEnum,
  LocaleEnum,
  ServiceModelEnum,
} from './enums.ts'
import { SourceRef } from './source.ts'

export const FrameworkRef = builder.objectRef<Framework>('Framework')

const AdoptionRef = builder.objectRef<Adoption>('Adoption').implement({
  description: 'How conformity with a framework is shown, and how long that lasts.',
  fields: (t) => ({
    model: t.expose('model', { type: AdoptionModelEnum, description: 'The kind of recognition.' }),
    validityMonths: t.exposeInt('validityMonths', {
      nullable: true,
      description: 'Months it is valid for; null when not fixed.',
    }),
    surveillanceMonths: t.exposeInt('surveillanceMonths', {
      nullable: true,
      description: 'Months between surveillance audits; null when not fixed.',
    }),
    note: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'What a person should know about it.',
      resolve: (adoption, args, context) => textOf(adoption.note, args, context),
    }),
  }),
})

const KindCountRef = builder
  .objectRef<{ kind: 'GROUP' | 'CONTROL' | 'ITEM'; total: number; recommendations: number }>('KindCount')
  .implement({
    description: 'How many nodes of one kind a framework has.',
    fields: (t) => ({
      kind: t.expose('kind', { type: ControlKindEnum, description: 'The kind.' }),
      total: t.exposeInt('total', { description: 'Nodes of the kind.' }),
      recommendations: t.exposeInt('recommendations', { description: 'Those that are recommendations.' }),
    }),
  })

builder.node(FrameworkRef, {
  description:
    'One edition of one reference document. An edition never changes once published here; a new one is another framework.',
  id: { resolve: (framework) => framework.slug, description: 'Global id.' },
  loadOne: (slug, { snapshot }) => snapshot.frameworkBySlug.get(slug) ?? null,
  fields: (t) => ({
    slug: t.exposeString('slug', {
      description:
        'Its name in arguments: `secnumcloud-3.2`; `<organization>:<name>` of an organization’s own, which nobody else sees.',
    }),
    title: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'Title of the document.',
      resolve: (framework, args, context) => textOf(framework.title, args, context) ?? framework.slug,
    }),
    titleLocale: t.field({
      type: LocaleEnum,
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'The language `title` is really in.',
      resolve: (framework, args, context) => languageOf(framework.title, args, context),
    }),
    shortTitle: t.exposeString('shortTitle', { description: 'A name that fits a column.' }),
    publisher: t.exposeString('publisher', { description: 'Who publishes it.' }),
    region: t.exposeString('region', { description: 'Where it is used.' }),
    jurisdiction: t.exposeString('jurisdiction', { description: 'Whose law or authority stands behind it.' }),
    type: t.expose('type', { type: FrameworkTypeEnum, description: 'What sort of document it is.' }),
    sector: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'For whom it is written.',
      resolve: (framework, args, context) => textOf(framework.sector, args, context) ?? '',
    }),
    edition: t.exposeString('edition', { description: 'Edition or version.' }),
    issued: t.exposeString('issued', { description: 'Date of issue: year, month or day, as far as known.' }),
    effective: t.exposeString('effective', {
      nullable: true,
      description: 'Date from which it applies, when it is another.',
    }),
    adoption: t.expose('adoption', { type: AdoptionRef, description: 'How conformity is shown.' }),
    serviceModels: t.expose('serviceModels', {
      type: [ServiceModelEnum],
      description: 'Cloud service models it speaks of.',
    }),
    source: t.field({
      type: SourceRef,
      description: 'The document, its address and its terms.',
      resolve: (framework, _args, { snapshot }) => snapshot.sourceById.get(framework.source)!,
    }),
    supersedes: t.field({
      type: FrameworkRef,
      nullable: true,
      description: 'The edition it replaces.',
      resolve: (framework, _args, { snapshot }) =>
        framework.supersedes === null ? null : (snapshot.frameworkBySlug.get(framework.supersedes) ?? null),
    }),
    exportUrl: t.string({
      nullable: true,
      args: { format: formatArg(t.arg) },
      description:
        'Where its catalog is downloaded, relative to this host; null for formats without catalogs.',
      resolve: ({ slug }, { format }) => exportPath(format, 'catalog', slug),
    }),
    counts: t.field({
      type: [KindCountRef],
      description: 'How many nodes of each kind it has.',
      resolve: (framework, _args, { snapshot }) => {
        const controls = Array.from(controlsOf(snapshot.graph, framework.index), (c) => snapshot.controls[c]!)
        return (['GROUP', 'CONTROL', 'ITEM'] as const).map((kind) => {
          const ofKind = controls.filter((c) => c.kind === kind)
          return {
            kind,
            total: ofKind.length,
            recommendations: ofKind.filter((c) => c.normativity === NORMATIVITIES[1]).length,
          }
        })
      },
    }),
  }),
})

builder.queryFields((t) => ({
  frameworks: t.connection({
    type: FrameworkRef,
    description: 'All frameworks, SecNumCloud first.',
    resolve: (_root, args, { snapshot }) => paginate(snapshot.frameworks, (f) => f.slug, args),
  }),
  framework: t.field({
    type: FrameworkRef,
    nullable: true,
    args: { slug: t.arg.string({ required: true, description: 'Its slug, such as `secnumcloud-3.2`.' }) },
    description: 'The framework with this slug; null when unknown.',
    resolve: (_root, { slug }, { snapshot }) => snapshot.frameworkBySlug.get(slug) ?? null,
  }),
}))

// Control, and the queries that return it.

import { linksOf } from '../../domain/crosswalk.ts'
import { controlTest, mappingTest } from '../../domain/filter.ts'
import { type Control, type ControlAlias, type Duty, LABELS, type Parameter } from '../../domain/framework.ts'
import { orderControls } from '../../domain/order.ts'
import { allSets, namedSets, setsFor } from '../../domain/sets.ts'
import { findControl, requireControl, requireFramework } from '../../domain/snapshot.ts'
import { ControlWhereInput, languageOf, localeArg, MappingWhereInput, setsArg, textOf } from '../args.ts'
import { builder } from '../builder.ts'
import { paginate } from '../connection.ts'
import { AttributesRef } from './attributes.ts'
import { LinkRef } from './crosswalk.ts'
import {
  ComparatorEnum,
  ControlKindEnum,
  ControlOrderEnum,
  ItemsRuleEnum,
  LocaleEnum,
  NormativityEnum,
  ServiceModelEnum,
} from './enums.ts'
import { FrameworkRef } from './framework.ts'
import { MappingRef } from './mapping.ts'

export const ControlRef = builder.objectRef<Control>('Control')

const ParameterRef = builder.objectRef<Parameter>('Parameter').implement({
  description: 'A number or bound that a control fixes.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What is bounded.' }),
    comparator: t.expose('comparator', { type: ComparatorEnum, description: 'How.' }),
    value: t.string({ description: 'The value, as text.', resolve: (parameter) => String(parameter.value) }),
    unit: t.exposeString('unit', {
      nullable: true,
      description: 'Its unit in the singular: year, percent, factor.',
    }),
  }),
})

const DutyRef = builder.objectRef<Duty>('Duty').implement({
  description: 'Something that recurs.',
  fields: (t) => ({
    what: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'What is to be done.',
      resolve: (duty, args, context) => textOf(duty.what, args, context) ?? '',
    }),
    every: t.exposeString('every', {
      nullable: true,
      description: 'At least this often: an ISO 8601 duration. Null when no interval is fixed.',
    }),
    onChange: t.exposeBoolean('onChange', { description: 'Also, or only, after a major change.' }),
  }),
})

const AliasRef = builder.objectRef<ControlAlias>('ControlAlias').implement({
  description: 'The id of a control in another system; never its identity.',
  fields: (t) => ({
    scheme: t.exposeString('scheme', { description: 'The other system.' }),
    value: t.exposeString('value', { description: 'The id there.' }),
  }),
})

builder.node(ControlRef, {
  description: 'Any node of a framework’s tree: theme, section, criterion, item, clause, control.',
  id: { resolve: (control) => control.id, description: 'Global id.' },
  loadOne: (id, { snapshot }) => snapshot.controlById.get(id) ?? null,
  fields: (t) => ({
    framework: t.field({
      type: FrameworkRef,
      description: 'The framework it belongs to.',
      resolve: (control, _args, { snapshot }) => snapshot.frameworks[control.framework]!,
    }),
    ref: t.exposeString('ref', {
      description: 'The number printed in the document: `9.6.a`, `A.5.15`, `CC6.1`, `IAM-02`.',
    }),
    kind: t.expose('kind', { type: ControlKindEnum, description: 'Group, control or item.' }),
    label: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'The document’s own word for it: criterion, critère, control, domain.',
      resolve: (control, args, context) => textOf(LABELS[control.label], args, context)!,
    }),
    title: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'Short title; the ref when there is none.',
      resolve: (control, args, context) => textOf(control.title, args, context) ?? control.ref,
    }),
    summary: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'What it demands, in our own words; never the official text.',
      resolve: (control, args, context) => textOf(control.summary, args, context),
    }),
    summaryLocale: t.field({
      type: LocaleEnum,
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'The language `summary` is really in, since it falls back.',
      resolve: (control, args, context) => languageOf(control.summary, args, context),
    }),
    officialText: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description:
        'The document’s own text, where the asking organization imported it under its licence; null otherwise, and for everybody else.',
      resolve: ({ id }, args, context) =>
        context.actor && context.loaders.officialTexts.load(id).then((text) => textOf(text, args, context)),
    }),
    normativity: t.expose('normativity', {
      type: NormativityEnum,
      nullable: true,
      description: 'Demanded or recommended; null where the document does not distinguish.',
    }),
    serviceModels: t.expose('serviceModels', {
      type: [ServiceModelEnum],
      description: 'Service models it is restricted to; empty when to none.',
    }),
    parameters: t.expose('parameters', { type: [ParameterRef], description: 'Numbers and bounds it fixes.' }),
    duties: t.expose('duties', { type: [DutyRef], description: 'What recurs.' }),
    documents: t.exposeStringList('documents', { description: 'Documents it refers to: CRYPTO_B1, PASSI.' }),
    tags: t.exposeStringList('tags', { description: 'Subjects, from one small vocabulary.' }),
    itemsRule: t.expose('items', {
      type: ItemsRuleEnum,
      nullable: true,
      description: 'How its items relate to it; null when it has none.',
    }),
    attributes: t.expose('attributes', {
      type: AttributesRef,
      nullable: true,
      description: 'The attributes of an ISO/IEC 27002:2022 control.',
    }),
    see: t.field({
      type: [ControlRef],
      description: 'Other controls of the framework that it refers to.',
      resolve: (control, _args, { snapshot }) =>
        control.see.flatMap(
          (ref) => findControl(snapshot, snapshot.frameworks[control.framework]!, ref) ?? [],
        ),
    }),
    parent: t.field({
      type: ControlRef,
      nullable: true,
      description: 'The node above; null at the top.',
      resolve: (control, _args, { snapshot }) => snapshot.controls[control.parent] ?? null,
    }),
    ancestors: t.field({
      type: [ControlRef],
      description: 'All nodes above, from the top.',
      resolve: (control, _args, { snapshot }) => {
        const above: Control[] = []
        for (let at = control.parent; at >= 0; at = snapshot.controls[at]!.parent)
          above.unshift(snapshot.controls[at]!)
        return above
      },
    }),
    children: t.field({
      type: [ControlRef],
      description: 'The nodes directly below, in document order.',
      resolve: ({ index }, _args, { snapshot: { graph, controls } }) =>
        Array.from(
          graph.children.list.subarray(graph.children.start[index], graph.children.start[index + 1]),
          (c) => controls[c]!,
        ),
    }),
    aliases: t.expose('aliases', { type: [AliasRef], description: 'Its ids in other systems.' }),
    mappings: t.connection({
      type: MappingRef,
      args: { where: t.arg({ type: MappingWhereInput, description: 'Conditions on the mappings.' }) },
      description: 'The mappings that name it, on either side, authored and published.',
      resolve: (control, args, { snapshot }) => {
        const test = mappingTest(snapshot, args.where)
        const own = linksOf(snapshot, allSets(snapshot), control, null).filter((link) => link.via === control)
        return paginate(own.map((link) => link.mapping).filter(test), (m) => m.id, args)
      },
    }),
    links: t.field({
      type: [LinkRef],
      args: {
        to: t.arg.string({ required: true, description: 'Slug of the other framework.' }),
        sets: setsArg(t.arg),
      },
      description: 'Its mappings to one framework, read from its own side; those of a group above it too.',
      resolve: (control, { to, sets }, { snapshot }) => {
        const other = requireFramework(snapshot, to, 'to').index
        const active = sets ? namedSets(snapshot, sets) : setsFor(snapshot, control.framework, other)
        return linksOf(snapshot, active, control, other)
      },
    }),
  }),
})

builder.queryFields((t) => ({
  control: t.field({
    type: ControlRef,
    nullable: true,
    args: {
      framework: t.arg.string({ required: true, description: 'Slug of the framework.' }),
      ref: t.arg.string({
        required: true,
        description: 'Its ref as people write it: `A.5.15`, `5.15`, `9.6 a)`, `cc6.1`.',
      }),
    },
    description: 'One control. Unknown names are errors that tell the nearest known ones.',
    resolve: (_root, { framework, ref }, { snapshot }) =>
      requireControl(snapshot, requireFramework(snapshot, framework), ref),
  }),
  controls: t.connection({
    type: ControlRef,
    args: {
      where: t.arg({ type: ControlWhereInput, description: 'Conditions on the controls.' }),
      orderBy: t.arg({ type: ControlOrderEnum, description: 'Order; default: document order.' }),
    },
    description: 'Controls of all frameworks, or of some.',
    resolve: (_root, args, { snapshot, locale }) => {
      const test = controlTest(snapshot, args.where)
      return paginate(
        orderControls(snapshot.controls.filter(test), args.orderBy ?? 'DOCUMENT', locale),
        (c) => c.id,
        args,
      )
    },
  }),
}))

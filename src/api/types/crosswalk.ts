// Crosswalk rows and links: two frameworks side by side.

import { assess } from '../../domain/assessment.ts'
import type { Verdict } from '../../domain/coverage.ts'
import { type Link, linksOf } from '../../domain/crosswalk.ts'
import { controlTest } from '../../domain/filter.ts'
import type { Control } from '../../domain/framework.ts'
import { type ActiveSets, controlsOf } from '../../domain/graph.ts'
import { relationsIn } from '../../domain/relation.ts'
import { namedSets, setsFor } from '../../domain/sets.ts'
import { requireFramework } from '../../domain/snapshot.ts'
import { unmappedOf } from '../../domain/stated.ts'
import { ControlWhereInput, localeArg, setsArg, textOf } from '../args.ts'
import { builder } from '../builder.ts'
import { paginate } from '../connection.ts'
import { ControlRef } from './control.ts'
import { RelationEnum, VerdictEnum } from './enums.ts'
import { MappingRef } from './mapping.ts'

export const LinkRef = builder.objectRef<Link>('Link')

LinkRef.implement({
  description: 'One mapping seen from one control.',
  fields: (t) => ({
    mapping: t.field({
      type: MappingRef,
      description: 'The mapping, as stored.',
      resolve: (link) => link.mapping,
    }),
    relation: t.field({
      type: RelationEnum,
      nullable: true,
      description:
        'The relation from this control’s side to all counterparts; null where the author said less than one relation.',
      resolve: (link) => link.relation,
    }),
    possibleRelations: t.field({
      type: [RelationEnum],
      description: 'The relations that are possible, from this control’s side.',
      resolve: (link) => (link.relation ? [link.relation] : relationsIn(link.mask)),
    }),
    counterparts: t.field({
      type: [ControlRef],
      description: 'The controls on the other side.',
      resolve: (link) => [...link.counterparts],
    }),
    alongside: t.field({
      type: [ControlRef],
      description: 'Other controls on this side of the same mapping.',
      resolve: (link) => [...link.alongside],
    }),
    sufficient: t.exposeBoolean('sufficient', { description: 'Meeting all counterparts meets this side.' }),
    via: t.field({
      type: ControlRef,
      description:
        'The control the mapping names: this one, or a section above it, in which case it speaks of this one only perhaps.',
      resolve: (link) => link.via,
    }),
  }),
})

export interface Row {
  readonly control: Control
  readonly to: number
  readonly active: ActiveSets
  readonly verdict: () => Verdict
}

const RowRef = builder.objectRef<Row>('CrosswalkRow').implement({
  description: 'One control of the first framework with its links to the second.',
  fields: (t) => ({
    control: t.field({ type: ControlRef, description: 'The control.', resolve: (row) => row.control }),
    links: t.field({
      type: [LinkRef],
      description: 'Its links, authored or published.',
      resolve: ({ control, to, active }, _args, { snapshot }) => linksOf(snapshot, active, control, to),
    }),
    verdict: t.field({
      type: VerdictEnum,
      description: 'Of the control, for somebody who meets all of the second framework.',
      resolve: (row) => row.verdict(),
    }),
    unmappedReason: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'Why there is no counterpart; null when there is one, or when nobody looked.',
      resolve: ({ control, to, active }, args, context) =>
        textOf(unmappedOf(context.snapshot, active, control.index, to)[0]?.reason, args, context),
    }),
  }),
})

builder.queryField('crosswalk', (t) =>
  t.connection({
    type: RowRef,
    args: {
      from: t.arg.string({
        required: true,
        description: 'Slug of the framework whose controls are the rows.',
      }),
      to: t.arg.string({ required: true, description: 'Slug of the framework they are linked to.' }),
      sets: setsArg(t.arg),
      where: t.arg({ type: ControlWhereInput, description: 'Conditions on the rows.' }),
    },
    description:
      'One row per control (not group, not item) of `from`, in document order, with its links to `to` read from the row’s side.',
    resolve: (_root, args, { snapshot }) => {
      const from = requireFramework(snapshot, args.from, 'from')
      const to = requireFramework(snapshot, args.to, 'to')
      const active = args.sets ? namedSets(snapshot, args.sets) : setsFor(snapshot, from.index, to.index)
      const test = controlTest(snapshot, { ...args.where, frameworks: [from.slug] })
      const controls = Array.from(controlsOf(snapshot.graph, from.index), (c) => snapshot.controls[c]!)
      const verdicts = () => assess(snapshot, from.index, [to.index], args.sets ?? null).verdictOf
      const rows = controls
        .filter((c) => c.kind === 'CONTROL' && test(c))
        .map((control) => ({ control, to: to.index, active, verdict: () => verdicts().get(control.index)! }))
      return paginate(rows, (row) => row.control.id, args)
    },
  }),
)

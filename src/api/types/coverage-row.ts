// One row of a coverage: the verdict of a control and what it rests on.

import type { Assessment } from '../../domain/assessment.ts'
import { explain } from '../../domain/explanation.ts'
import { partialMappings } from '../../domain/partial.ts'
import type { RowByParts } from '../../domain/parts.ts'
import { pathsBehind } from '../../domain/paths-behind.ts'
import { remaining } from '../../domain/remaining.ts'
import { type ItemVerdict, itemVerdicts } from '../../domain/report.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Locale } from '../../domain/text.ts'
import { localeArg } from '../args.ts'
import { builder } from '../builder.ts'
import { requireUpTo } from '../connection.ts'
import { ControlRef } from './control.ts'
import { DerivationPathRef } from './derivation.ts'
import { VerdictEnum } from './enums.ts'
import { ExplanationStepRef } from './explanation.ts'
import { MappingRef } from './mapping.ts'

export interface Coverage {
  readonly snapshot: Snapshot
  readonly assessment: Assessment
  readonly rows: readonly RowByParts[]
}

export interface Row {
  readonly coverage: Coverage
  readonly row: RowByParts
}

const ItemRef = builder.objectRef<ItemVerdict>('ItemVerdict').implement({
  description: 'The verdict of one item of a control.',
  fields: (t) => ({
    control: t.field({ type: ControlRef, description: 'The item.', resolve: (item) => item.control }),
    verdict: t.field({
      type: VerdictEnum,
      description: 'Its verdict; an item shares nothing with what its criterion shares nothing with.',
      resolve: (item) => item.verdict,
    }),
  }),
})

const linesOf = ({ snapshot, assessment }: Coverage, row: RowByParts, locale: Locale) =>
  remaining(snapshot, assessment, row, locale).join('\n') || null

export const CoverageRowRef = builder.objectRef<Row>('CoverageRow').implement({
  description: 'The verdict of one control and what it rests on.',
  fields: (t) => ({
    control: t.field({
      type: ControlRef,
      description: 'The control.',
      resolve: ({ row }, _args, { snapshot }) => snapshot.controls[row.control]!,
    }),
    verdict: t.field({ type: VerdictEnum, description: 'Its verdict.', resolve: ({ row }) => row.verdict }),
    residual: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description:
        'What is left to prove, as the authors of the links that made it PARTIAL wrote it; one line a link; where parts of the control are held and nobody wrote of the rest, which parts. Null otherwise.',
      resolve: ({ coverage, row }, { locale }, context) =>
        row.verdict === 'PARTIAL' ? linesOf(coverage, row, locale ?? context.locale) : null,
    }),
    reason: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description:
        'Why it is no more, one line a reason. NONE: why there is no counterpart, in each framework held. POSSIBLE: the shortest ways that lead to something held. UNKNOWN: where nobody looked. CONTRADICTION: what clashes. Null for FULL and PARTIAL: see `proof` and `residual`.',
      resolve: ({ coverage, row }, { locale }, context) =>
        row.verdict === 'PARTIAL' ? null : linesOf(coverage, row, locale ?? context.locale),
    }),
    paths: t.field({
      type: [DerivationPathRef],
      args: { first: t.arg.int({ defaultValue: 5, description: 'How many, 1 to 100.' }) },
      description:
        'The chains of mappings it rests on, shortest first, from the control, or from a part of it where only that is mapped. PARTIAL: those that make an overlap certain; none where a part is met in full. POSSIBLE: those that leave one possible. CONTRADICTION: those that clash. Empty otherwise.',
      resolve: ({ coverage: { snapshot, assessment }, row }, { first }) =>
        pathsBehind(snapshot, assessment, row, requireUpTo('first', first ?? 5)),
    }),
    mappings: t.field({
      type: [MappingRef],
      description: 'The mappings that made it PARTIAL: those that its `paths` begin with.',
      resolve: ({ coverage: { snapshot, assessment }, row }) =>
        row.verdict === 'PARTIAL' ? partialMappings(snapshot, assessment, row) : [],
    }),
    proof: t.field({
      type: [ExplanationStepRef],
      args: { locale: localeArg(t.arg) },
      description:
        'For FULL: the proof, as an outline. Empty otherwise; `explain` tells the whole derivation of any verdict.',
      resolve: ({ coverage: { snapshot, assessment }, row }, { locale }, context) =>
        row.verdict === 'FULL' ? explain(snapshot, assessment, row, locale ?? context.locale) : [],
    }),
    items: t.field({
      type: [ItemRef],
      description: 'The verdicts of its items.',
      resolve: ({ coverage: { snapshot, assessment }, row }) => itemVerdicts(snapshot, assessment, row),
    }),
  }),
})

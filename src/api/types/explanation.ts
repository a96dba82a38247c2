// Explanations: the derivation of a verdict as an outline.

import { assess, requireBy } from '../../domain/assessment.ts'
import type { Verdict } from '../../domain/coverage.ts'
import { type ExplanationStep, explain } from '../../domain/explanation.ts'
import type { Control } from '../../domain/framework.ts'
import { rowOf } from '../../domain/report.ts'
import { requireControl, requireFramework } from '../../domain/snapshot.ts'
import { localeArg, setsArg } from '../args.ts'
import { builder } from '../builder.ts'
import { ControlRef } from './control.ts'
import { VerdictEnum } from './enums.ts'
import { MappingRef } from './mapping.ts'

export const ExplanationStepRef = builder.objectRef<ExplanationStep>('ExplanationStep')

ExplanationStepRef.implement({
  description: 'One line of an outline: each level further in is a reason of the line above.',
  fields: (t) => ({
    depth: t.exposeInt('depth', { description: 'How far in; 0 is the verdict.' }),
    text: t.exposeString('text', { description: 'The sentence.' }),
    control: t.field({
      type: ControlRef,
      nullable: true,
      description: 'The control it is about.',
      resolve: (step) => step.control,
    }),
    mapping: t.field({
      type: MappingRef,
      nullable: true,
      description: 'The mapping it rests on.',
      resolve: (step) => step.mapping,
    }),
  }),
})

interface Explanation {
  readonly control: Control
  readonly verdict: Verdict
  readonly steps: ExplanationStep[]
}

const ExplanationRef = builder.objectRef<Explanation>('Explanation').implement({
  description: 'Why a control has its verdict.',
  fields: (t) => ({
    control: t.field({ type: ControlRef, description: 'The control.', resolve: (e) => e.control }),
    verdict: t.field({ type: VerdictEnum, description: 'Its verdict.', resolve: (e) => e.verdict }),
    steps: t.field({
      type: [ExplanationStepRef],
      description: 'The outline, at most 200 lines.',
      resolve: (e) => e.steps,
    }),
    text: t.string({
      description: 'The outline as indented text.',
      resolve: (e) => e.steps.map((step) => `${'  '.repeat(step.depth)}${step.text}`).join('\n'),
    }),
  }),
})

builder.queryField('explain', (t) =>
  t.field({
    type: ExplanationRef,
    args: {
      of: t.arg.string({
        required: true,
        description: 'Slug of the framework in question. Errors: UNKNOWN_FRAMEWORK.',
      }),
      ref: t.arg.string({
        required: true,
        description:
          'Ref of its control, as people write it; of an item or a group too: of a group, the verdicts below it are told. Errors: UNKNOWN_REF.',
      }),
      by: t.arg.stringList({
        required: true,
        description:
          'Slugs of the frameworks held, all of each; 1 to 20, `of` not among them. Errors: BAD_ARGUMENT, UNKNOWN_FRAMEWORK.',
      }),
      sets: setsArg(t.arg),
      locale: localeArg(t.arg),
    },
    description:
      'The whole derivation of one verdict, as an outline; the verdict is the one that `coverage` gives.',
    resolve: (_root, args, { snapshot, locale }): Explanation => {
      const by = requireBy(snapshot, args.of, args.by)
      const framework = requireFramework(snapshot, args.of, 'of')
      const control = requireControl(snapshot, framework, args.ref)
      const assessment = assess(snapshot, framework.index, by, args.sets ?? null)
      const row = rowOf(snapshot, assessment, control)
      return {
        control,
        verdict: row.verdict,
        steps: explain(snapshot, assessment, row, args.locale ?? locale),
      }
    },
  }),
)

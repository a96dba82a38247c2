// The impact of failed controls: what is certainly violated elsewhere.

import { type Impact, type ImpactStep, impact } from '../../domain/impact.ts'
import { setsArg } from '../args.ts'
import { builder } from '../builder.ts'
import { ControlRef } from './control.ts'
import { MappingRef } from './mapping.ts'

const FailedInput = builder.inputType('ControlName', {
  description: 'A control by framework and ref.',
  fields: (t) => ({
    framework: t.string({ required: true, description: 'Slug of its framework. Errors: UNKNOWN_FRAMEWORK.' }),
    ref: t.string({ required: true, description: 'Its ref, as people write it. Errors: UNKNOWN_REF.' }),
  }),
})

const StepRef = builder.objectRef<ImpactStep>('ImpactStep').implement({
  description: 'One violation that follows from another.',
  fields: (t) => ({
    from: t.field({ type: ControlRef, description: 'What is violated.', resolve: (step) => step.from }),
    to: t.field({
      type: ControlRef,
      description: 'What demands all of it, and so is violated too.',
      resolve: (step) => step.to,
    }),
    mapping: t.field({
      type: MappingRef,
      nullable: true,
      description: 'The mapping that says so; null when `from` is part of `to`.',
      resolve: (step) => step.mapping,
    }),
  }),
})

export const ImpactRef = builder.objectRef<Impact>('Impact').implement({
  description: 'A control that is certainly violated.',
  fields: (t) => ({
    control: t.field({ type: ControlRef, description: 'The control.', resolve: (impact) => impact.control }),
    path: t.field({
      type: [StepRef],
      description: 'How it follows, from the failed control on.',
      resolve: (impact) => [...impact.path],
    }),
  }),
})

builder.queryField('impactOf', (t) =>
  t.field({
    type: [ImpactRef],
    args: {
      failed: t.arg({
        type: [FailedInput],
        required: true,
        description: 'The controls that failed; 1 to 100. Errors: BAD_ARGUMENT.',
      }),
      in: t.arg.string({
        required: true,
        description: 'Slug of the framework to look at. Errors: UNKNOWN_FRAMEWORK.',
      }),
      sets: setsArg(t.arg),
    },
    description:
      'What is certainly violated in a framework when some controls failed: what demands all of them. Nothing else follows from a failure.',
    resolve: (_root, args, { snapshot }) => impact(snapshot, { ...args, sets: args.sets ?? null }),
  }),
)

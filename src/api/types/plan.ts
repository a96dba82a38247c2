// The plan: which evidence to collect next, for the largest gain.

import { setImmediate } from 'node:timers/promises'
import { DomainError } from '../../domain/errors.ts'
import { type Gain, type Goal, type PlanStep, plan } from '../../domain/plan.ts'
import { requireFramework, type Snapshot } from '../../domain/snapshot.ts'
import { factsOf } from '../../store/facts.ts'
import { builder } from '../builder.ts'
import { requireUpTo } from '../connection.ts'
import { momentArgs, momentOf } from '../moment.ts'
import { EvidenceTypeRef } from './evidence-type.ts'
import { FrameworkRef } from './framework.ts'
import { OrganizationRef } from './organization.ts'
import { ChangeRef } from './whatif.ts'

const GainRef = builder.objectRef<Gain>('PlanGain').implement({
  description: 'What a step of the plan gains in one framework.',
  fields: (t) => ({
    framework: t.field({
      type: FrameworkRef,
      description: 'The framework.',
      resolve: ({ framework }, _args, { snapshot }) => snapshot.frameworks[framework]!,
    }),
    newlyFull: t.field({
      type: [ChangeRef],
      description: 'Controls that become FULL.',
      resolve: ({ newlyFull }) => [...newlyFull],
    }),
    newlyPartial: t.field({
      type: [ChangeRef],
      description: 'Controls that become PARTIAL.',
      resolve: ({ newlyPartial }) => [...newlyPartial],
    }),
  }),
})

const StepRef = builder.objectRef<PlanStep>('PlanStep').implement({
  description: 'What to collect next, once the steps before are done.',
  fields: (t) => ({
    evidenceType: t.field({
      type: EvidenceTypeRef,
      description: 'What to collect.',
      resolve: ({ type }) => type,
    }),
    full: t.exposeFloat('full', { description: 'Weighted number of controls that become FULL.' }),
    partial: t.exposeFloat('partial', { description: 'Weighted number of controls that become PARTIAL.' }),
    gains: t.field({
      type: [GainRef],
      description: 'The same by framework, control by control.',
      resolve: ({ gains }) => [...gains],
    }),
  }),
})

const GoalInput = builder.inputType('PlanGoal', {
  description: 'A framework to plan for.',
  fields: (t) => ({
    slug: t.string({ required: true, description: 'Its slug.' }),
    weight: t.float({
      defaultValue: 1,
      description: 'How much one of its controls counts; above 0, at most 1000.',
    }),
  }),
})

const MAX_STEPS = 20
const MAX_GOALS = 5

builder.objectField(OrganizationRef, 'plan', (t) =>
  t.field({
    type: [StepRef],
    args: {
      frameworks: t.arg({
        type: [GoalInput],
        required: true,
        description: 'What to plan for; 1 to 5 frameworks.',
      }),
      first: t.arg.int({ defaultValue: 5, description: 'How many steps, 1 to 20.' }),
      ...momentArgs(t.arg),
    },
    description:
      'Which artefacts to collect next: at each step the one that makes most controls FULL, then PARTIAL, on top of those before. Ends where nothing gains.',
    resolve: async ({ id }, args, context) => {
      const { snapshot, database } = context
      const goals = goalsOf(snapshot, args.frameworks)
      const wanted = requireUpTo('first', args.first ?? 5, MAX_STEPS)
      const start = await factsOf(database, snapshot, id, momentOf(args, context))
      const steps: PlanStep[] = []
      for (const step of plan(snapshot, goals, start)) {
        steps.push(step)
        if (steps.length >= wanted) break
        // A step takes its time: others must get theirs in between.
        await setImmediate()
      }
      return steps
    },
  }),
)

interface Given {
  readonly slug: string
  readonly weight?: number | null
}

/** Throws BAD_ARGUMENT for too many, or one named twice, or a weight that cannot be; and UNKNOWN_FRAMEWORK. */
function goalsOf(snapshot: Snapshot, frameworks: readonly Given[]): Goal[] {
  const refuse = (expected: string, got: string) =>
    new DomainError('BAD_ARGUMENT', `frameworks must be ${expected}, but got: ${got}`, {
      argument: 'frameworks',
    })
  if (frameworks.length < 1 || frameworks.length > MAX_GOALS)
    throw refuse(`1 to ${MAX_GOALS}`, `${frameworks.length}`)
  const slugs = frameworks.map(({ slug }) => slug)
  const twice = slugs.find((slug, i) => slugs.indexOf(slug) < i)
  if (twice !== undefined) throw refuse('named once each', `${twice} twice`)
  return frameworks.map(({ slug, weight }) => ({
    framework: requireFramework(snapshot, slug, 'frameworks').index,
    weight: requireWeight(weight ?? 1),
  }))
}

function requireWeight(weight: number): number {
  if (weight > 0 && weight <= 1000) return weight
  throw new DomainError('BAD_ARGUMENT', `weight must be above 0 and at most 1000, but got: ${weight}`, {
    argument: 'weight',
  })
}

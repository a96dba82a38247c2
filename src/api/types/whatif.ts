// What a change of evidence would do: nothing is stored.

import { countVerdicts } from '../../domain/coverage.ts'
import { DomainError } from '../../domain/errors.ts'
import { factsIn, join } from '../../domain/facts.ts'
import { requireFramework, type Snapshot } from '../../domain/snapshot.ts'
import { type Change, isLowered, isRaised, type WhatIf, whatIf } from '../../domain/whatif.ts'
import { factsOf } from '../../store/facts.ts'
import { builder } from '../builder.ts'
import { isUuid } from '../connection.ts'
import { momentArgs, momentOf } from '../moment.ts'
import { ControlRef } from './control.ts'
import { VerdictCountsRef } from './coverage-counts.ts'
import { VerdictEnum } from './enums.ts'
import { EvidenceRef } from './evidence.ts'
import { OrganizationRef } from './organization.ts'

export const ChangeRef = builder.objectRef<Change>('VerdictChange').implement({
  description: 'A control of which the verdict changes.',
  fields: (t) => ({
    control: t.field({
      type: ControlRef,
      description: 'The control.',
      resolve: ({ control }, _args, { snapshot }) => snapshot.controls[control]!,
    }),
    from: t.expose('from', { type: VerdictEnum, description: 'Before.' }),
    to: t.expose('to', { type: VerdictEnum, description: 'After.' }),
  }),
})

const WhatIfRef = builder.objectRef<WhatIf>('WhatIf').implement({
  description: 'The posture before and after a change that nobody made.',
  fields: (t) => ({
    before: t.field({
      type: VerdictCountsRef,
      description: 'Derived verdicts before.',
      resolve: ({ before }) => countVerdicts(before.rows),
    }),
    after: t.field({
      type: VerdictCountsRef,
      description: 'Derived verdicts after.',
      resolve: ({ after }) => countVerdicts(after.rows),
    }),
    raised: t.field({
      type: [ChangeRef],
      description: 'The controls that rise.',
      resolve: ({ changes }) => changes.filter(isRaised),
    }),
    lowered: t.field({
      type: [ChangeRef],
      description: 'The controls that fall.',
      resolve: ({ changes }) => changes.filter(isLowered),
    }),
  }),
})

const HypothesisInput = builder.inputType('HypotheticalEvidence', {
  description: 'Evidence that there might be: of a type of the catalogue, a control, or a whole framework.',
  isOneOf: true,
  fields: (t) => ({
    type: t.string({ description: 'Slug of an evidence type: all that it proves and supports.' }),
    proves: t.string({ description: 'Id of a control, as `iso-27001-2022/A.5.15`.' }),
    supports: t.string({ description: 'Id of a control of which part is met.' }),
    certificate: t.string({ description: 'Slug of a framework met as a whole.' }),
  }),
})

interface Hypothesis {
  readonly type?: string | null
  readonly proves?: string | null
  readonly supports?: string | null
  readonly certificate?: string | null
}

function known<T>(found: T | undefined, argument: string, got: string | null | undefined): T {
  if (found !== undefined) return found
  throw new DomainError('BAD_ARGUMENT', `${argument} must be known, but got: ${JSON.stringify(got)}`, {
    argument,
  })
}

function factsOfHypotheses(snapshot: Snapshot, all: readonly Hypothesis[]) {
  const control = (id: string, argument: string) => known(snapshot.controlById.get(id), argument, id).index
  return factsIn(
    snapshot.graph,
    all.map(({ type, proves, supports, certificate }) => ({
      claims: [
        ...(typeof type === 'string' ? known(snapshot.evidenceTypeBySlug.get(type), 'type', type).links : []),
        ...(typeof proves === 'string'
          ? [{ control: control(proves, 'proves'), role: 'PROVES' as const }]
          : []),
        ...(typeof supports === 'string'
          ? [{ control: control(supports, 'supports'), role: 'SUPPORTS' as const }]
          : []),
      ],
      certificates:
        typeof certificate === 'string'
          ? [{ framework: requireFramework(snapshot, certificate, 'certificate').index, except: [] }]
          : [],
    })),
  )
}

builder.objectField(OrganizationRef, 'whatIf', (t) =>
  t.field({
    type: WhatIfRef,
    args: {
      framework: t.arg.string({ required: true, description: 'Slug of the framework to look at.' }),
      add: t.arg({
        type: [HypothesisInput],
        description: 'Evidence to add, as if it were accepted and in scope.',
      }),
      remove: t.arg.globalIDList({
        for: [EvidenceRef],
        description: 'Evidence to leave out; what it replaced does not come back.',
      }),
      ...momentArgs(t.arg),
    },
    description: 'What adding and removing evidence would do to the derived verdicts.',
    resolve: async ({ id }, args, context) => {
      const { snapshot, database } = context
      const { index } = requireFramework(snapshot, args.framework)
      const moment = momentOf(args, context)
      const added = factsOfHypotheses(snapshot, args.add ?? [])
      const removed = (args.remove ?? []).map((one) => one.id).filter(isUuid)
      const before = await factsOf(database, snapshot, id, moment)
      const left = removed.length === 0 ? before : await factsOf(database, snapshot, id, moment, removed)
      return whatIf(snapshot, index, before, join(left, added))
    },
  }),
)

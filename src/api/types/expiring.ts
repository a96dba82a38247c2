// What falls when evidence expires, day by day.

import { setImmediate } from 'node:timers/promises'
import { type DateText, plusDays } from '../../domain/calendar.ts'
import { DomainError } from '../../domain/errors.ts'
import { lastDay } from '../../domain/evidence.ts'
import { falls } from '../../domain/expiry.ts'
import type { Change } from '../../domain/whatif.ts'
import { type ExpiringEvidence, expiringEvidence } from '../../store/evidence-at.ts'
import { factsByDay } from '../../store/facts.ts'
import { chosenFrameworks, frameworksArg } from '../args.ts'
import { builder } from '../builder.ts'
import { momentArgs, momentOf } from '../moment.ts'
import { EvidenceRef } from './evidence.ts'
import { OrganizationRef } from './organization.ts'
import { ChangeRef } from './whatif.ts'

interface Expiry {
  readonly on: DateText
  readonly evidence: readonly ExpiringEvidence[]
  readonly falls: readonly Change[]
}

const ExpiryRef = builder.objectRef<Expiry>('Expiry').implement({
  description: 'A day on which evidence expires, and what falls with it.',
  fields: (t) => ({
    on: t.exposeString('on', { description: 'The last day of the evidence.' }),
    evidence: t.field({
      type: [EvidenceRef],
      description: 'The evidence; of more than 100 pieces 100 of them.',
      resolve: ({ evidence }) => [...evidence],
    }),
    evidenceCount: t.int({
      description: 'How many pieces of evidence have this last day.',
      resolve: ({ evidence }) => evidence[0]?.sameDay ?? 0,
    }),
    falls: t.field({
      type: [ChangeRef],
      description:
        'The controls that fall on the day after, by framework; what other evidence still holds does not.',
      resolve: (expiry) => [...expiry.falls],
    }),
  }),
})

/** Days looked ahead. */
const MAX_WITHIN = 366
/** Pieces shown of a day: all count. */
const MAX_SHOWN = 100

function requireDays(within: number): number {
  if (within >= 1 && within <= MAX_WITHIN) return within
  throw new DomainError('BAD_ARGUMENT', `within must be from 1 to ${MAX_WITHIN}, but got: ${within}`, {
    argument: 'within',
  })
}

builder.objectFields(OrganizationRef, (t) => ({
  expiring: t.field({
    type: [ExpiryRef],
    args: {
      within: t.arg.int({ defaultValue: 90, description: 'Days to look ahead, 1 to 366.' }),
      frameworks: frameworksArg(t.arg),
      ...momentArgs(t.arg),
    },
    description: 'What falls when evidence expires, day by day.',
    resolve: async ({ id }, args, context): Promise<Expiry[]> => {
      const { snapshot, database } = context
      const moment = momentOf(args, context)
      const frameworks = chosenFrameworks(snapshot, args.frameworks)
      const until = plusDays(moment.asOf, requireDays(args.within ?? 90))
      const pieces = await expiringEvidence(database, id, moment, until, MAX_SHOWN)
      const on = [...new Set(pieces.map((piece) => lastDay(piece)!))]
      const factsOn = await factsByDay(database, snapshot, id, moment, plusDays(on.at(-1) ?? moment.asOf, 1))
      const days: Expiry[] = []
      for (const day of on) {
        const [last, next] = [factsOn(day), factsOn(plusDays(day, 1))]
        const fallen = frameworks.flatMap(({ index }) => falls(snapshot, index, last, next))
        days.push({ on: day, evidence: pieces.filter((piece) => lastDay(piece) === day), falls: fallen })
        // A day takes its time: others must get theirs in between.
        await setImmediate()
      }
      return days
    },
  }),
}))

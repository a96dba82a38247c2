// What falls when evidence expires, day by day.

import { setImmediate } from 'node:timers/promises'
import { type DateText, plusDays } from '../../domain/calendar.ts'
import { lastDay, type Moment } from '../../domain/evidence.ts'
import { falls } from '../../domain/expiry.ts'
import type { Framework } from '../../domain/framework.ts'
import type { Change } from '../../domain/whatif.ts'
import { type ExpiringEvidence, expiringEvidence } from '../../store/evidence-at.ts'
import { factsByDay } from '../../store/facts.ts'
import { chosenFrameworks, frameworksArg } from '../args.ts'
import { builder } from '../builder.ts'
import { requireUpTo } from '../connection.ts'
import type { Context } from '../context.ts'
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
  description: 'A day on which evidence counts for the last time, and what falls with it.',
  fields: (t) => ({
    on: t.exposeString('on', {
      description:
        'The last day on which the evidence counts: of its validity, or the eve of its next version.',
    }),
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

async function expiriesUntil(
  until: DateText,
  organization: string,
  moment: Moment,
  frameworks: readonly Framework[],
  { snapshot, database }: Context,
): Promise<Expiry[]> {
  const pieces = await expiringEvidence(database, organization, moment, until, MAX_SHOWN)
  const on = [...new Set(pieces.map((piece) => lastDay(piece)!))]
  const dayAfter = plusDays(on.at(-1) ?? moment.asOf, 1)
  const factsOn = await factsByDay(database, snapshot, organization, moment, dayAfter)
  const days: Expiry[] = []
  for (const day of on) {
    const [last, next] = [factsOn(day), factsOn(plusDays(day, 1))]
    const fallen = frameworks.flatMap(({ index }) => falls(snapshot, index, last, next))
    days.push({ on: day, evidence: pieces.filter((piece) => lastDay(piece) === day), falls: fallen })
    // A day takes its time: others must get theirs in between.
    await setImmediate()
  }
  return days
}

builder.objectFields(OrganizationRef, (t) => ({
  expiring: t.field({
    type: [ExpiryRef],
    args: {
      within: t.arg.int({ defaultValue: 90, description: 'Days to look ahead, 1 to 366.' }),
      frameworks: frameworksArg(t.arg),
      ...momentArgs(t.arg),
    },
    description: 'What falls when evidence expires, or a new version replaces it, day by day.',
    resolve: ({ id }, args, context) => {
      const moment = momentOf(args, context)
      const until = plusDays(moment.asOf, requireUpTo('within', args.within ?? 90, MAX_WITHIN))
      return expiriesUntil(until, id, moment, chosenFrameworks(context.snapshot, args.frameworks), context)
    },
  }),
}))

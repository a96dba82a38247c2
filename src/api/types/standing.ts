// How a control stands, and how many stand each way; and what a person says of one, which decides it.

import { STANDINGS, type Standing, type StandingCounts } from '../../domain/own-verdict.ts'
import type { StoredVerdict } from '../../store/own-verdict.ts'
import { builder } from '../builder.ts'

export const OwnVerdictEnum = builder.enumType('OwnVerdictValue', {
  description: 'A person’s own verdict on a control.',
  values: {
    MET: { description: 'Met: stands as FULL.' },
    PARTLY: { description: 'Partly met: stands as PARTIAL.' },
    NOT_MET: { description: 'Not met, whatever is derived.' },
    NOT_APPLICABLE: {
      description: 'Does not apply: taken out of the share. Needs a reason.',
    },
  } as const,
})

export const StandingEnum = builder.enumType('Standing', {
  description: 'How a control stands: its derived verdict, or what a person says of it.',
  values: {
    FULL: { description: 'Met.' },
    PARTIAL: { description: 'Partly met, for certain.' },
    POSSIBLE: { description: 'Perhaps partly met.' },
    NONE: { description: 'Somebody looked, and no evidence there is has anything to do with it.' },
    UNKNOWN: { description: 'Nobody looked.' },
    CONTRADICTION: { description: 'Mappings contradict each other.' },
    NOT_MET: { description: 'A person says that it is not met.' },
    NOT_APPLICABLE: { description: 'A person says that it does not apply.' },
  } as const,
})

export const OwnVerdictRef = builder.objectRef<StoredVerdict>('OwnVerdict').implement({
  description: 'What a person says of a control. It wins over what is derived, and never replaces it.',
  fields: (t) => ({
    verdict: t.expose('verdict', { type: OwnVerdictEnum, description: 'The verdict.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why.' }),
    author: t.exposeString('author', { description: 'Who said so.' }),
    at: t.exposeString('at', { description: 'When, in UTC (ISO 8601).' }),
  }),
})

export const StandingCountRef = builder
  .objectRef<{ standing: Standing; count: number }>('StandingCount')
  .implement({
    description: 'How many controls stand in one way.',
    fields: (t) => ({
      standing: t.expose('standing', { type: StandingEnum, description: 'How they stand.' }),
      count: t.exposeInt('count', { description: 'How many.' }),
    }),
  })

/** Every standing with its count, in their order. */
export const listed = (counts: StandingCounts) =>
  STANDINGS.map((name) => ({ standing: name, count: counts[name] }))

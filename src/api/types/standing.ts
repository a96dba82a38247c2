// How a control stands, and how many stand each way; and what a person says of one, which decides it.

import { OWN_VERDICTS, STANDINGS, type Standing, type StandingCounts } from '../../domain/own-verdict.ts'
import type { StoredVerdict } from '../../store/own-verdict.ts'
import { builder } from '../builder.ts'

export const OwnVerdictEnum = builder.enumType('OwnVerdictValue', {
  description: 'A person’s own verdict on a control.',
  values: {
    MET: { value: OWN_VERDICTS[0], description: 'Met: stands as FULL.' },
    PARTLY: { value: OWN_VERDICTS[1], description: 'Partly met: stands as PARTIAL.' },
    NOT_MET: { value: OWN_VERDICTS[2], description: 'Not met, whatever is derived.' },
    NOT_APPLICABLE: {
      value: OWN_VERDICTS[3],
      description: 'Does not apply: taken out of the share. Needs a reason.',
    },
  },
})

const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  FULL: 'Met.',
  PARTIAL: 'Partly met, for certain.',
  POSSIBLE: 'Perhaps partly met.',
  NONE: 'Somebody looked, and no evidence there is has anything to do with it.',
  UNKNOWN: 'Nobody looked.',
  CONTRADICTION: 'Mappings contradict each other.',
  NOT_MET: 'A person says that it is not met.',
  NOT_APPLICABLE: 'A person says that it does not apply.',
}

export const StandingEnum = builder.enumType('Standing', {
  description: 'How a control stands: its derived verdict, or what a person says of it.',
  values: Object.fromEntries(
    STANDINGS.map((name) => [name, { value: name, description: STANDING_WORDS[name] }]),
  ) as Record<Standing, { value: Standing; description: string }>,
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
      standing: t.expose('standing', { type: StandingEnum, description: 'The way.' }),
      count: t.exposeInt('count', { description: 'How many.' }),
    }),
  })

/** Every standing with its count, in their order. */
export const listed = (counts: StandingCounts) =>
  STANDINGS.map((name) => ({ standing: name, count: counts[name] }))

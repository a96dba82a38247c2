// The arguments that name a day, and those that say as of when, and for which system, evidence is looked at.

import { type DateText, requireDate } from '../domain/calendar.ts'
import type { Moment } from '../domain/evidence.ts'
import type { builder } from './builder.ts'
import type { Context } from './context.ts'

type ArgBuilder = Parameters<Parameters<typeof builder.queryField>[1]>[0]['arg']

export const momentArgs = (arg: ArgBuilder) => ({
  asOf: arg.string({ description: 'The day, as `2026-03-31`; default: today in UTC.' }),
  scope: arg.string({
    description:
      'The system boundary; default: the organization as a whole, for which evidence of one system proves nothing.',
  }),
  anyScope: arg.boolean({ defaultValue: false, description: 'Count evidence of every scope.' }),
})

interface MomentArgs {
  readonly asOf?: string | null
  readonly scope?: string | null
  readonly anyScope?: boolean | null
}

/** The day of an argument; `otherwise` where none is given. Throws BAD_ARGUMENT for what is no date, an empty text too. */
export function dayOr<T>(text: string | null | undefined, argument: string, otherwise: T): DateText | T {
  return typeof text === 'string' ? requireDate(text, argument) : otherwise
}

/** Throws BAD_ARGUMENT for what is no date. */
export function momentOf({ asOf, scope, anyScope }: MomentArgs, { today }: Context): Moment {
  return {
    asOf: dayOr(asOf, 'asOf', today),
    scope: scope ?? null,
    anyScope: anyScope ?? false,
  }
}

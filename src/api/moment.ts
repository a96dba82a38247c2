// The arguments that say as of when, and for which system, evidence is looked at.

import { requireDate } from '../domain/calendar.ts'
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

/** Throws BAD_ARGUMENT for what is no date. */
export function momentOf({ asOf, scope, anyScope }: MomentArgs, { today }: Context): Moment {
  return {
    asOf: asOf ? requireDate(asOf, 'asOf') : today,
    scope: scope ?? null,
    anyScope: anyScope ?? false,
  }
}

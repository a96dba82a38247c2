// What mutations have in common: the key that makes them safe to send again, who may send them, what they name.

import { DomainError } from '../domain/errors.ts'
import { type Actor, type MemberRole, requireRole } from '../domain/member.ts'
import type { builder } from './builder.ts'
import type { Context } from './context.ts'

type ArgBuilder = Parameters<Parameters<typeof builder.mutationField>[1]>[0]['arg']

export const keyArg = (arg: ArgBuilder) =>
  arg.string({
    description:
      'A text of the client’s own, new for every change: sent again, the change is not made again.',
  })

/** A control by its id. */
export const controlArg = (arg: ArgBuilder) =>
  arg.string({ required: true, description: 'Id of the control, as `iso-27001-2022/A.5.15`.' })

export const actorFor = ({ actor }: Context, role: MemberRole): Actor => requireRole(actor, role)

/** Throws BAD_ARGUMENT for an id of no control. */
export function controlId({ snapshot }: Context, id: string): string {
  if (snapshot.controlById.has(id)) return id
  throw new DomainError(
    'BAD_ARGUMENT',
    `control must be the id of a known control, but got: ${JSON.stringify(id.slice(0, 60))}`,
    { argument: 'control' },
  )
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a text can be an id of the organization's own rows. */
export const isUuid = (text: string) => UUID.test(text)

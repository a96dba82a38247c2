// What mutations have in common: what they answer, the key that makes them safe to send again, who may send them, what
// they name. A new one reads so:
//
//   builder.mutationField('renameScope', (t) =>
//     t.field({
//       type: ScopeRef,
//       ...answers('scope', 'The scope under its new name.', NotFound),
//       args: { slug: t.arg.string({ … }), key: keyArg(t.arg) },
//       description: 'Gives a scope another name. For admins.',
//       resolve: (_root, args, context) =>
//         renameScope(context.database, actorFor(context, 'admin'), args.key ?? null, args.slug),
//     }),
//   )
//
// It throws DomainErrors and answers `union RenameScopeResult = RenameScopeSuccess | NotFoundError | …`. An error of which
// the type is not listed is an error of the whole request. `mutate` of the store does it once and writes the audit row.

import { DomainError } from '../domain/errors.ts'
import { type Actor, type MemberRole, requireRole } from '../domain/member.ts'
import { type builder, decodeId } from './builder.ts'
import type { Context } from './context.ts'
import {
  type AlreadyExists,
  BadArgument,
  type BadRows,
  Forbidden,
  type InUse,
  KeyReused,
  type LastAdmin,
  type NotFound,
  type TooLarge,
  type VersionConflict,
  type WrongStatus,
} from './types/error.ts'

export type ArgBuilder = Parameters<Parameters<typeof builder.mutationField>[1]>[0]['arg']

export const keyArg = (arg: ArgBuilder) =>
  arg.string({
    description:
      'A text of the client’s own, new for every change: sent again, the change is not made again.',
  })

type Kind =
  | typeof NotFound
  | typeof TooLarge
  | typeof AlreadyExists
  | typeof VersionConflict
  | typeof WrongStatus
  | typeof BadRows
  | typeof InUse
  | typeof LastAdmin

const types = (errors: readonly Kind[]) => [BadArgument, Forbidden, KeyReused, ...errors]

/** The union that a mutation answers: `field` of its success, and its errors beside those that every mutation has. */
export const answers = (field: string, description: string, ...errors: readonly Kind[]) => ({
  nullable: true as const,
  errors: { types: types(errors), dataField: { name: field, description } },
})

/** The same where the type of the field is itself the success, of more than one field: `type CreateApiKeySuccess`. */
export const answersOwn = (...errors: readonly Kind[]) => ({
  nullable: true as const,
  errors: { types: types(errors), directResult: true },
})

/** A control by its id. */
export const controlArg = (arg: ArgBuilder) =>
  arg.string({ required: true, description: 'Id of the control, as `iso-27001-2022/A.5.15`.' })

export const actorFor = ({ actor }: Context, role: MemberRole): Actor => requireRole(actor, role)

/** Throws BAD_ARGUMENT for an id of no control. */
export function controlId({ snapshot }: Context, id: string): string {
  if (snapshot.controlById.get(id)) return id
  throw new DomainError(
    'BAD_ARGUMENT',
    `control must be the id of a known control, but got: ${JSON.stringify(id.slice(0, 60))}`,
    { argument: 'control' },
  )
}

/** The key inside the global id of a thing of one type. Throws BAD_ID for any other text. */
export function idOf(type: string, id: string | number): string {
  const decoded = decodeId(String(id))
  if (decoded.typename === type) return decoded.id
  throw new DomainError('BAD_ID', `id must be of ${type}, but got: one of ${decoded.typename}`, {
    argument: 'id',
  })
}

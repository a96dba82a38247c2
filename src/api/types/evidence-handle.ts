// Which piece of evidence a mutation changes, and the piece as it is afterwards.

import { DomainError } from '../../domain/errors.ts'
import type { Actor, MemberRole } from '../../domain/member.ts'
import type { Database } from '../../store/database.ts'
import type { Handle } from '../../store/evidence-edit.ts'
import { isUuid } from '../connection.ts'
import type { Context } from '../context.ts'
import { type ArgBuilder, actorFor, idOf, keyArg } from '../mutation.ts'
import { notFound } from './error.ts'

export const handleArgs = (arg: ArgBuilder) => ({
  id: arg.id({ required: true, description: 'Global id of the piece of evidence.' }),
  version: arg.int({
    required: true,
    description: 'The version that was seen; VERSION_CONFLICT when there is a later one.',
  }),
  key: keyArg(arg),
})

interface HandleArgs {
  readonly id: string | number
  readonly version: number
  readonly key?: string | null | undefined
}

function handleOf({ id: globalId, version }: HandleArgs): Handle {
  const id = idOf('Evidence', globalId)
  if (isUuid(id)) return { id, version }
  return notFound('evidence', id)
}

/** What every change of a piece in the store begins with. Throws FORBIDDEN below the role. */
export function changeOf(
  context: Context,
  role: MemberRole,
  args: HandleArgs,
): [database: Database, actor: Actor, key: string | null, handle: Handle] {
  return [context.database, actorFor(context, role), args.key ?? null, handleOf(args)]
}

/** The piece as it is after the change: read anew, since the loader may have seen it, or a version of it, before. */
export async function reread({ loaders }: Context, { id }: Handle) {
  loaders.evidence.clearAll()
  loaders.links.clear(id)
  loaders.certificates.clear(id)
  const found = await loaders.evidence.load(id)
  if (found) return found
  throw new DomainError('NOT_FOUND', 'the evidence must exist, but got: one that was deleted since')
}

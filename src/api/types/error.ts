// The errors that mutations answer as types. The domain tells its errors apart by code and Pothos by class: each class
// here stands for the errors with its codes.

import { DomainError, type DomainErrorCode } from '../../domain/errors.ts'
import type { RowProblem } from '../../domain/evidence-draft.ts'
import { builder } from '../builder.ts'
import { MemberRoleEnum } from './enums.ts'

function errorsWith<Code extends DomainErrorCode>(...codes: readonly Code[]) {
  const known: readonly DomainErrorCode[] = codes
  return class extends DomainError<Code> {
    static override [Symbol.hasInstance](error: unknown): boolean {
      return error instanceof DomainError && known.includes(error.code)
    }
  }
}

const MutationErrorRef = builder.interfaceRef<DomainError>('MutationError').implement({
  description: 'Why a mutation did nothing.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'The same for all errors of a kind: to switch on.' }),
    message: t.exposeString('message', { description: 'For people: what was expected, and what was got.' }),
  }),
})

const interfaces = [MutationErrorRef]

export const BadArgument = errorsWith(
  'BAD_ARGUMENT',
  'BAD_ID',
  'UNKNOWN_FRAMEWORK',
  'UNKNOWN_REF',
  'UNKNOWN_EVIDENCE_TYPE',
  'UNKNOWN_SCOPE',
)
builder.objectType(BadArgument, {
  name: 'BadArgumentError',
  interfaces,
  description:
    'An argument cannot be used. Codes: BAD_ARGUMENT, BAD_ID, UNKNOWN_FRAMEWORK, UNKNOWN_REF, UNKNOWN_EVIDENCE_TYPE, UNKNOWN_SCOPE.',
  fields: (t) => ({
    argument: t.string({
      description: 'The argument, or the field of an input.',
      resolve: ({ details }) => details.argument,
    }),
    nearest: t.stringList({
      description: 'Of a name that is not known: the known ones closest to it.',
      resolve: ({ details }) => ('nearest' in details ? [...details.nearest] : []),
    }),
  }),
})

export const Forbidden = errorsWith('FORBIDDEN')
builder.objectType(Forbidden, {
  name: 'ForbiddenError',
  interfaces,
  description: 'The credentials are valid, and their role is too low. Code: FORBIDDEN.',
  fields: (t) => ({
    role: t.field({
      type: MemberRoleEnum,
      description: 'The role of the credentials.',
      resolve: ({ details }) => details.role,
    }),
    needs: t.field({
      type: MemberRoleEnum,
      description: 'The least role that will do.',
      resolve: ({ details }) => details.needs,
    }),
  }),
})

export const KeyReused = errorsWith('IDEMPOTENCY_KEY_REUSED')
builder.objectType(KeyReused, {
  name: 'IdempotencyKeyReusedError',
  interfaces,
  description: 'The `key` was used before, for another request. Code: IDEMPOTENCY_KEY_REUSED.',
})

export const NotFound = errorsWith('NOT_FOUND')
builder.objectType(NotFound, {
  name: 'NotFoundError',
  interfaces,
  description:
    'What is to be changed is not there: it never was, it was deleted, or it is another organization’s. Code: NOT_FOUND.',
})

export function notFound(what: string, name: string): never {
  throw new DomainError('NOT_FOUND', `the ${what} must exist, but got: ${JSON.stringify(name.slice(0, 60))}`)
}

export const InUse = errorsWith('IN_USE')
builder.objectType(InUse, {
  name: 'InUseError',
  interfaces,
  description: 'Something else still names it. Code: IN_USE.',
  fields: (t) => ({
    count: t.int({ description: 'How many things do.', resolve: ({ details }) => details.count }),
  }),
})

export const LastAdmin = errorsWith('LAST_ADMIN')
builder.objectType(LastAdmin, {
  name: 'LastAdminError',
  interfaces,
  description: 'Nobody would be left to administer the members. Code: LAST_ADMIN.',
})

export const AlreadyExists = errorsWith('ALREADY_EXISTS')
builder.objectType(AlreadyExists, {
  name: 'AlreadyExistsError',
  interfaces,
  description: 'There is one of that name already. Code: ALREADY_EXISTS.',
})

export const VersionConflict = errorsWith('VERSION_CONFLICT')
builder.objectType(VersionConflict, {
  name: 'VersionConflictError',
  interfaces,
  description:
    'Somebody changed it since it was read: read it again, and decide anew. Code: VERSION_CONFLICT.',
  fields: (t) => ({
    current: t.int({
      description: 'The version that there is now.',
      resolve: ({ details }) => details.current,
    }),
  }),
})

export const WrongStatus = errorsWith('WRONG_STATUS')
builder.objectType(WrongStatus, {
  name: 'WrongStatusError',
  interfaces,
  description: 'It is not where this may be done to it. Code: WRONG_STATUS.',
  fields: (t) => ({
    status: t.string({
      description: 'The status that it is in, as `ACCEPTED`.',
      resolve: ({ details }) => details.status,
    }),
  }),
})

const RowProblemRef = builder.objectRef<RowProblem>('RowProblem').implement({
  description: 'What keeps a row of a file from being recorded.',
  fields: (t) => ({
    line: t.exposeInt('line', {
      nullable: true,
      description: 'Line of the file, from 1, where the row begins; null for the file as a whole.',
    }),
    column: t.exposeString('column', {
      nullable: true,
      description: 'Title of the column; null for the row as a whole.',
    }),
    message: t.exposeString('message', { description: 'What was expected, and what was got.' }),
  }),
})

export const BadRows = errorsWith('BAD_ROWS')
builder.objectType(BadRows, {
  name: 'BadRowsError',
  interfaces,
  description: 'Rows of the file cannot be recorded, and so none was. Code: BAD_ROWS.',
  fields: (t) => ({
    problems: t.field({
      type: [RowProblemRef],
      description: 'Each with its place, in the order of the file; at most 200 are told.',
      resolve: ({ details }) => [...details.problems],
    }),
  }),
})

export const TooLarge = errorsWith('TOO_LARGE')
builder.objectType(TooLarge, {
  name: 'TooLargeError',
  interfaces,
  description: 'There would be more of something than one organization may have. Code: TOO_LARGE.',
  fields: (t) => ({
    argument: t.string({
      description: 'What there would be too much of, as `mappings`.',
      resolve: ({ details }) => details.argument,
    }),
    limit: t.int({ description: 'How much there may be.', resolve: ({ details }) => details.limit }),
  }),
})

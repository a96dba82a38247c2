// The audit log of the organization, for its admins.

import { requireRole } from '../../domain/member.ts'
import { type AuditEntry, auditCount, auditEntries } from '../../store/audit.ts'
import { builder } from '../builder.ts'
import { badCursor, forwardsOnly, pageOf } from '../connection.ts'
import { OrganizationRef } from './organization.ts'

const AuditRef = builder.objectRef<AuditEntry>('AuditEntry').implement({
  description: 'One change of the organization’s data. Nobody can alter or remove it.',
  fields: (t) => ({
    number: t.int({ description: 'Its number; later ones are higher.', resolve: ({ id }) => id }),
    at: t.exposeString('at', { description: 'When, in UTC (ISO 8601).' }),
    actor: t.exposeString('actor', {
      description: 'Who: `user:` and the `sub` of a token, `key:` and the name of an API key, or `cli`.',
    }),
    action: t.exposeString('action', { description: 'What was done, as `evidence.accepted`.' }),
    subject: t.exposeString('subject', { description: 'To what, as `evidence:` and its uuid.' }),
    before: t.string({
      nullable: true,
      description: 'What changed, as it was: JSON. Null when there was nothing.',
      resolve: ({ before }) => (before === null ? null : JSON.stringify(before)),
    }),
    after: t.string({
      nullable: true,
      description: 'What changed, as it became: JSON. Null when nothing is left.',
      resolve: ({ after }) => (after === null ? null : JSON.stringify(after)),
    }),
  }),
})

const WhereInput = builder.inputType('AuditWhere', {
  description: 'Conditions on entries; all that are given must hold.',
  fields: (t) => ({
    actor: t.string({ description: 'Who.' }),
    action: t.string({
      description: 'What was done: `evidence.accepted`, or `evidence` for all of its kind.',
    }),
    subject: t.string({ description: 'To what.' }),
  }),
})

/** PostgreSQL counts to 2^63; a number of that log is one that JavaScript can count to. */
function numberIn(cursor: string): number {
  const number = Number(cursor)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw badCursor('after', cursor)
}

builder.objectField(OrganizationRef, 'auditLog', (t) =>
  t.connection({
    type: AuditRef,
    args: { where: t.arg({ type: WhereInput, description: 'Conditions on the entries.' }) },
    description: 'What was changed, newest first. Pages go forward only. For admins.',
    resolve: async (_organization, args, { database, actor }) => {
      const { organization } = requireRole(actor, 'admin')
      const { size, after } = forwardsOnly(args)
      const where = args.where ?? {}
      const before = after === null ? null : numberIn(after)
      const rows = await auditEntries(database, organization, before, size + 1, where)
      const total = await auditCount(database, organization, where)
      const page = { rows: rows.slice(0, size), total, more: rows.length > size }
      return pageOf(page, ({ id }) => String(id), after)
    },
  }),
)

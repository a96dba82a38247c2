// Findings: recorded failures of controls, and what each certainly violates elsewhere.

import { MAX_TEXT, optionalText, requireLine } from '../../domain/checks.ts'
import { violations } from '../../domain/finding.ts'
import {
  closeFinding,
  countFindings,
  findingById,
  findingPage,
  recordFinding,
  type StoredFinding,
} from '../../store/finding.ts'
import { chosenFrameworks, frameworksArg } from '../args.ts'
import { builder } from '../builder.ts'
import { isUuid, pageOf, rowsAfter } from '../connection.ts'
import type { Context } from '../context.ts'
import { dayOr } from '../moment.ts'
import { actorFor, answers, controlArg, controlId, keyArg } from '../mutation.ts'
import { ControlRef } from './control.ts'
import { NotFound, notFound } from './error.ts'
import { ImpactRef } from './impact.ts'
import { OrganizationRef } from './organization.ts'

const FindingRef = builder.objectRef<StoredFinding>('Finding').implement({
  description: 'A recorded failure of a control.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id, for `closeFinding`.' }),
    control: t.field({
      type: ControlRef,
      nullable: true,
      description: 'The control that failed; null when the dataset does not have it any more.',
      resolve: ({ control }, _args, { snapshot }) => snapshot.controlById.get(control) ?? null,
    }),
    title: t.exposeString('title', { description: 'What was found.' }),
    description: t.exposeString('description', { nullable: true, description: 'More of it.' }),
    openedAt: t.exposeString('openedAt', { description: 'The day it was found.' }),
    closedAt: t.exposeString('closedAt', { nullable: true, description: 'The day it was put right.' }),
    violates: t.field({
      type: [ImpactRef],
      args: { frameworks: frameworksArg(t.arg) },
      description: 'What is certainly violated with it: what demands all of the control.',
      resolve: ({ control }, args, { snapshot }) => {
        const failed = snapshot.controlById.get(control)
        const wanted = chosenFrameworks(snapshot, args.frameworks).map(({ index }) => index)
        return failed ? violations(snapshot, failed.index, wanted) : []
      },
    }),
  }),
})

builder.objectField(OrganizationRef, 'findings', (t) =>
  t.connection({
    type: FindingRef,
    args: {
      openOn: t.arg.string({
        description: 'Only those that stood open on this day: found by then, and put right later or never.',
      }),
    },
    description: 'Recorded failures, newest first. Pages go forward only.',
    resolve: async ({ id }, args, { database }) => {
      const { size, after } = rowsAfter(args)
      const openOn = dayOr(args.openOn, 'openOn', null)
      const page = await findingPage(database, id, openOn, after, size)
      return pageOf({ ...page, total: () => countFindings(database, id, openOn) }, (one) => one.id, after)
    },
  }),
)

async function finding({ database }: Context, organization: string, id: string): Promise<StoredFinding> {
  return (isUuid(id) && (await findingById(database, organization, id))) || notFound('finding', id)
}

builder.mutationFields((t) => ({
  recordFinding: t.field({
    type: FindingRef,
    ...answers('finding', 'The finding.'),
    args: {
      control: controlArg(t.arg),
      title: t.arg.string({ required: true, description: 'What was found.' }),
      description: t.arg.string({ description: 'More of it.' }),
      openedAt: t.arg.string({ description: 'The day; default: today in UTC.' }),
      key: keyArg(t.arg),
    },
    description: 'Records that a control failed. For editors.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'editor')
      const { key = null, ...asked } = args
      const fields = {
        control: controlId(context, args.control),
        title: requireLine('title', args.title),
        description: optionalText('description', args.description, MAX_TEXT),
        openedAt: dayOr(args.openedAt, 'openedAt', context.today),
      }
      const id = await recordFinding(context.database, who, key, fields, asked)
      return finding(context, who.organization, id)
    },
  }),
  closeFinding: t.field({
    type: FindingRef,
    ...answers('finding', 'The finding as it is now.', NotFound),
    args: {
      id: t.arg.id({ required: true, description: 'The finding.' }),
      closedAt: t.arg.string({ description: 'The day it was put right; default: today in UTC.' }),
      key: keyArg(t.arg),
    },
    description: 'Records that a failure was put right. For editors.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'editor')
      const id = String(args.id)
      const closedAt = dayOr(args.closedAt, 'closedAt', context.today)
      await finding(context, who.organization, id)
      await closeFinding(context.database, who, args.key ?? null, id, closedAt, args.closedAt ?? null)
      return finding(context, who.organization, id)
    },
  }),
}))

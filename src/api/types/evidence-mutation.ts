// The changes of evidence: what is said of it, what it is linked to, and how far it has come.

import { encodeGlobalID } from '@pothos/plugin-relay'
import { MAX_TEXT, optionalText } from '../../domain/checks.ts'
import { DomainError } from '../../domain/errors.ts'
import { checked, complete, refuse, renewed } from '../../domain/evidence-fields.ts'
import { requireFramework } from '../../domain/snapshot.ts'
import { certifyEvidence, uncertifyEvidence } from '../../store/evidence-certificate.ts'
import {
  createEvidence,
  deleteEvidence,
  supersedeEvidence,
  updateEvidence,
} from '../../store/evidence-change.ts'
import { decideEvidence } from '../../store/evidence-decision.ts'
import type { Handle } from '../../store/evidence-edit.ts'
import { linkEvidence, unlinkEvidence } from '../../store/evidence-links.ts'
import { builder } from '../builder.ts'
import { isUuid } from '../connection.ts'
import type { Context } from '../context.ts'
import { actorFor, answers, controlArg, controlId, idOf, keyArg } from '../mutation.ts'
import { NotFound, notFound, VersionConflict, WrongStatus } from './error.ts'
import { EvidenceRef } from './evidence.ts'
import { FieldsInput, saidIn } from './evidence-fields.ts'
import { EvidenceRoleEnum } from './evidence-type.ts'

type ArgBuilder = Parameters<typeof keyArg>[0]

const handleArgs = (arg: ArgBuilder) => ({
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
}

function handleOf({ id: globalId, version }: HandleArgs): Handle {
  const id = idOf('Evidence', globalId)
  if (isUuid(id)) return { id, version }
  return notFound('evidence', id)
}

/** The piece as it is after the change: read anew, since the loader may have seen it before. */
async function reread({ loaders }: Context, { id }: Handle) {
  loaders.evidence.clear(id)
  loaders.links.clear(id)
  loaders.certificates.clear(id)
  const found = await loaders.evidence.load(id)
  if (found) return found
  throw new DomainError('NOT_FOUND', 'the evidence must exist, but got: one that was deleted since')
}

builder.mutationFields((t) => ({
  createEvidence: t.field({
    type: EvidenceRef,
    ...answers('evidence', 'The piece.', NotFound),
    args: {
      fields: t.arg({ type: FieldsInput, required: true, description: 'What is said of it.' }),
      key: keyArg(t.arg),
    },
    description: 'Records a piece of evidence, as a draft. For editors.',
    resolve: async (_root, { fields, key }, context) => {
      const who = actorFor(context, 'editor')
      const said = complete(saidIn(fields), context.snapshot, context.today)
      return reread(context, await createEvidence(context.database, who, key ?? null, said, fields))
    },
  }),
  updateEvidence: t.field({
    type: EvidenceRef,
    ...answers('evidence', 'The piece as it is now.', NotFound, VersionConflict),
    args: {
      ...handleArgs(t.arg),
      fields: t.arg({ type: FieldsInput, required: true, description: 'What changes.' }),
    },
    description: 'Changes what is said of a piece, which becomes a draft again. For editors.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'editor')
      const patch = checked(saidIn(args.fields), context.snapshot)
      return reread(
        context,
        await updateEvidence(context.database, who, args.key ?? null, handleOf(args), patch),
      )
    },
  }),
  supersedeEvidence: t.field({
    type: EvidenceRef,
    ...answers('evidence', 'The new piece.', NotFound, VersionConflict),
    args: {
      ...handleArgs(t.arg),
      fields: t.arg({
        type: FieldsInput,
        required: true,
        description:
          'What is different in the new version. Of another day it has the validity that its type usually has, unless one is given.',
      }),
    },
    description:
      'Records a new version of the same artefact: a draft with the same links. The old one counts until it expires. For editors.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'editor')
      const patch = checked(saidIn(args.fields), context.snapshot)
      return reread(
        context,
        await supersedeEvidence(context.database, who, args.key ?? null, handleOf(args), patch, (before) =>
          renewed(before, patch, context.snapshot),
        ),
      )
    },
  }),
  linkEvidence: t.field({
    type: EvidenceRef,
    ...answers('evidence', 'The piece as it is now.', NotFound, VersionConflict),
    args: {
      ...handleArgs(t.arg),
      control: controlArg(t.arg),
      role: t.arg({ type: EvidenceRoleEnum, required: true, description: 'Proves or supports.' }),
      note: t.arg.string({ description: 'Where to look, what it shows.' }),
    },
    description: 'Links a piece to a control, or changes that link; it becomes a draft again. For editors.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'editor')
      const link = {
        control: controlId(context, args.control),
        role: args.role,
        note: optionalText('note', args.note, MAX_TEXT),
      }
      return reread(
        context,
        await linkEvidence(context.database, who, args.key ?? null, handleOf(args), link),
      )
    },
  }),
  unlinkEvidence: t.field({
    type: EvidenceRef,
    ...answers('evidence', 'The piece as it is now.', NotFound, VersionConflict),
    args: { ...handleArgs(t.arg), control: controlArg(t.arg) },
    description: 'Takes the link to a control away; the piece becomes a draft again. For editors.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'editor')
      return reread(
        context,
        await unlinkEvidence(context.database, who, args.key ?? null, handleOf(args), args.control),
      )
    },
  }),
  certifyEvidence: t.field({
    type: EvidenceRef,
    ...answers('evidence', 'The piece as it is now.', NotFound, VersionConflict),
    args: {
      ...handleArgs(t.arg),
      framework: t.arg.string({ required: true, description: 'Slug of the framework.' }),
      exceptions: t.arg.stringList({ defaultValue: [], description: 'Ids of the controls left out.' }),
    },
    description:
      'Makes a piece a certificate of a whole framework, but for exceptions; it becomes a draft again. For editors.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'editor')
      const { slug, index } = requireFramework(context.snapshot, args.framework)
      const exceptions = (args.exceptions ?? []).map((id) =>
        context.snapshot.controlById.get(id)?.framework === index
          ? id
          : refuse('exceptions', `ids of controls of ${slug}`, id),
      )
      return reread(
        context,
        await certifyEvidence(context.database, who, args.key ?? null, handleOf(args), slug, exceptions),
      )
    },
  }),
  uncertifyEvidence: t.field({
    type: EvidenceRef,
    ...answers('evidence', 'The piece as it is now.', NotFound, VersionConflict),
    args: {
      ...handleArgs(t.arg),
      framework: t.arg.string({ required: true, description: 'Slug of the framework.' }),
    },
    description:
      'Makes a piece no certificate of a framework any more; it becomes a draft again. For editors.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'editor')
      const { database } = context
      const handle = handleOf(args)
      return reread(context, await uncertifyEvidence(database, who, args.key ?? null, handle, args.framework))
    },
  }),
  deleteEvidence: t.field({
    type: 'ID',
    ...answers('deletedId', 'The global id that the piece had.', NotFound, VersionConflict),
    args: handleArgs(t.arg),
    description:
      'Removes a piece with its links, and its bytes when no other piece has them; the audit log keeps what it was. For admins.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'admin')
      const { id } = await deleteEvidence(context.database, who, args.key ?? null, handleOf(args))
      context.sweep()
      return encodeGlobalID('Evidence', id)
    },
  }),
}))

const DECISIONS = [
  ['submitEvidence', 'SUBMITTED', 'editor', 'Hands a draft in, to be accepted. For editors.'],
  [
    'acceptEvidence',
    'ACCEPTED',
    'admin',
    'Accepts a submitted piece with its links: from now on it counts. For admins.',
  ],
  [
    'rejectEvidence',
    'REJECTED',
    'admin',
    'Refuses a submitted or accepted piece: it does not count. For admins.',
  ],
] as const

for (const [name, status, role, description] of DECISIONS)
  builder.mutationField(name, (t) =>
    t.field({
      type: EvidenceRef,
      ...answers('evidence', 'The piece as it is now.', NotFound, VersionConflict, WrongStatus),
      args: handleArgs(t.arg),
      description,
      resolve: async (_root, args, context) => {
        const who = actorFor(context, role)
        const handle = handleOf(args)
        return reread(context, await decideEvidence(context.database, who, args.key ?? null, handle, status))
      },
    }),
  )

// The changes of what is said of a piece of evidence, from the record to the deletion. What it is linked to is
// `evidence-link-mutation.ts`, how far it has come `evidence-decision.ts`.

import { encodeGlobalID } from '@pothos/plugin-relay'
import { checked, complete, renewed } from '../../domain/evidence-fields.ts'
import {
  createEvidence,
  deleteEvidence,
  supersedeEvidence,
  updateEvidence,
} from '../../store/evidence-change.ts'
import { builder } from '../builder.ts'
import { actorFor, answers, keyArg } from '../mutation.ts'
import { NotFound, VersionConflict } from './error.ts'
import { EvidenceRef } from './evidence.ts'
import { FieldsInput, saidIn } from './evidence-fields.ts'
import { changeOf, handleArgs, reread } from './evidence-handle.ts'

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
      const change = changeOf(context, 'editor', args)
      const patch = checked(saidIn(args.fields), context.snapshot)
      return reread(context, await updateEvidence(...change, patch))
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
          'What is different in the new version. With another `collectedAt` it has the validity that its type usually has, and speaks from that day on, unless `validUntil` or `effectiveFrom` is given.',
      }),
    },
    description:
      'Records a new version of the same artefact: a draft with the same links. Once it is accepted, and as long as it is, it replaces the old one from its own first day on (`effectiveFrom`, else `collectedAt`); until then the old one counts until it expires. For editors.',
    resolve: async (_root, args, context) => {
      const { snapshot } = context
      const change = changeOf(context, 'editor', args)
      const patch = checked(saidIn(args.fields), snapshot)
      const made = await supersedeEvidence(...change, patch, (before) => renewed(before, patch, snapshot))
      return reread(context, made)
    },
  }),
  deleteEvidence: t.field({
    type: 'ID',
    ...answers('deletedId', 'The global id that the piece had.', NotFound, VersionConflict),
    args: handleArgs(t.arg),
    description:
      'Removes a piece with its links, and its bytes when no other piece has them; the audit log keeps what it was. For admins.',
    resolve: async (_root, args, context) => {
      const { id } = await deleteEvidence(...changeOf(context, 'admin', args))
      context.sweep()
      return encodeGlobalID('Evidence', id)
    },
  }),
}))

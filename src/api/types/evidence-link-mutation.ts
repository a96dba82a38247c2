// The changes of what a piece of evidence is linked to: controls, and whole frameworks.

import { MAX_TEXT, optionalText } from '../../domain/checks.ts'
import { refuse } from '../../domain/evidence-fields.ts'
import { requireFramework } from '../../domain/snapshot.ts'
import { certifyEvidence, uncertifyEvidence } from '../../store/evidence-certificate.ts'
import { linkEvidence, unlinkEvidence } from '../../store/evidence-links.ts'
import { builder } from '../builder.ts'
import { answers, controlArg, controlId } from '../mutation.ts'
import { NotFound, VersionConflict } from './error.ts'
import { EvidenceRef } from './evidence.ts'
import { changeOf, handleArgs, reread } from './evidence-handle.ts'
import { EvidenceRoleEnum } from './evidence-type.ts'

builder.mutationFields((t) => ({
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
      const change = changeOf(context, 'editor', args)
      const link = {
        control: controlId(context, args.control),
        role: args.role,
        note: optionalText('note', args.note, MAX_TEXT),
      }
      return reread(context, await linkEvidence(...change, link))
    },
  }),
  unlinkEvidence: t.field({
    type: EvidenceRef,
    ...answers('evidence', 'The piece as it is now.', NotFound, VersionConflict),
    args: { ...handleArgs(t.arg), control: controlArg(t.arg) },
    description: 'Takes the link to a control away; the piece becomes a draft again. For editors.',
    resolve: async (_root, args, context) =>
      reread(context, await unlinkEvidence(...changeOf(context, 'editor', args), args.control)),
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
      const change = changeOf(context, 'editor', args)
      const { slug, index } = requireFramework(context.snapshot, args.framework)
      const exceptions = (args.exceptions ?? []).map((id) =>
        context.snapshot.controlById.get(id)?.framework === index
          ? id
          : refuse('exceptions', `ids of controls of ${slug}`, id),
      )
      return reread(context, await certifyEvidence(...change, slug, exceptions))
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
    resolve: async (_root, args, context) =>
      reread(context, await uncertifyEvidence(...changeOf(context, 'editor', args), args.framework)),
  }),
}))

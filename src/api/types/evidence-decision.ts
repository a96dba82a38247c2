// How far a piece of evidence comes: handed in, accepted, or refused.

import { decideEvidence } from '../../store/evidence-decision.ts'
import { builder } from '../builder.ts'
import { answers } from '../mutation.ts'
import { NotFound, VersionConflict, WrongStatus } from './error.ts'
import { EvidenceRef } from './evidence.ts'
import { changeOf, handleArgs, reread } from './evidence-handle.ts'

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
      resolve: async (_root, args, context) =>
        reread(context, await decideEvidence(...changeOf(context, role, args), status)),
    }),
  )

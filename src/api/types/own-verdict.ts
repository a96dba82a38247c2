// A person's own verdict on a control: said, said anew, and taken back.

import { refuse } from '../../domain/evidence-fields.ts'
import { setOwnVerdict } from '../../store/own-verdict.ts'
import { builder } from '../builder.ts'
import { actorFor, answers, controlArg, controlId, keyArg } from '../mutation.ts'
import { ControlRef } from './control.ts'
import { OwnVerdictEnum } from './posture.ts'

builder.mutationFields((t) => ({
  setOwnVerdict: t.field({
    type: ControlRef,
    ...answers('control', 'The control.'),
    args: {
      control: controlArg(t.arg),
      verdict: t.arg({ type: OwnVerdictEnum, description: 'The verdict; none takes it back.' }),
      reason: t.arg.string({ description: 'Why; NOT_APPLICABLE needs one.' }),
      key: keyArg(t.arg),
    },
    description: 'Says how a control stands, whatever is derived. For editors.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'editor')
      const control = controlId(context, args.control)
      const reason = args.reason?.trim() || null
      if (args.verdict === 'NOT_APPLICABLE' && !reason) refuse('reason', 'given for NOT_APPLICABLE', null)
      const said = args.verdict ? { verdict: args.verdict, reason } : null
      await setOwnVerdict(context.database, who, args.key ?? null, control, said)
      return context.snapshot.controlById.get(control)!
    },
  }),
}))

// A person's own verdict on a control: said, said anew, and taken back.

import { MAX_TEXT, optionalText } from '../../domain/checks.ts'
import { refuse } from '../../domain/evidence-fields.ts'
import { setOwnVerdict } from '../../store/own-verdict.ts'
import { builder } from '../builder.ts'
import { actorFor, answers, controlArg, controlId, keyArg } from '../mutation.ts'
import { ControlRef } from './control.ts'
import { OwnVerdictEnum } from './standing.ts'

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
    description:
      'Says how a control stands, whatever is derived: one of kind CONTROL, as all that a posture tells of. For editors.',
    resolve: async (_root, args, context) => {
      const who = actorFor(context, 'editor')
      const control = controlId(context, args.control)
      const { kind } = context.snapshot.controlById.get(control)!
      if (args.verdict && kind !== 'CONTROL')
        refuse('control', 'of kind CONTROL, as all that a posture tells of', kind)
      const reason = optionalText('reason', args.reason, MAX_TEXT)
      if (args.verdict === 'NOT_APPLICABLE' && !reason) refuse('reason', 'given for NOT_APPLICABLE', null)
      const said = args.verdict ? { verdict: args.verdict, reason } : null
      await setOwnVerdict(context.database, who, args.key ?? null, control, said)
      return context.snapshot.controlById.get(control)!
    },
  }),
}))

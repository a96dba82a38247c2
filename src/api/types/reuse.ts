// The reuse of one piece of evidence: what it raises in every framework, by which way, and what is left.

import { NO_FACTS } from '../../domain/facts.ts'
import { requireRole } from '../../domain/member.ts'
import { type Reuse, type ReuseStep, reuse } from '../../domain/reuse.ts'
import type { ListedEvidence } from '../../store/evidence-page.ts'
import { factsFrom, factsOf } from '../../store/facts.ts'
import { chosenFrameworks, frameworksArg, localeArg, textOf } from '../args.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { momentArgs, momentOf } from '../moment.ts'
import { ControlRef } from './control.ts'
import { VerdictEnum } from './enums.ts'
import { EvidenceRef } from './evidence.ts'
import { linksOf } from './evidence-link.ts'
import { MappingRef } from './mapping.ts'

const StepRef = builder.objectRef<ReuseStep>('ReuseStep').implement({
  description: 'One step from a control to what the evidence shows.',
  fields: (t) => ({
    from: t.field({
      type: ControlRef,
      description: 'Where it starts.',
      resolve: ({ from }, _args, { snapshot }) => snapshot.controls[from]!,
    }),
    to: t.field({
      type: ControlRef,
      description: 'Where it leads.',
      resolve: ({ to }, _args, { snapshot }) => snapshot.controls[to]!,
    }),
    mapping: t.expose('mapping', {
      type: MappingRef,
      nullable: true,
      description: 'The mapping between them; null when one is part of the other.',
    }),
  }),
})

const ReuseRef = builder.objectRef<Reuse>('Reuse').implement({
  description: 'A control that a piece of evidence raises.',
  fields: (t) => ({
    control: t.field({
      type: ControlRef,
      description: 'The control.',
      resolve: ({ control }, _args, { snapshot }) => snapshot.controls[control]!,
    }),
    from: t.expose('from', { type: VerdictEnum, description: 'Its verdict without this piece.' }),
    to: t.expose('to', { type: VerdictEnum, description: 'Its verdict with it.' }),
    path: t.field({
      type: [StepRef],
      description:
        'The way from the control to what the piece shows; empty when it names the control itself.',
      resolve: ({ path }) => [...path],
    }),
    residual: t.stringList({
      args: { locale: localeArg(t.arg) },
      description: 'Of PARTIAL: what is left to prove, as the authors of the mappings wrote it.',
      resolve: ({ residual }, args, context) => residual.flatMap((text) => textOf(text, args, context) ?? []),
    }),
  }),
})

/** What one piece says of controls, whatever its status. */
async function factsOfPiece(piece: ListedEvidence, context: Context) {
  const [links, certificates] = await Promise.all([
    linksOf(piece, context),
    context.loaders.certificates.load(piece.id),
  ])
  const rows = links.map(({ control, role }) => ({
    control,
    proven: role === 'PROVES',
    supported: role === 'SUPPORTS',
  }))
  return factsFrom(context.snapshot, rows, certificates)
}

builder.objectField(EvidenceRef, 'reuse', (t) =>
  t.field({
    type: [ReuseRef],
    args: {
      frameworks: frameworksArg(t.arg),
      verdicts: t.arg({
        type: [VerdictEnum],
        description: 'Only controls raised to these verdicts; all when none is given.',
      }),
      alone: t.arg.boolean({
        defaultValue: false,
        description: 'As if it were the only evidence; otherwise on top of the rest that counts.',
      }),
      ...momentArgs(t.arg),
    },
    description:
      'The controls, in every framework, that it raises: from what to what, how, and what is left. Whether it is accepted yet does not matter; whether the rest counts does.',
    resolve: async (piece, args, context) => {
      const { snapshot, database, actor } = context
      const { organization } = requireRole(actor, 'viewer')
      const frameworks = chosenFrameworks(snapshot, args.frameworks)
      const [rest, shown] = await Promise.all([
        args.alone
          ? NO_FACTS
          : factsOf(database, snapshot, organization, momentOf(args, context), [piece.id]),
        factsOfPiece(piece, context),
      ])
      const of = frameworks.map(({ index }) => index)
      return reuse(snapshot, of, rest, shown).filter(
        ({ to }) => !args.verdicts?.length || args.verdicts.includes(to),
      )
    },
  }),
)

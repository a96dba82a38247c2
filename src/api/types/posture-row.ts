// One row of a posture: how an organization stands on a control, by a person's word or else by its evidence.

import type { Moment } from '../../domain/evidence.ts'
import { countStandings, standing } from '../../domain/own-verdict.ts'
import { remainders } from '../../domain/partial.ts'
import { type Posture, type PostureRow, restsOn } from '../../domain/posture.ts'
import type { StoredVerdict } from '../../store/own-verdict.ts'
import { localeArg, textOf } from '../args.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { ControlRef } from './control.ts'
import { VerdictEnum } from './enums.ts'
import { EvidenceRef } from './evidence.ts'
import { OwnVerdictRef, StandingEnum } from './standing.ts'

export interface OrganizationPosture {
  readonly posture: Posture
  readonly moment: Moment
  readonly own: ReadonlyMap<string, StoredVerdict>
}

interface Row {
  readonly in: OrganizationPosture
  readonly row: PostureRow
}

const standingOf = ({ in: { own }, row }: Row, { snapshot }: Context) =>
  standing(row.verdict, asOwn(row.control, own.get(snapshot.controls[row.control]!.id)))

const asOwn = (control: number, said: StoredVerdict | undefined) => (said ? { ...said, control } : null)

export const standings = (of: OrganizationPosture, context: Context) =>
  of.posture.rows.map((row) => ({ row, standing: standingOf({ in: of, row }, context) }))

/** How controls stand, all of them or those of some rows. */
export const countsOf = (of: OrganizationPosture, context: Context, rows = of.posture.rows) =>
  countStandings(rows.map((row) => standingOf({ in: of, row }, context)))

/** Pieces named behind a row: to look at, not to count. */
const MAX_BEHIND = 20

/** Evidence that counts and names a control on which the row rests. */
async function evidenceBehind({ in: { posture: whole, moment }, row }: Row, { snapshot, loaders }: Context) {
  const rests = restsOn(snapshot, whole, row).map((c) =>
    loaders.showing(moment).load(snapshot.controls[c]!.id),
  )
  const showing = new Set((await Promise.all(rests)).flat())
  const pieces = await Promise.all([...showing].slice(0, MAX_BEHIND).map((id) => loaders.evidence.load(id)))
  return pieces.filter((piece) => piece !== null)
}

export const PostureRowRef = builder.objectRef<Row>('PostureRow').implement({
  description: 'One control of the framework, and how the organization stands on it.',
  fields: (t) => ({
    control: t.field({
      type: ControlRef,
      description: 'The control.',
      resolve: ({ row }, _args, { snapshot }) => snapshot.controls[row.control]!,
    }),
    standing: t.field({
      type: StandingEnum,
      description: 'How it stands: a person’s own verdict where there is one, else the derived one.',
      resolve: (row, _args, context) => standingOf(row, context),
    }),
    derived: t.field({
      type: VerdictEnum,
      description: 'The verdict derived from evidence.',
      resolve: ({ row }) => row.verdict,
    }),
    own: t.field({
      type: OwnVerdictRef,
      nullable: true,
      description: 'What a person says; null when nobody does.',
      resolve: ({ in: { own }, row }, _args, { snapshot }) =>
        own.get(snapshot.controls[row.control]!.id) ?? null,
    }),
    evidence: t.field({
      type: [EvidenceRef],
      description:
        'Evidence behind the derived verdict: at most 20 pieces, what proves before what supports.',
      resolve: (row, _args, context) => evidenceBehind(row, context),
    }),
    residual: t.stringList({
      args: { locale: localeArg(t.arg) },
      description: 'Of PARTIAL: what is left to prove, as the authors of the mappings wrote it.',
      resolve: ({ row }, args, context) =>
        remainders(context.snapshot, row.layer, row).flatMap((text) => textOf(text, args, context) ?? []),
    }),
  }),
})

// Posture: the verdict of every control from the evidence that counts, beside what people say themselves. What falls when
// evidence expires is `expiring.ts`.

import type { Moment } from '../../domain/evidence.ts'
import type { Control } from '../../domain/framework.ts'
import { requireRole } from '../../domain/member.ts'
import { organizationExportPath } from '../../domain/organization-export.ts'
import {
  countStandings,
  type Standing,
  type StandingCounts,
  standing,
  standingInterval,
} from '../../domain/own-verdict.ts'
import { remainders } from '../../domain/partial.ts'
import { type Posture, type PostureRow, posture, restsOn } from '../../domain/posture.ts'
import { themeOf } from '../../domain/report.ts'
import { requireFramework } from '../../domain/snapshot.ts'
import type { StoredEvidence } from '../../store/evidence.ts'
import { blockedPage, countBlocked, type ListedBlocker } from '../../store/evidence-at.ts'
import { factsOf } from '../../store/facts.ts'
import { ownVerdicts, type StoredVerdict } from '../../store/own-verdict.ts'
import { formatArg, localeArg, textOf } from '../args.ts'
import { builder } from '../builder.ts'
import { type Page, type PageArgs, pageOf, paginate, rowsAfter } from '../connection.ts'
import type { Context } from '../context.ts'
import { momentArgs, momentOf } from '../moment.ts'
import { ControlRef } from './control.ts'
import { VerdictEnum } from './enums.ts'
import { EvidenceRef } from './evidence.ts'
import { FrameworkRef } from './framework.ts'
import { OrganizationRef } from './organization.ts'
import { listed, OwnVerdictRef, StandingCountRef, StandingEnum } from './standing.ts'

export interface OrganizationPosture {
  readonly posture: Posture
  readonly moment: Moment
  readonly own: ReadonlyMap<string, StoredVerdict>
}

interface Row {
  readonly in: OrganizationPosture
  readonly row: PostureRow
}

const ThemeRef = builder.objectRef<{ control: Control; counts: StandingCounts }>('PostureTheme').implement({
  description: 'The posture of one theme.',
  fields: (t) => ({
    control: t.expose('control', { type: ControlRef, description: 'The theme.' }),
    counts: t.field({
      type: [StandingCountRef],
      description: 'How its controls stand.',
      resolve: ({ counts }) => listed(counts),
    }),
  }),
})

const standingOf = ({ in: { own }, row }: Row, { snapshot }: Context) =>
  standing(row.verdict, asOwn(row.control, own.get(snapshot.controls[row.control]!.id)))

const asOwn = (control: number, said: StoredVerdict | undefined) => (said ? { ...said, control } : null)

const standings = (of: OrganizationPosture, context: Context) =>
  of.posture.rows.map((row) => ({ row, standing: standingOf({ in: of, row }, context) }))

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

const RowRef = builder.objectRef<Row>('PostureRow').implement({
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

async function blockedBy(
  blocker: ListedBlocker,
  moment: Moment,
  args: PageArgs,
  { database, actor }: Context,
): Promise<Page<StoredEvidence>> {
  const { organization } = requireRole(actor, 'viewer')
  const { size, after } = rowsAfter(args)
  const page = await blockedPage(database, organization, moment, blocker, after, size)
  const total = () => countBlocked(database, organization, moment, blocker)
  return pageOf({ ...page, total }, ({ id }) => id, after)
}

const PostureRef = builder.objectRef<OrganizationPosture>('Posture').implement({
  description: 'How the organization stands in a framework on a day: worked out when asked, never stored.',
  fields: (t) => ({
    framework: t.field({
      type: FrameworkRef,
      description: 'The framework.',
      resolve: ({ posture: { of } }, _args, { snapshot }) => snapshot.frameworks[of]!,
    }),
    asOf: t.string({ description: 'The day.', resolve: ({ moment }) => moment.asOf }),
    scope: t.string({
      nullable: true,
      description: 'The system boundary; null for the organization as a whole.',
      resolve: ({ moment }) => moment.scope,
    }),
    exportUrl: t.string({
      nullable: true,
      args: { format: formatArg(t.arg) },
      description:
        'Where it is downloaded with the same credentials, control by control, relative to this host: CSV or XLSX; null for the others.',
      resolve: ({ posture: { of }, moment }, { format }, { snapshot }) => {
        const { asOf, scope, anyScope } = moment
        const query = { asOf, scope, anyScope: anyScope ? 'true' : null }
        return organizationExportPath(format, 'posture', snapshot.frameworks[of]!.slug, query)
      },
    }),
    revision: t.string({
      description: 'Revision of the dataset it rests on.',
      resolve: (_posture, _args, { snapshot }) => snapshot.revision,
    }),
    counts: t.field({
      type: [StandingCountRef],
      description: 'How the controls stand.',
      resolve: (of, _args, context) =>
        listed(countStandings(standings(of, context).map((row) => row.standing))),
    }),
    low: t.float({
      description: 'Share of what applies that is certainly met.',
      resolve: (of, _args, context) =>
        standingInterval(countStandings(standings(of, context).map((row) => row.standing))).low,
    }),
    high: t.float({
      description: 'Share of what applies that is met at most.',
      resolve: (of, _args, context) =>
        standingInterval(countStandings(standings(of, context).map((row) => row.standing))).high,
    }),
    themes: t.field({
      type: [ThemeRef],
      description: 'The same, theme by theme.',
      resolve: (of, _args, context) => {
        const themes = new Map<Control, Standing[]>()
        for (const { row, standing: one } of standings(of, context)) {
          const theme = themeOf(context.snapshot, context.snapshot.controls[row.control]!)
          themes.set(theme, [...(themes.get(theme) ?? []), one])
        }
        return [...themes].map(([control, all]) => ({ control, counts: countStandings(all) }))
      },
    }),
    rows: t.connection({
      type: RowRef,
      args: { standings: t.arg({ type: [StandingEnum], description: 'Only controls that stand so.' }) },
      description: 'The controls, in document order.',
      resolve: (of, args, context) => {
        const wanted = standings(of, context).filter(
          (row) => !args.standings || args.standings.includes(row.standing),
        )
        const rows = wanted.map(({ row }) => ({ in: of, row }))
        return paginate(rows, ({ row }) => context.snapshot.controls[row.control]!.id, args)
      },
    }),
    blockedByScope: t.connection({
      type: EvidenceRef,
      description:
        'Accepted evidence that does not count because it is of another scope; collected last first. Pages go forward only.',
      resolve: ({ moment }, args, context) => blockedBy('OTHER_SCOPE', moment, args, context),
    }),
    blockedByExpiry: t.connection({
      type: EvidenceRef,
      description:
        'Accepted evidence that does not count because it has expired; collected last first. Pages go forward only.',
      resolve: ({ moment }, args, context) => blockedBy('EXPIRED', moment, args, context),
    }),
  }),
})

builder.objectFields(OrganizationRef, (t) => ({
  posture: t.field({
    type: PostureRef,
    args: {
      framework: t.arg.string({ required: true, description: 'Slug of the framework.' }),
      ...momentArgs(t.arg),
    },
    description: 'How the organization stands in a framework.',
    resolve: async ({ id }, args, context) => {
      const { snapshot, database } = context
      const { index } = requireFramework(snapshot, args.framework)
      const moment = momentOf(args, context)
      const [facts, verdicts] = await Promise.all([
        factsOf(database, snapshot, id, moment),
        ownVerdicts(database, id),
      ])
      const own = new Map(verdicts.map((said) => [said.control, said]))
      return { posture: posture(snapshot, index, facts), moment, own }
    },
  }),
}))

// Posture: the verdict of every control from the evidence that counts, beside what people say themselves. What falls when
// evidence expires is `expiring.ts`.

import type { Moment } from '../../domain/evidence.ts'
import type { Control } from '../../domain/framework.ts'
import { requireRole } from '../../domain/member.ts'
import { organizationExportPath } from '../../domain/organization-export.ts'
import { type StandingCounts, standingInterval } from '../../domain/own-verdict.ts'
import { posture } from '../../domain/posture.ts'
import { byTheme } from '../../domain/report.ts'
import { requireFramework } from '../../domain/snapshot.ts'
import type { StoredEvidence } from '../../store/evidence.ts'
import { blockedPage, countBlocked, type ListedBlocker } from '../../store/evidence-at.ts'
import { factsOf } from '../../store/facts.ts'
import { ownVerdicts } from '../../store/own-verdict.ts'
import { formatArg } from '../args.ts'
import { builder } from '../builder.ts'
import { type Page, type PageArgs, pageOf, paginate, rowsAfter } from '../connection.ts'
import type { Context } from '../context.ts'
import { momentArgs, momentOf } from '../moment.ts'
import { ControlRef } from './control.ts'
import { EvidenceRef } from './evidence.ts'
import { FrameworkRef } from './framework.ts'
import { OrganizationRef } from './organization.ts'
import { countsOf, type OrganizationPosture, PostureRowRef, standings } from './posture-row.ts'
import { listed, StandingCountRef, StandingEnum } from './standing.ts'

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
      resolve: (of, _args, context) => listed(countsOf(of, context)),
    }),
    low: t.float({
      description: 'Share of what applies that is certainly met, 0 to 1.',
      resolve: (of, _args, context) => standingInterval(countsOf(of, context)).low,
    }),
    high: t.float({
      description: 'Share of what applies that is met at most, 0 to 1.',
      resolve: (of, _args, context) => standingInterval(countsOf(of, context)).high,
    }),
    themes: t.field({
      type: [ThemeRef],
      description: 'The same, theme by theme.',
      resolve: (of, _args, context) =>
        byTheme(context.snapshot, of.posture.rows).map(([control, rows]) => ({
          control,
          counts: countsOf(of, context, rows),
        })),
    }),
    rows: t.connection({
      type: PostureRowRef,
      args: {
        standings: t.arg({
          type: [StandingEnum],
          description: 'Only controls that stand so; all when none is given.',
        }),
      },
      description: 'The controls, in document order.',
      resolve: (of, args, context) => {
        const wanted = standings(of, context).filter(
          (row) => !args.standings?.length || args.standings.includes(row.standing),
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
        'Accepted evidence that does not count because it has expired, or a new version has replaced it; collected last first. Pages go forward only.',
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

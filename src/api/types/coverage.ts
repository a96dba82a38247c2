// Coverage: how much of one framework is met by somebody who meets others.

import { type Assessment, assess, requireBy } from '../../domain/assessment.ts'
import { newestDay } from '../../domain/calendar.ts'
import { type ExportFormat, exportPath, formatsOf } from '../../domain/export.ts'
import { controlTest } from '../../domain/filter.ts'
import { type RefinementQuestion, refinementQuestions } from '../../domain/possible.ts'
import { defaultSets } from '../../domain/sets.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { tally } from '../../domain/tally.ts'
import { ControlWhereInput, formatArg, setsArg } from '../args.ts'
import { builder } from '../builder.ts'
import { paginate, requireUpTo } from '../connection.ts'
import { ControlRef } from './control.ts'
import { CoverageGroupRef, VerdictCountsRef } from './coverage-counts.ts'
import { type Coverage, CoverageRowRef } from './coverage-row.ts'
import { VerdictEnum } from './enums.ts'
import { FrameworkRef } from './framework.ts'
import { MappingRef, MappingSetRef } from './mapping.ts'

const QuestionRef = builder.objectRef<RefinementQuestion>('CoverageQuestion').implement({
  description:
    'A mapping that leaves several relations open: if its author stated the right one, an overlap that is only POSSIBLE now could be certain.',
  fields: (t) => ({
    mapping: t.field({
      type: MappingRef,
      description: 'The mapping to refine.',
      resolve: ({ mapping }, _args, { snapshot }) => snapshot.mappings[mapping]!,
    }),
    decides: t.int({
      description: 'How many POSSIBLE verdicts it could decide.',
      resolve: ({ decides }) => decides.length,
    }),
    controls: t.field({
      type: [ControlRef],
      description: 'The controls whose verdicts it could decide.',
      resolve: ({ decides }, _args, { snapshot }) => decides.map((c) => snapshot.controls[c]!),
    }),
  }),
})

const setsOf = ({ sets }: Snapshot, { active }: Assessment) => sets.filter(({ index }) => active[index] === 1)

/** Names the mapping sets only where the caller chose others than the default. */
function coverageUrl(snapshot: Snapshot, assessment: Assessment, format: ExportFormat): string | null {
  const { of, by, active } = assessment
  const slug = (framework: number) => snapshot.frameworks[framework]!.slug
  const usual = defaultSets(snapshot, of, by)
  return exportPath(format, formatsOf('gaps').includes(format) ? 'gaps' : 'coverage', null, {
    of: slug(of),
    by: by.map(slug),
    sets: active.every((flag, set) => flag === usual[set])
      ? null
      : setsOf(snapshot, assessment).map((set) => set.slug),
  })
}

const CoverageRef = builder.objectRef<Coverage>('Coverage').implement({
  description:
    'How much of one framework is met by somebody who meets all of others: counts and an interval, never one blended percentage.',
  fields: (t) => ({
    of: t.field({
      type: FrameworkRef,
      description: 'The framework in question.',
      resolve: ({ assessment }, _args, { snapshot }) => snapshot.frameworks[assessment.of]!,
    }),
    by: t.field({
      type: [FrameworkRef],
      description: 'The frameworks held, each once, in the order of the query `frameworks`.',
      resolve: ({ assessment }, _args, { snapshot }) => assessment.by.map((f) => snapshot.frameworks[f]!),
    }),
    revision: t.string({
      description: 'Revision of the dataset it rests on: the same gives the same answer.',
      resolve: ({ snapshot }) => snapshot.revision,
    }),
    asOf: t.string({
      nullable: true,
      description:
        'The day as of which it speaks: the date of the newest of its `sets`, since nothing in it depends on when it is asked. Null without any set.',
      resolve: ({ assessment }, _args, { snapshot }) =>
        newestDay(setsOf(snapshot, assessment).map(({ date }) => date)) ?? null,
    }),
    sets: t.field({
      type: [MappingSetRef],
      description: 'The mapping sets it rests on.',
      resolve: ({ assessment }, _args, { snapshot }) => setsOf(snapshot, assessment),
    }),
    exportUrl: t.string({
      nullable: true,
      args: { format: formatArg(t.arg) },
      description:
        'Where it is downloaded, control by control, relative to this host and without regard to `where`: CSV, XLSX or MARKDOWN; null for the others.',
      resolve: ({ assessment }, { format }, { snapshot }) => coverageUrl(snapshot, assessment, format),
    }),
    counts: t.field({
      type: VerdictCountsRef,
      description: 'Verdicts of all controls asked for.',
      resolve: ({ snapshot, rows }) => tally(snapshot, rows).counts,
    }),
    low: t.float({
      description: 'Share certainly met, 0 to 1: full / total.',
      resolve: ({ snapshot, rows }) => tally(snapshot, rows).low,
    }),
    high: t.float({
      description: 'Share met at most, 0 to 1: (full + partial + possible) / total.',
      resolve: ({ snapshot, rows }) => tally(snapshot, rows).high,
    }),
    groups: t.field({
      type: [CoverageGroupRef],
      description:
        'The same, theme by theme, in document order; without the themes of which no control is asked for.',
      resolve: ({ snapshot, rows }) => [...tally(snapshot, rows).themes],
    }),
    rows: t.connection({
      type: CoverageRowRef,
      args: {
        verdicts: t.arg({ type: [VerdictEnum], description: 'Only these verdicts; all when none is given.' }),
      },
      description: 'The controls with their verdicts, in document order.',
      resolve: (coverage, args) => {
        const wanted = args.verdicts?.length
          ? coverage.rows.filter((row) => args.verdicts!.includes(row.verdict))
          : coverage.rows
        const rows = wanted.map((row) => ({ coverage, row }))
        return paginate(rows, ({ row }) => coverage.snapshot.controls[row.control]!.id, args)
      },
    }),
    questions: t.field({
      type: [QuestionRef],
      args: { first: t.arg.int({ defaultValue: 5, description: 'How many, 1 to 100.' }) },
      description:
        'Which mappings, made precise, could decide most POSSIBLE verdicts of the controls asked for; best first. Empty where nothing is POSSIBLE, or no single mapping would decide it.',
      resolve: ({ snapshot, assessment, rows }, { first }) =>
        refinementQuestions(snapshot, assessment, rows).slice(0, requireUpTo('first', first ?? 5)),
    }),
  }),
})

builder.queryFields((t) => ({
  coverage: t.field({
    type: CoverageRef,
    args: {
      of: t.arg.string({
        required: true,
        description: 'Slug of the framework in question. Errors: UNKNOWN_FRAMEWORK.',
      }),
      by: t.arg.stringList({
        required: true,
        description:
          'Slugs of the frameworks held, all of each; 1 to 20, `of` not among them. Errors: BAD_ARGUMENT, UNKNOWN_FRAMEWORK.',
      }),
      sets: setsArg(t.arg),
      where: t.arg({
        type: ControlWhereInput,
        description:
          'Only these controls of `of`: their counts, groups, rows and questions. No verdict changes by it.',
      }),
    },
    description: 'How much of `of` is met by somebody who meets all of `by`, several frameworks together.',
    resolve: (_root, args, { snapshot }): Coverage => {
      const by = requireBy(snapshot, args.of, args.by)
      const assessment = assess(snapshot, snapshot.frameworkBySlug.get(args.of)!.index, by, args.sets ?? null)
      if (!args.where) return { snapshot, assessment, rows: assessment.rows }
      const test = controlTest(snapshot, { ...args.where, frameworks: [args.of] })
      return {
        snapshot,
        assessment,
        rows: assessment.rows.filter((row) => test(snapshot.controls[row.control]!)),
      }
    },
  }),
}))

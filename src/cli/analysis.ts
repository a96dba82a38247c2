// The analyst's commands: coverage, gaps, explain, derive, contradictions, impact. They read options and print; the
// answers are `analysis-tables.ts`.

import { type Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { DEFAULT_HOPS, VERDICTS } from '../domain/coverage.ts'
import type { ControlWhere } from '../domain/filter.ts'
import { NORMATIVITIES, SERVICE_MODELS } from '../domain/framework.ts'
import { RELATIONS } from '../domain/relation.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import { hops } from './hops.ts'
import { FORMATS, type Format, outlined, render, type Table } from './table.ts'

type Tables = typeof import('./analysis-tables.ts')

/** What all of them are given. */
interface Given {
  readonly sets: readonly string[] | null
  readonly locale: Locale
}

interface Common {
  readonly sets?: readonly string[]
  readonly locale: Locale
  readonly format: Format
}

interface HeldOptions extends Common {
  readonly of: string
  readonly by: readonly string[]
}

interface WhereOptions extends HeldOptions {
  readonly under?: string
  readonly normativity?: string
  readonly serviceModel?: string
  readonly tags?: readonly string[]
}

interface GapsOptions extends WhereOptions {
  readonly verdicts?: readonly string[]
}

interface DeriveOptions extends Common {
  readonly from: string
  readonly to: string
  readonly maxHops: number
  readonly candidates?: boolean
  readonly certain?: boolean
  readonly derivedOnly?: boolean
  readonly relation?: string
  readonly group?: string
}

/** `superset-of` for SUPERSET_OF. */
const spelled = (code: string) => code.toLowerCase().replaceAll('_', '-')

const codeOf = <Code extends string>(codes: readonly Code[], text: string | undefined): Code | null =>
  codes.find((code) => spelled(code) === text) ?? null

const oneOf = (flags: string, description: string, codes: readonly string[]) =>
  new Option(flags, description).choices(codes.map(spelled))

const whereOf = ({ under, normativity, serviceModel, tags }: WhereOptions): ControlWhere => ({
  under: under ?? null,
  normativity: codeOf(NORMATIVITIES, normativity),
  serviceModel: codeOf(SERVICE_MODELS, serviceModel),
  tags: tags ?? null,
})

/** Options that say which controls of the framework in question are meant: `where` of the API. */
const withWhere = (command: Command) =>
  command
    .option('--under <ref>', 'only a theme, a section or a control: 9, 19.6')
    .addOption(oneOf('--normativity <kind>', 'only what is demanded, or recommended', NORMATIVITIES))
    .addOption(
      oneOf(
        '--service-model <model>',
        'only what applies to a provider of this service model',
        SERVICE_MODELS,
      ),
    )
    .option('--tags <tags...>', 'only controls that have one of these subject tags')

const withHeld = (command: Command) =>
  command
    .requiredOption('--of <slug>', 'framework in question')
    .requiredOption('--by <slugs...>', 'frameworks held, all of each: 1 to 20')

/** Says what it was asked in the database that DATABASE_URL names, else in the dataset of the package. */
export function addAnalysis(program: Command, out: (text: string) => void): void {
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('table'))
      .addOption(
        new Option('--locale <locale>', 'language of titles and texts').choices(['en', 'fr']).default('en'),
      )
      .option('--sets <slugs...>', 'mapping sets to rest on (default: curated, else published)')
  const answer = async (
    { format, sets, locale }: Common,
    table: (tables: Tables, snapshot: Snapshot, common: Given) => Table,
    print: (table: Table, format: Format) => string = render,
  ) => {
    const { loadSnapshot } = await import('./snapshot.ts')
    const tables = await import('./analysis-tables.ts')
    out(print(table(tables, await loadSnapshot(readConfig()), { sets: sets ?? null, locale }), format))
  }

  withWhere(
    withHeld(
      command('coverage', 'how much of one framework is met by somebody who meets others, theme by theme'),
    ),
  ).action((options: WhereOptions) =>
    answer(options, (tables, snapshot, common) =>
      tables.coverageTable(snapshot, { ...options, ...common, where: whereOf(options) }),
    ),
  )
  withWhere(
    withHeld(command('gaps', 'every control that is not certainly met, with what is left to prove, or why')),
  )
    .addOption(oneOf('--verdicts <verdicts...>', 'only these (default: all but full)', VERDICTS))
    .action((options: GapsOptions) => {
      const verdicts = options.verdicts?.flatMap((text) => codeOf(VERDICTS, text) ?? []) ?? null
      return answer(options, (tables, snapshot, common) =>
        tables.gapsTable(snapshot, { ...options, ...common, where: whereOf(options), verdicts }),
      )
    })
  withHeld(command('explain', 'why a control has its verdict, as an outline'))
    .argument('<ref>', 'ref of the control, as people write it: 9.6.a')
    .action((ref: string, options: HeldOptions) =>
      answer(
        options,
        (tables, snapshot, common) => tables.explainTable(snapshot, { ...options, ...common, ref }),
        outlined,
      ),
    )
  command('derive', 'links between two frameworks through any others')
    .requiredOption('--from <slug>', 'first framework')
    .requiredOption('--to <slug>', 'second framework')
    .option('--max-hops <number>', 'longest chain of mappings, 1 to 5', hops, DEFAULT_HOPS)
    .option('--candidates', 'also pairs joined only by chains that guarantee nothing')
    .option('--certain', 'only where an overlap is certain')
    .option('--derived-only', 'only pairs that no mapping joins directly')
    .addOption(oneOf('--relation <relation>', 'only where this one relation is left possible', RELATIONS))
    .option('--group <ref>', 'only a theme or section of the first framework')
    .action((options: DeriveOptions) =>
      answer(options, (tables, snapshot, common) =>
        tables.deriveTable(snapshot, {
          ...options,
          ...common,
          candidates: options.candidates ?? false,
          certain: options.certain ?? null,
          authored: options.derivedOnly ? false : null,
          relation: codeOf(RELATIONS, options.relation),
        }),
      ),
    )
  command('contradictions', 'where mapping sets exclude each other, with the mappings that clash').action(
    (options: Common) =>
      answer(options, (tables, snapshot, common) => tables.contradictionsTable(snapshot, common)),
  )
  command('impact', 'what is certainly violated in a framework when controls fail')
    .requiredOption('--failed <controls...>', 'controls that failed: iso-27001-2022/A.5.18')
    .requiredOption('--in <slug>', 'framework to look at')
    .action((options: Common & { readonly failed: readonly string[]; readonly in: string }) =>
      answer(options, (tables, snapshot, common) => tables.impactTable(snapshot, { ...options, ...common })),
    )
}

// Arguments that many fields share.

import type { Framework } from '../domain/framework.ts'
import { requireFramework, type Snapshot } from '../domain/snapshot.ts'
import { type Locale, type LocalizedText, localeOf, textIn } from '../domain/text.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import {
  ConfidenceEnum,
  ControlKindEnum,
  ExportFormatEnum,
  LocaleEnum,
  NormativityEnum,
  RationaleKindEnum,
  RelationEnum,
  ServiceModelEnum,
} from './types/enums.ts'

type ArgBuilder = Parameters<Parameters<typeof builder.queryField>[1]>[0]['arg']

/** `locale`: the language of one text. */
export const localeArg = (arg: ArgBuilder) =>
  arg({ type: LocaleEnum, description: 'The language wanted; default: Accept-Language, then English.' })

/** `format`: what to download. */
export const formatArg = (arg: ArgBuilder) =>
  arg({ type: ExportFormatEnum, required: true, description: 'The format wanted.' })

/** `sets`: which mapping sets to read. */
export const setsArg = (arg: ArgBuilder) =>
  arg.stringList({
    description:
      'Slugs of the mapping sets to rest on. Default: the curated sets; for a pair of frameworks without one, the organization’s own sets, then the published ones. An empty list rests on nothing. Errors: UNKNOWN_MAPPING_SET.',
  })

/** `frameworks`: which frameworks to look at. */
export const frameworksArg = (arg: ArgBuilder) =>
  arg.stringList({
    description: 'Slugs of the frameworks to look at; default, and for an empty list: all.',
  })

/** The frameworks of such an argument, each once. Throws UNKNOWN_FRAMEWORK. */
export function chosenFrameworks(
  snapshot: Snapshot,
  slugs: readonly string[] | null | undefined,
): readonly Framework[] {
  if (!slugs?.length) return snapshot.frameworks
  return [...new Set(slugs)].map((slug) => requireFramework(snapshot, slug, 'frameworks'))
}

export function textOf(
  text: LocalizedText | null | undefined,
  args: { locale?: Locale | null },
  context: Context,
): string | null {
  return textIn(text, args.locale ?? context.locale)
}

export function languageOf(
  text: LocalizedText | null | undefined,
  args: { locale?: Locale | null },
  context: Context,
): Locale | null {
  return localeOf(text, args.locale ?? context.locale)
}

export const ControlWhereInput = builder.inputType('ControlWhere', {
  description:
    'Conditions on controls; all that are given must hold. A list without entries is no condition.',
  fields: (t) => ({
    frameworks: t.stringList({
      description:
        'Slugs of frameworks the control may belong to. Ignored where the field fixes the framework.',
    }),
    kinds: t.field({ type: [ControlKindEnum], description: 'Kinds of node.' }),
    normativity: t.field({ type: NormativityEnum, description: 'Demanded or recommended.' }),
    serviceModel: t.field({
      type: ServiceModelEnum,
      description:
        'Applies to a provider of this service model: not restricted at all, or to models that include it.',
    }),
    under: t.string({
      description:
        'Ref of a control that is this one or stands above it: a theme, a section. Errors: UNKNOWN_REF.',
    }),
    refPrefix: t.string({ description: 'How the ref begins: `9.` or `A.8`.' }),
    tags: t.stringList({ description: 'Subject tags, one of which the control has. Errors: UNKNOWN_TAG.' }),
    text: t.string({
      description: 'Words that ref, title or summary contain, in any language, whatever the accents.',
    }),
    hasMappingTo: t.string({
      description:
        'Slug of a framework to which some mapping set has a mapping of the control. Errors: UNKNOWN_FRAMEWORK.',
    }),
    hasNoMappingTo: t.string({
      description:
        'Slug of a framework to which no mapping set has a mapping of the control. Errors: UNKNOWN_FRAMEWORK.',
    }),
    relations: t.field({
      type: [RelationEnum],
      description: 'Relations, from the control’s side, one of which a mapping of it states.',
    }),
    sets: t.stringList({
      description:
        'Slugs of the mapping sets that the conditions on mappings look at; alone: one of them has a mapping of the control. Default: all. Errors: UNKNOWN_MAPPING_SET.',
    }),
    confidence: t.field({ type: ConfidenceEnum, description: 'Confidence of a mapping of the control.' }),
  }),
})

export const MappingWhereInput = builder.inputType('MappingWhere', {
  description:
    'Conditions on mappings; all that are given must hold. A list without entries is no condition.',
  fields: (t) => ({
    sets: t.stringList({ description: 'Slugs of mapping sets.' }),
    frameworks: t.stringList({
      description: 'Slugs of frameworks, each of which is on one side or the other.',
    }),
    relations: t.field({ type: [RelationEnum], description: 'Relations, as stored.' }),
    rationaleKind: t.field({ type: RationaleKindEnum, description: 'Grounds of the comparison.' }),
    confidence: t.field({ type: ConfidenceEnum, description: 'The author’s confidence.' }),
    targetsSuffice: t.boolean({ description: 'Whether meeting all targets meets the sources.' }),
  }),
})

// Contradictions between mappings.

import {
  type Contradiction,
  clashingPaths,
  contradictions,
  statedAgainst,
} from '../../domain/contradictions.ts'
import { explainContradiction } from '../../domain/explanation-clash.ts'
import { allSets, namedSets } from '../../domain/sets.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { localeArg } from '../args.ts'
import { builder } from '../builder.ts'
import { paginate, requireUpTo } from '../connection.ts'
import { ControlRef } from './control.ts'
import { DerivationPathRef } from './derivation.ts'
import { ExplanationStepRef } from './explanation.ts'
import { FrameworkRef } from './framework.ts'

const NatureEnum = builder.enumType('ContradictionNature', {
  description: 'How mappings exclude each other.',
  values: {
    OVERLAP: { description: 'No relation between the two controls is left possible.' },
    SUFFICIENCY: {
      description:
        'Mappings prove the control from a framework that, an author states, leaves something of it to prove.',
    },
  } as const,
})

const ContradictionRef = builder.objectRef<Contradiction>('Contradiction').implement({
  description: 'Mappings that cannot all be true: an error in the data, shown rather than hidden.',
  fields: (t) => ({
    nature: t.field({
      type: NatureEnum,
      description: 'How they exclude each other.',
      resolve: (c) => c.nature,
    }),
    control: t.field({
      type: ControlRef,
      description: 'The control concerned.',
      resolve: (c, _args, { snapshot }) => snapshot.controls[c.control]!,
    }),
    counterpart: t.field({
      type: ControlRef,
      nullable: true,
      description:
        'The other control; the control itself when a chain leads back to it; null for SUFFICIENCY.',
      resolve: (c, _args, { snapshot }) =>
        c.counterpart === null ? null : snapshot.controls[c.counterpart]!,
    }),
    framework: t.field({
      type: FrameworkRef,
      description:
        'OVERLAP: the framework of `counterpart`. SUFFICIENCY: the one that proves the control, and is said not to.',
      resolve: (c, _args, { snapshot }) => snapshot.frameworks[c.framework]!,
    }),
    unmappedReason: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'What somebody wrote who saw no counterpart, when that is one side of it.',
      resolve: (c, { locale }, context) => statedAgainst(context.snapshot, c, locale ?? context.locale),
    }),
    paths: t.field({
      type: [DerivationPathRef],
      args: { first: t.arg.int({ defaultValue: 5, description: 'How many, 1 to 100.' }) },
      description:
        'The paths that clash, none of which could be left out; where one side is a statement that there is no counterpart, the paths that speak against it. Empty for SUFFICIENCY: see `steps`.',
      resolve: ({ counterpart, control, options }, { first }, { snapshot }) => {
        const limit = requireUpTo('first', first ?? 5)
        return counterpart === null
          ? []
          : clashingPaths(snapshot, options, control, counterpart).slice(0, limit)
      },
    }),
    steps: t.field({
      type: [ExplanationStepRef],
      args: { locale: localeArg(t.arg) },
      description:
        'The same as an outline a person can read; for SUFFICIENCY the proof, and the statement that denies it.',
      resolve: (c, { locale }, context) =>
        explainContradiction(context.snapshot, c, locale ?? context.locale),
    }),
  }),
})

const cache = new WeakMap<Snapshot, Contradiction[]>()

function all(snapshot: Snapshot): Contradiction[] {
  const kept = cache.get(snapshot) ?? contradictions(snapshot, allSets(snapshot))
  cache.set(snapshot, kept)
  return kept
}

builder.queryField('contradictions', (t) =>
  t.connection({
    type: ContradictionRef,
    args: {
      sets: t.arg.stringList({
        description:
          'Slugs of the mapping sets to compare; default: all, curated and published. Errors: UNKNOWN_MAPPING_SET.',
      }),
    },
    description:
      'Contradictions between mapping sets. There are none within the curated sets: the data check refuses them.',
    resolve: (_root, args, { snapshot }) => {
      const found = args.sets ? contradictions(snapshot, namedSets(snapshot, args.sets)) : all(snapshot)
      return paginate(
        found,
        (c) => `${c.nature} ${c.control} ${c.counterpart} ${c.framework} ${c.options.kind}`,
        args,
      )
    },
  }),
)

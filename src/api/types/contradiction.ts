// Contradictions between mappings.

import { type Contradiction, contradictions } from '../../domain/contradictions.ts'
import { paths } from '../../domain/paths.ts'
import { allSets, namedSets } from '../../domain/sets.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { statedReason } from '../../domain/stated.ts'
import { localeArg } from '../args.ts'
import { builder } from '../builder.ts'
import { paginate, requireRows } from '../connection.ts'
import { ControlRef } from './control.ts'
import { DerivationPathRef } from './derivation.ts'
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
      description: 'The framework that the statements are about.',
      resolve: (c, _args, { snapshot }) => snapshot.frameworks[c.framework]!,
    }),
    unmappedReason: t.string({
      nullable: true,
      args: { locale: localeArg(t.arg) },
      description: 'What somebody wrote who saw no counterpart, when that is one side of it.',
      resolve: (c, { locale }, context) =>
        statedReason(context.snapshot, c.options, c.control, c.framework, locale ?? context.locale),
    }),
    paths: t.field({
      type: [DerivationPathRef],
      args: { first: t.arg.int({ defaultValue: 5, description: 'How many, 1 to 100.' }) },
      description: 'The paths that clash; empty for SUFFICIENCY, of which `explain` tells more.',
      resolve: (c, { first }, { snapshot }) =>
        c.counterpart === null
          ? []
          : paths(snapshot.graph, c.options, c.control, c.counterpart, requireRows('first', first ?? 5)),
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
        description: 'Slugs of the mapping sets to compare; default: all, curated and published.',
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

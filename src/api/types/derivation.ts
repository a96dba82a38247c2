// Derived links: computed when asked, never stored, never mixed with authored ones.

import { requirePair } from '../../domain/assessment.ts'
import {
  type DerivedLink,
  derivedLinks,
  derivedLinkTest,
  isAuthored,
  isMetByTarget,
  pathsOf,
} from '../../domain/derived.ts'
import { RATIONALE_KINDS } from '../../domain/mapping.ts'
import type { Path, Step } from '../../domain/paths.ts'
import { isCertain, relationsIn } from '../../domain/relation.ts'
import { ControlWhereInput, setsArg } from '../args.ts'
import { builder } from '../builder.ts'
import { paginate, requireUpTo } from '../connection.ts'
import { ControlRef } from './control.ts'
import { RationaleKindEnum, RelationEnum } from './enums.ts'
import { MappingRef } from './mapping.ts'

const StepRef = builder.objectRef<Step>('DerivationStep').implement({
  description: 'One mapping on a path, walked from one control to another.',
  fields: (t) => ({
    mapping: t.field({
      type: MappingRef,
      description: 'The mapping.',
      resolve: (step, _args, { snapshot }) => snapshot.mappings[step.mapping]!,
    }),
    from: t.field({
      type: ControlRef,
      description: 'Where the step begins.',
      resolve: (step, _args, { snapshot }) => snapshot.controls[step.from]!,
    }),
    to: t.field({
      type: ControlRef,
      description: 'Where it ends.',
      resolve: (step, _args, { snapshot }) => snapshot.controls[step.to]!,
    }),
    possibleRelations: t.field({
      type: [RelationEnum],
      description: 'What the mapping says of this pair.',
      resolve: (step) => relationsIn(step.mask),
    }),
  }),
})

export const DerivationPathRef = builder.objectRef<Path>('DerivationPath').implement({
  description: 'A chain of mappings, and what it leaves possible between its ends.',
  fields: (t) => ({
    steps: t.field({
      type: [StepRef],
      description: 'The mappings, from the source on.',
      resolve: (path) => [...path.steps],
    }),
    possibleRelations: t.field({
      type: [RelationEnum],
      description: 'What this path alone leaves possible.',
      resolve: (path) => relationsIn(path.mask),
    }),
  }),
})

const DerivedLinkRef = builder.objectRef<DerivedLink>('DerivedLink').implement({
  description:
    'What follows from mappings for two controls, whether or not somebody compared them (`authored`). Several paths are true together: their possibilities are intersected.',
  fields: (t) => ({
    source: t.field({
      type: ControlRef,
      description: 'Control of the first framework.',
      resolve: (link, _args, { snapshot }) => snapshot.controls[link.source]!,
    }),
    target: t.field({
      type: ControlRef,
      description: 'Control of the second.',
      resolve: (link, _args, { snapshot }) => snapshot.controls[link.target]!,
    }),
    possibleRelations: t.field({
      type: [RelationEnum],
      description:
        'What may hold, by all paths together and by what was stated outright of the two; empty when these contradict each other.',
      resolve: (link) => relationsIn(link.mask),
    }),
    certain: t.boolean({
      description: 'The two certainly share some demand.',
      resolve: (link) => isCertain(link.mask),
    }),
    sourceMetByTarget: t.boolean({
      description: 'Meeting the target alone meets the source.',
      resolve: (link, _args, { snapshot }) => isMetByTarget(snapshot, link),
    }),
    authored: t.boolean({
      description:
        'Some mapping names both controls, one on each side: the pair is not only derived. `crosswalk` tells what its author said; this link tells what follows of the pair, with all other paths.',
      resolve: (link, _args, { snapshot }) => isAuthored(snapshot, link),
    }),
    rationaleKind: t.field({
      type: RationaleKindEnum,
      description: 'Kind of all mappings on its paths.',
      resolve: (link) => RATIONALE_KINDS[link.options.kind]!,
    }),
    paths: t.field({
      type: [DerivationPathRef],
      args: { first: t.arg.int({ defaultValue: 5, description: 'How many, 1 to 100.' }) },
      description:
        'The paths that led there, shortest first. All of them together make the link: a few may leave more possible.',
      resolve: (link, { first }, { snapshot }) => pathsOf(snapshot, link, requireUpTo('first', first ?? 5)),
    }),
  }),
})

const WhereInput = builder.inputType('DerivedLinkWhere', {
  description: 'Conditions on derived links; all that are given must hold.',
  fields: (t) => ({
    certain: t.boolean({
      description: 'Whether the two certainly share some demand; false asks for those that only may.',
    }),
    relation: t.field({
      type: RelationEnum,
      description:
        'The only relation left possible. EQUAL asks for the same as EQUIVALENT: what is derived says nothing of wording.',
    }),
    authored: t.boolean({
      description: 'Whether some mapping joins the two directly; false asks for pairs that nobody compared.',
    }),
    group: t.string({
      description: 'Ref of a theme or section of the first framework. Errors: UNKNOWN_REF.',
    }),
    source: t.field({ type: ControlWhereInput, description: 'Conditions on the source.' }),
    candidates: t.boolean({
      description: 'Also pairs joined only by chains that guarantee nothing (∩ ∘ ∩). Default: no.',
    }),
  }),
})

builder.queryField('derivedLinks', (t) =>
  t.connection({
    type: DerivedLinkRef,
    args: {
      from: t.arg.string({
        required: true,
        description: 'Slug of the first framework. Errors: UNKNOWN_FRAMEWORK.',
      }),
      to: t.arg.string({
        required: true,
        description: 'Slug of the second, another one. Errors: BAD_ARGUMENT, UNKNOWN_FRAMEWORK.',
      }),
      sets: setsArg(t.arg),
      maxHops: t.arg.int({
        defaultValue: 3,
        description: 'Longest chain of mappings, 1 to 5. Errors: BAD_ARGUMENT.',
      }),
      where: t.arg({ type: WhereInput, description: 'Conditions on the links.' }),
    },
    description:
      'Links between two frameworks through any others, worked out when asked and never stored, by source and target in document order.',
    resolve: (_root, args, { snapshot }) => {
      const { from, to } = requirePair(snapshot, args.from, args.to)
      const { candidates, ...where } = args.where ?? {}
      const links = derivedLinks(snapshot, {
        from,
        to,
        sets: args.sets ?? null,
        maxHops: args.maxHops ?? 3,
        candidates: candidates ?? false,
      })
      const test = derivedLinkTest(snapshot, from, where)
      const id = (index: number) => snapshot.controls[index]!.id
      return paginate(
        links.filter(test),
        (link) => `${id(link.source)} ${id(link.target)} ${link.options.kind}`,
        args,
      )
    },
  }),
)

// What OSCAL's maps cannot tell of mapping sets: statements that say less than one relation, and gaps towards a framework
// to which no map leads. Told one by one as properties of the provenance.

import { isBetween, isOscalMap } from '../domain/export.ts'
import { type Mapping, type MappingSet, relationOfMapping } from '../domain/mapping.ts'
import { relationsIn } from '../domain/relation.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { controlId, lower, type Property, prop, property, TOKEN, textProps, tokenOf } from './oscal-words.ts'
import { languagesOf, statementsOf } from './statements.ts'

/** A statement that is no map, in full: what may hold, between what, and in properties of its group what else it says. */
function leftOut(snapshot: Snapshot, set: MappingSet, mapping: Mapping): Property[] {
  const id = (c: number) => controlId(snapshot, snapshot.controls[c]!)
  const ids = (list: readonly number[]) => list.map(id).join(' ')
  const relation = relationOfMapping(mapping)
  const possible = (relation ? [relation] : relationsIn(mapping.mask)).map((one) => TOKEN[one])
  const kind = mapping.rationaleKind === set.rationaleKind ? null : lower(mapping.rationaleKind)
  const group = `statement-${mapping.index}`
  const more = [
    ...prop('strength', mapping.strength, { group }),
    ...prop('confidence', mapping.confidence && lower(mapping.confidence), { group }),
    ...prop('rationale-kind', kind, { group }),
    ...textProps('residual', mapping.residual, { group }),
    ...textProps('surplus', mapping.surplus, { group }),
    ...textProps('rationale', mapping.rationale, { group }),
    ...mapping.targets.flatMap((c, i) => textProps('shares', mapping.shares[i], { group, remarks: id(c) })),
  ]
  const ends = `${ids(mapping.sources)} > ${ids(mapping.targets)}`
  const statement = property('statement-without-a-relationship', ends, {
    class: possible.join('.') || 'none',
    group: more.length > 0 ? group : undefined,
  })
  return [statement, ...more]
}

/** Gaps towards a framework to which no map leads: there is no entry of `mappings` to summarize them. */
function untoldGaps(snapshot: Snapshot, set: MappingSet): Property[] {
  const { mappings, unmapped } = statementsOf(snapshot, set)
  const isTold = (to: number) =>
    mappings.some((m) => tokenOf(m) !== null && isBetween(snapshot, m, set.from, to))
  return unmapped
    .filter(({ framework }) => set.to.includes(framework) && !isTold(framework))
    .flatMap(({ control, framework, reason }) =>
      languagesOf(reason).flatMap(([locale, remarks]) => {
        const id = controlId(snapshot, snapshot.controls[control]!)
        return prop('control-without-counterpart', `${id} > ${snapshot.frameworks[framework]!.slug}`, {
          class: locale,
          remarks,
        })
      }),
    )
}

export function* provenanceProps(snapshot: Snapshot, sets: readonly MappingSet[]): Generator<Property> {
  for (const set of sets) {
    const left = statementsOf(snapshot, set).mappings.filter((m) => !isOscalMap(snapshot, set, m))
    yield* prop('statements-without-a-relationship', left.length, { class: set.slug })
    for (const mapping of left) yield* leftOut(snapshot, set, mapping)
    yield* untoldGaps(snapshot, set)
  }
}

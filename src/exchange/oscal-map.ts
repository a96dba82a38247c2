// One mapping as a map of an OSCAL control-mapping collection: its relationship, its ends, and in properties of our own
// what OSCAL has no name for.

import type { Control } from '../domain/framework.ts'
import type { Mapping, MappingSet } from '../domain/mapping.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { controlId, lower, type Property, prop, some, textProps, tokenOf } from './oscal-words.ts'
import { uuidOf } from './uuid.ts'

export function itemOf(snapshot: Snapshot, control: Control, props: readonly Property[] = []) {
  return {
    type: control.kind === 'ITEM' ? 'statement' : 'control',
    'id-ref': controlId(snapshot, control),
    props: some([...(control.kind === 'GROUP' ? prop('kind', 'group') : []), ...props]),
  }
}

export function mapOf(snapshot: Snapshot, set: MappingSet, mapping: Mapping) {
  const { controls } = snapshot
  return {
    uuid: uuidOf(`mapping:${mapping.id}`),
    'matching-rationale':
      mapping.rationaleKind === set.rationaleKind ? undefined : lower(mapping.rationaleKind),
    relationship: tokenOf(mapping),
    sources: mapping.sources.map((c) => itemOf(snapshot, controls[c]!)),
    targets: mapping.targets.map((c, i) =>
      itemOf(snapshot, controls[c]!, textProps('shares', mapping.shares[i])),
    ),
    'confidence-score': mapping.confidence ? { category: lower(mapping.confidence) } : undefined,
    props: some([
      ...prop('strength', mapping.strength),
      ...textProps('residual', mapping.residual),
      ...textProps('surplus', mapping.surplus),
      ...textProps('rationale', mapping.rationale),
    ]),
  }
}

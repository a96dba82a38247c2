// Two frameworks side by side: the authored links of a control, read from its own side, whichever way round and on
// whichever level of the tree they are stored.

import type { Control } from './framework.ts'
import type { ActiveSets } from './graph.ts'
import { type Mapping, relationFrom, type Side, sourcesSuffice, targetsSuffice } from './mapping.ts'
import { inverse, type Mask, type Relation } from './relation.ts'
import type { Snapshot } from './snapshot.ts'

/** One mapping seen from one control. */
export interface Link {
  readonly mapping: Mapping
  /** Which side of the mapping the control is on. */
  readonly side: Side
  /** The control that the mapping names: the control itself, or a group above it. */
  readonly via: Control
  readonly relation: Relation | null
  readonly mask: Mask
  readonly counterparts: readonly Control[]
  readonly alongside: readonly Control[]
  readonly sufficient: boolean
}

const slice = (start: Int32Array, list: Int32Array, key: number) => list.subarray(start[key], start[key + 1])

function linkFrom(
  snapshot: Snapshot,
  mapping: Mapping,
  side: Side,
  via: Control,
  to: number | null,
): Link | null {
  const [near, far] =
    side === 'source' ? [mapping.sources, mapping.targets] : [mapping.targets, mapping.sources]
  const counterparts = far.map((c) => snapshot.controls[c]!)
  if (to !== null && !counterparts.some((c) => c.framework === to)) return null
  return {
    mapping,
    side,
    via,
    relation: relationFrom(side, mapping),
    mask: side === 'source' ? mapping.mask : inverse(mapping.mask),
    counterparts,
    alongside: near.filter((c) => c !== via.index).map((c) => snapshot.controls[c]!),
    sufficient: side === 'source' ? targetsSuffice(mapping) : sourcesSuffice(mapping),
  }
}

/**
 * The links of a control to a framework (to any, when `to` is null) in the active sets. A mapping of a group above the
 * control is read too, with `via` naming the group: it speaks of the whole group, so of the control only perhaps.
 */
export function linksOf(snapshot: Snapshot, active: ActiveSets, control: Control, to: number | null): Link[] {
  const { asSource, asTarget, parentOf } = snapshot.graph
  const links: Link[] = []
  for (let at = control.index; at >= 0; at = parentOf[at]!) {
    const via = snapshot.controls[at]!
    for (const [side, index] of [
      ['source', asSource],
      ['target', asTarget],
    ] as const)
      for (const m of slice(index.start, index.list, at)) {
        const mapping = snapshot.mappings[m]!
        // A mapping that names the control and a group above it is read once, from the control.
        if (active[mapping.set] !== 1 || links.some((link) => link.mapping === mapping)) continue
        const link = linkFrom(snapshot, mapping, side, via, to)
        if (link) links.push(link)
      }
  }
  return links
}

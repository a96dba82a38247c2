// What authors stated outright about a control and a whole framework.

import { type ActiveSets, unmappedIn } from './graph.ts'
import type { Unmapped } from './mapping.ts'
import type { Snapshot } from './snapshot.ts'
import { type Locale, textIn } from './text.ts'

/** The statements that a control, or what demands it, has no counterpart in a framework; its own first. */
export function unmappedOf(
  snapshot: Snapshot,
  active: ActiveSets,
  control: number,
  framework: number,
): Unmapped[] {
  return unmappedIn(snapshot.graph, active, control, framework).map((u) => snapshot.unmapped[u]!)
}

/** Why somebody said so; null when nobody did. */
export function statedReason(
  snapshot: Snapshot,
  { active }: { readonly active: ActiveSets },
  control: number,
  framework: number,
  locale: Locale,
): string | null {
  return textIn(unmappedOf(snapshot, active, control, framework)[0]?.reason, locale)
}

// What authors stated outright about a control and a whole framework.

import type { ActiveSets } from './graph.ts'
import type { Unmapped } from './mapping.ts'
import type { Snapshot } from './snapshot.ts'
import { type Locale, textIn } from './text.ts'

/** The statements that a control has no counterpart in a framework. */
export function unmappedOf(
  snapshot: Snapshot,
  active: ActiveSets,
  control: number,
  framework: number,
): Unmapped[] {
  const stated = (snapshot.graph.unmapped.get(control) ?? []) as readonly Unmapped[]
  return stated.filter((u) => u.framework === framework && active[u.set] === 1)
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

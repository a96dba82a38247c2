// Orders of controls.

import type { Control } from './framework.ts'
import { type Locale, textIn } from './text.ts'

export type ControlOrder = 'DOCUMENT' | 'DOCUMENT_DESC' | 'TITLE'

/** Controls come in document order; ties of any other order keep it. */
export function orderControls(
  controls: readonly Control[],
  order: ControlOrder,
  locale: Locale,
): readonly Control[] {
  if (order === 'DOCUMENT') return controls
  if (order === 'DOCUMENT_DESC') return controls.toReversed()
  const collator = new Intl.Collator(locale)
  const title = new Map(controls.map((c) => [c, textIn(c.title, locale) ?? c.ref]))
  return controls.toSorted((a, b) => collator.compare(title.get(a)!, title.get(b)!) || a.index - b.index)
}

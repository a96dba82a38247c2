// A curated set: one decision for each source control, in a file a theme. Its relation follows from what is left over.

import { maskFromRemainders } from '../domain/mapping.ts'
import type { Assembly } from './assembly.ts'
import type { CuratedFiles } from './files.ts'

export function addCurated(assembly: Assembly, { from, to, head, themes }: CuratedFiles) {
  const fromIndex = assembly.frameworkOf(from, head, [])
  const toIndex = assembly.frameworkOf(to, head, [])
  if (fromIndex === null || toIndex === null) return
  const slug = `${from}--${to}--curated`
  const { sameTargets: _same, sufficientDespiteNumber: _number, ...stated } = head.data
  const set = assembly.addSet({
    ...stated,
    slug,
    origin: 'CURATED',
    source: null,
    remarks: head.data.remarks ?? null,
    from: fromIndex,
    to: [toIndex],
  })
  for (const file of themes)
    for (const [ref, decision] of Object.entries(file.data)) {
      const control = assembly.end(from, ref, file, [ref])
      if (control === null) continue
      if ('unmapped' in decision) {
        assembly.unmapped.push({ set, control, framework: toIndex, reason: decision.unmapped })
        continue
      }
      const targets = Object.keys(decision.targets).map((t) => assembly.end(to, t, file, [ref, 'targets', t]))
      if (targets.includes(null)) continue
      assembly.addMapping({
        id: `${slug}:${ref}`,
        set,
        sources: [control],
        targets: targets as number[],
        mask: maskFromRemainders(decision.residual !== null, decision.surplus !== null),
        sameWording: decision.sameWording ?? false,
        rationaleKind: decision.rationaleKind ?? head.data.rationaleKind,
        shares: Object.values(decision.targets),
        rationale: null,
        residual: decision.residual,
        surplus: decision.surplus,
        strength: decision.strength,
        confidence: decision.confidence,
      })
    }
}

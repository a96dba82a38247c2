// An imported mapping set as a file of seeds/published/: what its author states, row by row. It is never blended into
// our own sets, whoever wrote it.

import type { ControlKey, ResolvedMapping, ResolvedSet } from '../domain/import-resolution.ts'
import { GAP_LEVEL_MASK } from '../domain/mapping.ts'
import { OVERLAP, relationOf, relationsIn } from '../domain/relation.ts'
import type { LocalizedText } from '../domain/text.ts'
import { type Facts, factOf } from './imported-facts.ts'
import { withEnglish } from './imported-framework.ts'
import { listText, mapText } from './seed-text.ts'
import type { PublishedRow } from './shapes.ts'

/** As `targets` writes it. */
const nameIn = ({ to }: ResolvedSet, { framework, ref }: ControlKey) =>
  to.length === 1 ? ref : `${framework}/${ref}`

/** What a row says of the relation: nothing for "some overlap". */
function relationFields({ mask, sameWording }: ResolvedMapping): Partial<PublishedRow> {
  const relation = relationOf(mask)
  if (relation !== null) return { relation: relation === 'EQUIVALENT' && sameWording ? 'EQUAL' : relation }
  if (mask === OVERLAP) return {}
  for (const gap of ['NO_GAP', 'PARTIAL_GAP'] as const) if (mask === GAP_LEVEL_MASK[gap]) return { gap }
  return { possible: relationsIn(mask) }
}

function noteOf(rationale: LocalizedText | null): PublishedRow['note'] {
  if (rationale === null) return undefined
  return rationale.fr === undefined ? rationale.en : rationale
}

function sharesOf(set: ResolvedSet, { targets, shares }: ResolvedMapping): PublishedRow['shares'] {
  const said = targets.flatMap((target, i) => {
    const share = shares[i]
    return share ? [[nameIn(set, target), share] as const] : []
  })
  return said.length > 0 ? Object.fromEntries(said) : undefined
}

function row(set: ResolvedSet, mapping: ResolvedMapping): PublishedRow {
  const [source, ...others] = mapping.sources.map(({ ref }) => ref)
  return {
    source: source!,
    otherSources: others.length > 0 ? others : undefined,
    targets: mapping.targets.map((target) => nameIn(set, target)),
    ...relationFields(mapping),
    note: noteOf(mapping.rationale),
    shares: sharesOf(set, mapping),
    residual: mapping.residual ?? undefined,
    surplus: mapping.surplus ?? undefined,
    strength: mapping.strength ?? undefined,
    confidence: mapping.confidence ?? undefined,
    rationaleKind: mapping.rationaleKind === set.rationaleKind ? undefined : mapping.rationaleKind,
  }
}

/** By the framework that was looked at, the controls without counterpart in it. */
function unmappedIn(set: ResolvedSet): Record<string, Record<string, LocalizedText>> | undefined {
  const found: Record<string, Record<string, LocalizedText>> = {}
  for (const { control, framework, reason } of set.unmapped) {
    found[framework] ??= {}
    found[framework][control.framework === set.from ? control.ref : nameIn(set, control)] =
      withEnglish(reason)
  }
  return set.unmapped.length > 0 ? found : undefined
}

/** The text of the file. */
export function setText(set: ResolvedSet, source: string, facts: Facts): string {
  const document = { ...set, issued: set.date }
  const head = {
    title: withEnglish(set.title),
    date: factOf(facts, document, 'issued'),
    publisher: factOf(facts, document, 'publisher'),
    source,
    remarks: set.remarks ? withEnglish(set.remarks) : undefined,
    method: set.method,
    status: set.status,
    rationaleKind: set.rationaleKind,
    from: set.from,
    to: set.to,
  }
  const rows = set.mappings.map((mapping) => row(set, mapping))
  return `${mapText(head)}${listText('mappings', rows)}${mapText({ unmappedIn: unmappedIn(set) })}`
}

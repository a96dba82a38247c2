// The list of mappings: one row each, with what both sides leave over, and the statements of no counterpart.

import {
  type Mapping,
  type MappingSet,
  relationOfMapping,
  sourcesSuffice,
  targetsSuffice,
} from '../domain/mapping.ts'
import { type Mask, MEETS, MET_BY, relationsIn } from '../domain/relation.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type Locale, textIn } from '../domain/text.ts'
import { statementsOf } from './statements.ts'
import { type Cell, codes, column, type Table } from './table.ts'
import { word, yesNo } from './words.ts'

function relationCell(mapping: Mapping): string {
  return relationOfMapping(mapping) ?? relationsIn(mapping.mask).join(' | ')
}

/** Yes, no, or that the author did not say: the third is not the second. */
function sufficiency(suffices: boolean, mask: Mask, bits: Mask, locale: Locale): string {
  if (suffices) return word('yes', locale)
  return mask & bits ? word('unsaid', locale) : word('no', locale)
}

/** Targets may be of several frameworks: a ref of another than the first is told with its framework. */
function refs({ controls, frameworks }: Snapshot, list: readonly number[]): string {
  const first = controls[list[0]!]!.framework
  const name = (c: number) => {
    const { framework, ref } = controls[c]!
    return framework === first ? ref : `${frameworks[framework]!.shortTitle}: ${ref}`
  }
  return list.map(name).join(', ')
}

function mappingRow(snapshot: Snapshot, set: MappingSet, mapping: Mapping, locale: Locale): Cell[] {
  const { controls, frameworks } = snapshot
  const titles = (list: readonly number[]) =>
    list.map((c) => textIn(controls[c]!.title, locale) ?? controls[c]!.ref)
  const target = frameworks[controls[mapping.targets[0]!]!.framework]!
  const shares = mapping.shares.flatMap((text, i) => {
    const shared = textIn(text, locale)
    return shared ? [`${controls[mapping.targets[i]!]!.ref}: ${shared}`] : []
  })
  return [
    set.slug,
    frameworks[set.from]!.shortTitle,
    refs(snapshot, mapping.sources),
    titles(mapping.sources).join(' / '),
    relationCell(mapping),
    target.shortTitle,
    refs(snapshot, mapping.targets),
    titles(mapping.targets).join(' / '),
    sufficiency(targetsSuffice(mapping), mapping.mask, MET_BY, locale),
    sufficiency(sourcesSuffice(mapping), mapping.mask, MEETS, locale),
    mapping.rationaleKind,
    shares.join('\n') || null,
    textIn(mapping.residual, locale),
    textIn(mapping.surplus, locale),
    textIn(mapping.rationale, locale),
    mapping.strength,
    mapping.confidence,
    null,
  ]
}

function* rows(snapshot: Snapshot, sets: readonly MappingSet[], locale: Locale): Generator<Cell[]> {
  const { controls, frameworks } = snapshot
  for (const set of sets) {
    const { mappings, unmapped } = statementsOf(snapshot, set)
    for (const mapping of mappings) yield mappingRow(snapshot, set, mapping, locale)
    for (const { control, framework, reason } of unmapped) {
      const { ref, title } = controls[control]!
      const blank = new Array<Cell>(4).fill(null)
      yield [
        ...[set.slug, frameworks[set.from]!.shortTitle, ref, textIn(title, locale), null],
        ...[frameworks[framework]!.shortTitle, null, null, yesNo(false, locale), yesNo(false, locale)],
        ...[set.rationaleKind, ...blank, null, null, textIn(reason, locale)],
      ]
    }
  }
}

export function mappingsTable(snapshot: Snapshot, sets: readonly MappingSet[], locale: Locale): Table {
  const columns = [
    column(word('set', locale), 34),
    column(word('source', locale), 18),
    column(word('sources', locale), 12),
    column(`${word('title', locale)} (${word('sources', locale)})`, 36),
    codes(word('relation', locale), 20),
    column(word('target', locale), 18),
    column(word('targets', locale), 20),
    column(`${word('title', locale)} (${word('targets', locale)})`, 40),
    column(word('targetsSuffice', locale), 12),
    column(word('sourcesSuffice', locale), 12),
    codes(word('grounds', locale), 12),
    column(word('shares', locale), 60),
    column(word('residual', locale), 60),
    column(word('surplus', locale), 40),
    column(word('rationale', locale), 40),
    column(word('strength', locale), 10),
    codes(word('confidence', locale), 12),
    column(word('unmapped', locale), 60),
  ]
  return { columns, rows: rows(snapshot, sets, locale) }
}

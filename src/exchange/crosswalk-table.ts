// The crosswalk: the controls of one framework beside those of others. As a matrix, one row a control with columns for
// each other framework; as links, one row each.

import { assess } from '../domain/assessment.ts'
import { type Link, linksOf } from '../domain/crosswalk.ts'
import type { Control, Framework } from '../domain/framework.ts'
import { type ActiveSets, controlsOf } from '../domain/graph.ts'
import { relationsIn } from '../domain/relation.ts'
import { namedSets, setsFor } from '../domain/sets.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { unmappedOf } from '../domain/stated.ts'
import { type Locale, textIn } from '../domain/text.ts'
import { controlCells, controlColumns, titleOf } from './control-columns.ts'
import { type Cell, codes, column, type Table } from './table.ts'
import { word, yesNo } from './words.ts'

export interface CrosswalkSelection {
  readonly from: Framework
  readonly to: readonly Framework[]
  readonly sets: readonly string[] | null
  readonly locale: Locale
}

const activeFor = (snapshot: Snapshot, { from, sets }: CrosswalkSelection, to: Framework): ActiveSets =>
  sets ? namedSets(snapshot, sets) : setsFor(snapshot, from.index, to.index)

function controlsIn(snapshot: Snapshot, framework: Framework): Control[] {
  return Array.from(controlsOf(snapshot.outline, framework.index), (c) => snapshot.controls[c]!).filter(
    (control) => control.kind === 'CONTROL',
  )
}

const relationOf = (link: Link) => link.relation ?? relationsIn(link.mask).join(' | ')
const refsOf = (link: Link) => link.counterparts.map((control) => control.ref).join(', ')

/** The shared demand of each target, when the control is the source it was written for. */
function sharesOf({ controls }: Snapshot, { mapping, side }: Link, locale: Locale): string | null {
  if (side === 'target') return null
  const told = mapping.shares.flatMap((text, i) => {
    const shared = textIn(text, locale)
    return shared ? [`${controls[mapping.targets[i]!]!.ref}: ${shared}`] : []
  })
  return told.join('\n') || null
}

const residualOf = ({ mapping, side }: Link, locale: Locale) =>
  textIn(side === 'source' ? mapping.residual : mapping.surplus, locale)
const surplusOf = ({ mapping, side }: Link, locale: Locale) =>
  textIn(side === 'source' ? mapping.surplus : mapping.residual, locale)

function question(snapshot: Snapshot, selection: CrosswalkSelection, to: Framework) {
  const { from, sets, locale } = selection
  const active = activeFor(snapshot, selection, to)
  const { verdictOf } = assess(snapshot, from.index, [to.index], sets)
  const reason = (control: Control) =>
    textIn(unmappedOf(snapshot, active, control.index, to.index)[0]?.reason, locale)
  return { active, verdictOf, reason, index: to.index }
}

/** One row a control; for each other framework its verdict, counterparts, relations, and what is left or why nothing. */
export function crosswalkMatrix(snapshot: Snapshot, selection: CrosswalkSelection): Table {
  const { from, to, locale } = selection
  const questions = to.map((framework) => question(snapshot, selection, framework))
  const columns = [
    column(word('ref', locale), 10),
    column(word('title', locale), 44),
    ...to.flatMap(({ shortTitle }) => [
      codes(`${shortTitle} – ${word('verdict', locale)}`, 14),
      column(`${shortTitle} – ${word('counterparts', locale)}`, 24),
      codes(`${shortTitle} – ${word('relation', locale)}`, 20),
      column(`${shortTitle} – ${word('remains', locale)}`, 60),
    ]),
  ]
  const rows = function* (): Generator<Cell[]> {
    for (const control of controlsIn(snapshot, from))
      yield [
        control.ref,
        textIn(control.title, locale),
        ...questions.flatMap(({ active, verdictOf, reason, index }): Cell[] => {
          const links = linksOf(snapshot, active, control, index)
          const left = [...links.map((link) => residualOf(link, locale)), reason(control)].filter(Boolean)
          return [
            verdictOf.get(control.index) ?? 'UNKNOWN',
            links.map(refsOf).join('\n') || null,
            links.map(relationOf).join('\n') || null,
            left.join('\n') || null,
          ]
        }),
      ]
  }
  return { columns, rows: rows() }
}

/** One row a link to one other framework; one without counterparts for a control that has none. */
export function crosswalkLinks(snapshot: Snapshot, selection: CrosswalkSelection, to: Framework): Table {
  const { from, locale } = selection
  const { active, verdictOf, reason, index } = question(snapshot, selection, to)
  const columns = [
    ...controlColumns(locale),
    codes(word('verdict', locale), 14),
    codes(word('relation', locale), 20),
    column(word('counterparts', locale), 20),
    column(word('counterpartTitles', locale), 44),
    column(word('sufficient', locale), 12),
    column(word('shares', locale), 60),
    column(word('residual', locale), 60),
    column(word('surplus', locale), 40),
    column(word('unmapped', locale), 60),
    column(word('strength', locale), 10),
    codes(word('confidence', locale), 12),
    column(word('set', locale), 34),
  ]
  const rows = function* (): Generator<Cell[]> {
    for (const control of controlsIn(snapshot, from)) {
      const verdict = verdictOf.get(control.index) ?? 'UNKNOWN'
      const head = [...controlCells(snapshot, control, locale), verdict]
      const links = linksOf(snapshot, active, control, index)
      for (const link of links)
        yield [
          ...head,
          relationOf(link),
          refsOf(link),
          link.counterparts.map((control) => titleOf(control, locale)).join(' / '),
          yesNo(link.sufficient, locale),
          sharesOf(snapshot, link, locale),
          residualOf(link, locale),
          surplusOf(link, locale),
          null,
          link.mapping.strength,
          link.mapping.confidence,
          snapshot.sets[link.mapping.set]!.slug,
        ]
      if (links.length === 0)
        yield [...head, ...new Array<Cell>(7).fill(null), reason(control), null, null, null]
    }
  }
  return { columns, rows: rows() }
}

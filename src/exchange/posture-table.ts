// The posture of an organization in a framework as a table: control by control. Counted by theme, and with the evidence
// that does not count, it is a workbook: `posture-workbook.ts`.

import { type Lifetime, lastDay, type Moment } from '../domain/evidence.ts'
import type { Control } from '../domain/framework.ts'
import { type OwnVerdictValue, type Standing, standing } from '../domain/own-verdict.ts'
import { remainders } from '../domain/partial.ts'
import { type Posture, type PostureRow, restsOn } from '../domain/posture.ts'
import { themeOf } from '../domain/report.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type Locale, textIn } from '../domain/text.ts'
import { controlCells, controlColumns } from './control-columns.ts'
import { type Cell, codes, column, type Table } from './table.ts'
import { word } from './words.ts'

export interface SaidVerdict {
  readonly verdict: OwnVerdictValue
  readonly reason: string | null
  readonly author: string
}

/** Evidence that counts and shows a control: all of it, or the first pieces. */
export interface Shown {
  readonly pieces: readonly (Lifetime & { readonly id: string; readonly title: string })[]
  readonly isAll: boolean
}

export interface BlockedPiece extends Lifetime {
  readonly title: string
  readonly scopes: readonly string[]
}

export interface PostureReport {
  readonly snapshot: Snapshot
  readonly organization: string
  readonly posture: Posture
  readonly moment: Moment
  /** By control id. */
  readonly own: ReadonlyMap<string, SaidVerdict>
  /** By the id of a control that evidence names. */
  readonly shown: ReadonlyMap<string, Shown>
  readonly blockedByScope: readonly BlockedPiece[]
  readonly blockedByExpiry: readonly BlockedPiece[]
  readonly locale: Locale
}

/** Pieces told of in one cell. */
const MAX_TOLD = 5

const idOf = ({ snapshot }: PostureReport, row: PostureRow) => snapshot.controls[row.control]!.id

export function standingOf(report: PostureReport, row: PostureRow): Standing {
  const said = report.own.get(idOf(report, row))
  return standing(row.verdict, said ? { ...said, control: row.control } : null)
}

/** The ids of the controls of which evidence is behind the posture: what `shown` must tell of. */
export function controlsBehind(snapshot: Snapshot, posture: Posture): string[] {
  const found = new Set(posture.rows.flatMap((row) => restsOn(snapshot, posture, row)))
  return [...found].map((control) => snapshot.controls[control]!.id)
}

function evidenceOf(report: PostureReport, row: PostureRow): string | null {
  const { snapshot, posture, shown } = report
  const behind = restsOn(snapshot, posture, row).flatMap((c) => shown.get(snapshot.controls[c]!.id) ?? [])
  const pieces = new Map(behind.flatMap((one) => one.pieces).map((piece) => [piece.id, piece]))
  const told = [...pieces.values()]
    .slice(0, MAX_TOLD)
    .map((piece) => [piece.title, lastDay(piece)] as const)
    .map(([title, until]) => (until ? `${title} (${until})` : title))
  const isAll = pieces.size <= MAX_TOLD && behind.every((one) => one.isAll)
  return [...told, ...(isAll ? [] : ['…'])].join('\n') || null
}

function residualOf({ snapshot, locale }: PostureReport, row: PostureRow): string | null {
  if (row.verdict !== 'PARTIAL') return null
  const texts = remainders(snapshot, row.layer, row).flatMap((text) => textIn(text, locale) ?? [])
  return [...new Set(texts)].join('\n') || null
}

export const themeIn = ({ snapshot }: PostureReport, row: PostureRow) =>
  themeOf(snapshot, snapshot.controls[row.control]!)

/** Control by control; `theme` limits it to one. */
export function postureTable(report: PostureReport, theme?: Control): Table {
  const { snapshot, posture, own, locale } = report
  const rows = function* (): Generator<Cell[]> {
    for (const row of posture.rows) {
      if (theme && themeIn(report, row) !== theme) continue
      const control = snapshot.controls[row.control]!
      const said = own.get(control.id)
      yield [
        ...controlCells(snapshot, control, locale),
        standingOf(report, row),
        row.verdict,
        said?.verdict ?? null,
        said?.reason ?? null,
        said?.author ?? null,
        evidenceOf(report, row),
        residualOf(report, row),
      ]
    }
  }
  return {
    columns: [
      ...controlColumns(locale),
      codes(word('standing', locale), 16),
      codes(word('derived', locale), 16),
      codes(word('ownVerdict', locale), 16),
      column(word('reason', locale), 40),
      column(word('author', locale), 20),
      column(word('evidence', locale), 50),
      column(word('residual', locale), 60),
    ],
    rows: rows(),
  }
}

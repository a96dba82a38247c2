// Reads mappings with their ends into a snapshot's packed rows, some at a time, so that however many there are never take
// more room than packed.

import type postgres from 'postgres'
import { CONFIDENCES, type Mapping, type MappingSet, RATIONALE_KINDS } from '../domain/mapping.ts'
import { mappingPacker } from '../domain/mapping-packer.ts'
import type { Pieces } from '../domain/pieces.ts'
import type { Slice } from '../domain/slice.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { piece, pieced } from './pieces.ts'
import { lasting, wordsOf } from './words.ts'

/** A row of the domain as a table has it, but what is named otherwise there. */
export type Row<T, Without extends keyof T = never> = Omit<T, 'index' | Without>
export type Sql = postgres.ISql

/** Which tables, and the snapshot whose rows come before: what is read may name those. */
export type From = (
  | { readonly prefix: ''; readonly base: null }
  | { readonly prefix: 'own_'; readonly base: Snapshot }
) & {
  /** How many pages of texts are not compressed; all when it is not said. */
  readonly plain?: number
}

/** The position of what a row names; undefined when it is gone. */
export type At = (name: string) => number | undefined
/** The positions of what some rows name; -1 for what is gone. */
export type AllAt = (names: readonly Slice[]) => Int32Array

/** A text has a column for each. */
export const LANGUAGES = 2
const [kindOf, confidenceOf] = [wordsOf(RATIONALE_KINDS), wordsOf(CONFIDENCES)]

/** A row as `readMappings` asks for it, column by column; its controls are added to `controls`, sources first. */
function draftFrom(row: Pieces, setAt: (name: Slice) => number | undefined, controls: Slice[]) {
  const confidence = (word: Slice | null) => word && confidenceOf(word)
  const draft = {
    id: row.text()!,
    set: setAt(row.text()!),
    mask: row.whole()!,
    sameWording: row.isTrue(),
    rationaleKind: kindOf(row.text()!),
    strength: row.whole(),
    confidence: confidence(row.text()),
    rationale: row.texts(LANGUAGES),
    residual: row.texts(LANGUAGES),
    surplus: row.texts(LANGUAGES),
    /** How many of its controls are sources, and where its controls are among all. */
    sides: row.whole()!,
    first: controls.length,
    ends: row.whole()!,
    sources: [] as number[],
    targets: [] as number[],
    shares: [] as (Slice | null)[],
  }
  for (let i = 0; i < draft.ends; i++) controls.push(row.text()!)
  for (let i = 0; i < draft.ends; i++) {
    const share = row.texts(LANGUAGES)
    if (i >= draft.sides) draft.shares.push(share)
  }
  row.end()
  return draft
}

/**
 * Packs rows as `readMappings` asks for them. Those of which a control is gone, or the set, are left out: nothing is known of
 * the rest of them.
 */
export function packMappings(
  packer: ReturnType<typeof mappingPacker>,
  setAt: At,
  controlsAt: AllAt,
): (rows: readonly Pieces[]) => void {
  const setNamed = lasting(setAt)
  return (rows) => {
    const controls: Slice[] = []
    const drafts = rows.map((row) => draftFrom(row, setNamed, controls))
    const places = controlsAt(controls)
    for (const draft of drafts) {
      let isWhole = draft.ends > 0
      for (let i = 0; i < draft.ends; i++) {
        const at = places[draft.first + i]!
        if (at < 0) isWhole = false
        ;(i < draft.sides ? draft.sources : draft.targets).push(at)
      }
      if (isWhole && isOfSet(draft)) packer.add(draft)
    }
  }
}

const isOfSet = <T extends { readonly set: number | undefined }>(
  draft: T,
): draft is T & { readonly set: number } => draft.set !== undefined

/** A text of which each language is a piece. */
export const textPieces = (sql: Sql, column: string) =>
  sql`${piece(sql, sql`${sql(column)}->>'en'`)} || ${piece(sql, sql`${sql(column)}->>'fr'`)}`

export async function readMappings(
  sql: Sql,
  from: From,
  sets: readonly MappingSet[],
  setAt: At,
  controlsAt: AllAt,
): Promise<readonly Mapping[]> {
  const { prefix, base, plain } = from
  const packer = mappingPacker([...(base?.sets ?? []), ...sets], { first: base?.mappings.length, plain })
  const own = ['m.id', 'm.set', 'm.mask', 'm.same_wording', 'm.rationale_kind', 'm.strength', 'm.confidence']
  const pieces = own.map((column) => sql`${piece(sql, sql`${sql(column)}::text`)},`)
  const query = sql`
    select concat(${pieces} ${textPieces(sql, 'm.rationale')}, ${textPieces(sql, 'm.residual')},
      ${textPieces(sql, 'm.surplus')}, ${piece(sql, sql`e.sources::text`)}, ${piece(sql, sql`e.ends::text`)}, e.controls, e.shares)
    from ${sql(`${prefix}mapping`)} m join ${sql(`${prefix}mapping_set`)} s on s.slug = m.set, lateral (
      select count(*) filter (where side = 'source') sources, count(*) ends,
        string_agg(${piece(sql, sql`control`)}, '') controls, string_agg(${textPieces(sql, 'shares')}, '') shares
      from (
        select side, control, shares from ${sql(`${prefix}mapping_end`)} where mapping = m.id order by side, position
      ) one) e
    order by s.position, m.position`
  const pack = packMappings(packer, setAt, controlsAt)
  for await (const rows of pieced(sql, `${prefix}mappings`, query)) pack(rows)
  return packer.close()
}

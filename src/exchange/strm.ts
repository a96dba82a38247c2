// Set-theory relationship mapping (NIST IR 8477) in the columns of NIST's OLIR template. What is said of several
// elements together shares a group identifier, so nothing is broken into pairs.

import { type Mapping, type MappingSet, relationOfMapping, targetsSuffice } from '../domain/mapping.ts'
import { MET_BY, RELATIONS, type Relation, relationsIn } from '../domain/relation.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type Locale, textIn } from '../domain/text.ts'
import { statementsOf } from './statements.ts'
import { type Cell, column, type Table } from './table.ts'

const RELATIONSHIP: Readonly<Record<Relation, string>> = {
  EQUAL: 'equal',
  EQUIVALENT: 'equal',
  SUPERSET_OF: 'superset of',
  SUBSET_OF: 'subset of',
  INTERSECTS_WITH: 'intersects with',
  NO_RELATIONSHIP: 'not related to',
}

/** The relation of NIST's words, which tell nothing of the wording; null for any other. */
export function relationOfWords(words: string | null): Relation | null {
  const word = words?.trim().toLowerCase()
  return RELATIONS.find((relation) => relation !== 'EQUAL' && RELATIONSHIP[relation] === word) ?? null
}

/** The columns that are read back. */
export const STRM = {
  focalDocument: 'Focal Document',
  focal: 'Focal Document Element',
  rationale: 'Rationale',
  relationship: 'Relationship',
  referenceDocument: 'Reference Document',
  reference: 'Reference Document Element',
  group: 'Group Identifier',
  strength: 'Strength of Relationship',
  comments: 'Comments',
} as const

const COLUMNS = [
  column(STRM.focalDocument, 24),
  column(STRM.focal, 16),
  column('Focal Document Element Description', 40),
  column(STRM.rationale, 12),
  column(STRM.relationship, 16),
  column(STRM.referenceDocument, 24),
  column(STRM.reference, 16),
  column('Reference Document Element Description', 40),
  column('Fulfilled By', 10),
  column(STRM.group, 30),
  column(STRM.strength, 10),
  column(STRM.comments, 60),
]

/** Y: the reference elements fulfil the focal element. N: they do not. Empty: the author did not say. */
function fulfilledBy(mapping: Mapping): string {
  if (targetsSuffice(mapping)) return 'Y'
  return (mapping.mask & MET_BY) === 0 ? 'N' : ''
}

function comments(mapping: Mapping, i: number, locale: Locale): string {
  const relation = relationOfMapping(mapping)
  return [
    // An author who said only "some overlap" gets no relationship put in their mouth.
    relation === null &&
      `Stated: ${relationsIn(mapping.mask)
        .map((r) => RELATIONSHIP[r])
        .join(' or ')}.`,
    textIn(mapping.shares[i], locale),
    textIn(mapping.residual, locale) && `Residual: ${textIn(mapping.residual, locale)}`,
    textIn(mapping.surplus, locale) && `Surplus: ${textIn(mapping.surplus, locale)}`,
    textIn(mapping.rationale, locale),
  ]
    .filter(Boolean)
    .join('\n')
}

function* rows(snapshot: Snapshot, sets: readonly MappingSet[], locale: Locale): Generator<Cell[]> {
  const { controls, frameworks } = snapshot
  for (const set of sets) {
    const { mappings, unmapped } = statementsOf(snapshot, set)
    for (const mapping of mappings) {
      const relation = relationOfMapping(mapping)
      const isGroup = mapping.sources.length + mapping.targets.length > 2
      for (const s of mapping.sources)
        for (const [i, t] of mapping.targets.entries()) {
          const [focal, reference] = [controls[s]!, controls[t]!]
          yield [
            frameworks[focal.framework]!.shortTitle,
            focal.ref,
            textIn(focal.title, locale),
            mapping.rationaleKind.toLowerCase(),
            relation && RELATIONSHIP[relation],
            frameworks[reference.framework]!.shortTitle,
            reference.ref,
            textIn(reference.title, locale),
            fulfilledBy(mapping),
            isGroup ? mapping.id : null,
            mapping.strength,
            comments(mapping, i, locale),
          ]
        }
    }
    for (const { control, framework, reason } of unmapped)
      yield [
        frameworks[controls[control]!.framework]!.shortTitle,
        controls[control]!.ref,
        textIn(controls[control]!.title, locale),
        set.rationaleKind.toLowerCase(),
        RELATIONSHIP.NO_RELATIONSHIP,
        frameworks[framework]!.shortTitle,
        null, // the whole document
        null,
        'N',
        null,
        null,
        textIn(reason, locale),
      ]
  }
}

export function strmTable(snapshot: Snapshot, sets: readonly MappingSet[], locale: Locale): Table {
  return { columns: COLUMNS, rows: rows(snapshot, sets, locale) }
}

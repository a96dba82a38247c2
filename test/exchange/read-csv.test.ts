// Frameworks and mapping sets of the real dataset, to CSV and back: what the columns say comes back as it went. They say
// texts in one language, and of a set no more than its name.

import { describe, expect, it } from 'vitest'
import { resolveImport } from '../../src/domain/import-resolution.ts'
import type { Locale, LocalizedText } from '../../src/domain/text.ts'
import { CSV, csv, EXCEL_FR } from '../../src/exchange/delimited.ts'
import { frameworkTable } from '../../src/exchange/framework-table.ts'
import { readImport } from '../../src/exchange/imports.ts'
import { mappingsTable } from '../../src/exchange/mappings-table.ts'
import { strmTable } from '../../src/exchange/strm.ts'
import type { Table } from '../../src/exchange/table.ts'
import { type Comparable, controlsIn, controlsOf, statementsIn, statementsOf } from './as-imported.ts'
import { snapshot, text } from './real.ts'

const read = (table: Table, dialect = CSV) => readImport('CSV', Buffer.from(text(csv(table, dialect))))

/** The text that a cell of one language holds: that of the other stands in for it. */
const inOne = (locale: Locale) => (told: LocalizedText | null) => {
  const value = told?.[locale] ?? told?.en ?? told?.fr
  return value === undefined ? null : { [locale]: value }
}

const sayable = ({ ref, kind, label, title, summary, parent, official }: Comparable) => ({
  ...{ ref, kind, label, title, summary, parent, official },
})

describe('A framework, exported to CSV and imported', () => {
  it.each(snapshot.frameworks.map((f) => f.slug))('has the controls that it had: %s', (slug) => {
    const framework = snapshot.frameworkBySlug.get(slug)!
    for (const dialect of [CSV, EXCEL_FR]) {
      const { frameworks, problems } = read(frameworkTable(snapshot, framework), dialect)
      expect(problems).toEqual([])
      expect(frameworks[0]!.slug).toBe(slug)
      expect(controlsIn(frameworks[0]!).map(sayable)).toEqual(controlsOf(snapshot, framework).map(sayable))
    }
  })
})

describe('A list of mappings, exported to CSV and imported', () => {
  it.each([
    ['en', CSV],
    ['fr', EXCEL_FR],
  ] as const)('states what each set stated, in the language %s', (locale, dialect) => {
    const one = inOne(locale)
    const { sets, problems } = resolveImport(
      read(mappingsTable(snapshot, snapshot.sets, locale), dialect),
      snapshot,
    )
    expect(problems).toEqual([])
    expect(sets.map(({ slug }) => slug)).toEqual(snapshot.sets.map(({ slug }) => slug))
    for (const set of sets) {
      const told = statementsOf(snapshot, snapshot.setBySlug.get(set.slug)!)
      expect(statementsIn(set)).toEqual({
        mappings: told.mappings.map((mapping) => ({
          ...mapping,
          shares: mapping.shares.map(one),
          rationale: one(mapping.rationale),
          residual: one(mapping.residual),
          surplus: one(mapping.surplus),
        })),
        unmapped: told.unmapped.map((u) => ({ ...u, reason: one(u.reason) })),
      })
    }
  })

  it('in the columns of NIST’s template keeps ends, relation, kind and strength', () => {
    const { sets, problems } = resolveImport(read(strmTable(snapshot, snapshot.sets, 'en')), snapshot)
    expect(problems).toEqual([])
    const told = snapshot.sets.flatMap((set) => statementsOf(snapshot, set).mappings)
    const core = ({ sources, targets, mask, rationaleKind, strength }: (typeof told)[number]) =>
      JSON.stringify([sources, targets, mask, rationaleKind, strength])
    const came = sets.flatMap((set) => statementsIn(set).mappings)
    expect(came.map(core).sort()).toEqual(told.map(core).sort())
  })
})

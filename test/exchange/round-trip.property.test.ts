// Export, then import, is the identity on our fields, whatever the texts and refs are: for OSCAL on all of them, for CSV
// and CISO Assistant on what their columns and keys can say.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasOscalMap } from '../../src/domain/export.ts'
import { resolveImport } from '../../src/domain/import-resolution.ts'
import { reduceToPair } from '../../src/domain/relation.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import type { LocalizedText } from '../../src/domain/text.ts'
import { cisoFramework } from '../../src/exchange/ciso-framework.ts'
import { cisoMapping } from '../../src/exchange/ciso-mapping.ts'
import { relationshipOf } from '../../src/exchange/ciso-words.ts'
import { CSV, csv, EXCEL_FR } from '../../src/exchange/delimited.ts'
import { frameworkTable } from '../../src/exchange/framework-table.ts'
import { mappingsTable } from '../../src/exchange/mappings-table.ts'
import { oscalCatalog } from '../../src/exchange/oscal-catalog.ts'
import { oscalMappings } from '../../src/exchange/oscal-mapping.ts'
import { readCiso } from '../../src/exchange/read-ciso.ts'
import { readCsv } from '../../src/exchange/read-csv.ts'
import { readOscal } from '../../src/exchange/read-oscal.ts'
import type { Table } from '../../src/exchange/table.ts'
import { anySnapshot } from './any-snapshot.ts'
import {
  type Comparable,
  type ComparableMapping,
  controlsIn,
  controlsOf,
  headIn,
  headOf,
  statementsIn,
  statementsOf,
} from './as-imported.ts'
import { expectValid } from './oscal-rules.ts'
import { text } from './real.ts'

const RUNS = { numRuns: 40 }

/** Each run is three frameworks with all their fields: seconds, on a machine busy with other work. */
const PATIENCE = { timeout: 60_000 }
const refusedIn = (problems: readonly { readonly severity: string }[]) =>
  problems.filter(({ severity }) => severity === 'REFUSED')

/** The text that stands where one language is told. */
const inOne = (told: LocalizedText | null) => {
  const value = told?.en ?? told?.fr
  return value === undefined ? null : { en: value }
}

const inEnglish = (mapping: ComparableMapping): ComparableMapping => ({
  ...mapping,
  shares: mapping.shares.map(inOne),
  rationale: inOne(mapping.rationale),
  residual: inOne(mapping.residual),
  surplus: inOne(mapping.surplus),
})

/** Formats that tell a statement per framework or per pair say nothing of the order of its ends. */
function unordered({ sources, targets, shares, ...rest }: ComparableMapping) {
  const name = (value: unknown) => JSON.stringify(value)
  return {
    ...rest,
    sources: sources.map(name).sort(),
    targets: targets.map((target, i) => name([target, shares[i]])).sort(),
  }
}

describe('OSCAL', PATIENCE, () => {
  it('gives back a framework as it was, through a catalog that is valid', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        for (const framework of snapshot.frameworks) {
          const catalog = text(oscalCatalog(snapshot, framework))
          expectValid('catalog', JSON.parse(catalog))
          const { frameworks, problems } = readOscal(catalog)
          expect(problems).toEqual([])
          expect(headIn(frameworks[0]!)).toEqual(headOf(snapshot, framework))
          expect(controlsIn(frameworks[0]!)).toEqual(controlsOf(snapshot, framework))
        }
      }),
      RUNS,
    )
  })

  it('gives back a mapping set as it was, through a valid collection, statements without a relationship included', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const [set] = snapshot.sets as [Snapshot['sets'][number]]
        fc.pre(hasOscalMap(snapshot, set))
        const collection = text(oscalMappings(snapshot, [set]))
        expectValid('mapping', JSON.parse(collection))
        const { sets, problems } = resolveImport(readOscal(collection), snapshot)
        expect(problems).toEqual([])
        const { title, publisher, terms, remarks, method, status, rationaleKind } = set
        expect(sets[0]).toMatchObject({ title, publisher, terms, remarks, method, status, rationaleKind })
        const [came, was] = [statementsIn(sets[0]!), statementsOf(snapshot, set)]
        expect(came.mappings.map(unordered)).toEqual(was.mappings.map(unordered))
        expect(new Set(came.unmapped)).toEqual(new Set(was.unmapped))
      }),
      RUNS,
    )
  })
})

describe('CSV', PATIENCE, () => {
  const read = (table: Table, dialect = CSV) => readCsv(text(csv(table, dialect)).replace(/^\ufeff/, ''))
  const sayable = ({ ref, kind, label, title, summary, parent }: Comparable) => ({
    ...{ ref, kind, label, title, summary, parent },
  })

  it('gives back ref, place, title and summary of each control', () => {
    fc.assert(
      fc.property(anySnapshot, fc.constantFrom(CSV, EXCEL_FR), (snapshot, dialect) => {
        for (const framework of snapshot.frameworks) {
          const { frameworks, problems } = read(frameworkTable(snapshot, framework), dialect)
          expect(problems).toEqual([])
          expect(controlsIn(frameworks[0]!).map(sayable)).toEqual(
            controlsOf(snapshot, framework).map(sayable),
          )
        }
      }),
      RUNS,
    )
  })

  it('gives back each statement in the language of the columns', () => {
    fc.assert(
      fc.property(anySnapshot, fc.constantFrom(CSV, EXCEL_FR), (snapshot, dialect) => {
        const imported = read(mappingsTable(snapshot, snapshot.sets, 'en'), dialect)
        const { sets, problems } = resolveImport(imported, snapshot)
        expect(problems).toEqual([])
        const { mappings, unmapped } = statementsOf(snapshot, snapshot.sets[0]!)
        expect(statementsIn(sets[0]!)).toEqual({
          mappings: mappings.map(inEnglish),
          unmapped: unmapped.map((one) => ({ ...one, reason: inOne(one.reason) })),
        })
      }),
      RUNS,
    )
  })
})

describe('CISO Assistant', PATIENCE, () => {
  /** A library is in one language, with translations: what is said in French only stands where English would. */
  const inLibrary = (told: LocalizedText | null) => (told?.en === undefined ? inOne(told) : told)
  const sayable = ({ ref, kind, title, summary, parent }: Comparable) => ({
    ...{ ref, kind, title: inLibrary(title) ?? {}, summary: inLibrary(summary), parent },
  })

  it('gives back ref, place, title and summary of each control', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        for (const framework of snapshot.frameworks) {
          const { frameworks, problems } = readCiso(text(cisoFramework(snapshot, framework)))
          expect(problems).toEqual([])
          expect(controlsIn(frameworks[0]!).map(sayable)).toEqual(
            controlsOf(snapshot, framework).map(sayable),
          )
        }
      }),
      RUNS,
    )
  })

  it('gives back, in English, each statement of which its pairs are certain', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const [set] = snapshot.sets as [Snapshot['sets'][number]]
        const isTold = ({ mask, sources, targets }: ComparableMapping) =>
          relationshipOf(reduceToPair(mask, sources.length, targets.length)) !== null
        const told = statementsOf(snapshot, set).mappings.filter(isTold)
        fc.pre(told.length > 0)
        const { sets, problems } = resolveImport(readCiso(text(cisoMapping(snapshot, set))), snapshot)
        expect(refusedIn(problems)).toEqual([])
        const came = statementsIn(sets[0]!).mappings.map(unordered)
        expect(new Set(came.map((one) => JSON.stringify(one)))).toEqual(
          new Set(
            told
              .map(inEnglish)
              .map(unordered)
              .map((one) => JSON.stringify(one)),
          ),
        )
      }),
      RUNS,
    )
  })
})

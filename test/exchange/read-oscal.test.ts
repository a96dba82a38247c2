// Every framework and mapping set of the real dataset comes back from OSCAL as it went: export, then import, is the
// identity on our fields.

import { describe, expect, it } from 'vitest'
import { hasOscalMap } from '../../src/domain/export.ts'
import { resolveImport } from '../../src/domain/import-resolution.ts'
import { oscalCatalog } from '../../src/exchange/oscal-catalog.ts'
import { oscalMappings } from '../../src/exchange/oscal-mapping.ts'
import { readOscal } from '../../src/exchange/read-oscal.ts'
import { controlsIn, controlsOf, headIn, headOf, statementsIn, statementsOf } from './as-imported.ts'
import { snapshot, text } from './real.ts'

const told = snapshot.sets.filter((set) => hasOscalMap(snapshot, set))

describe('A framework, exported to an OSCAL catalog and imported', () => {
  it.each(snapshot.frameworks.map((f) => f.slug))('is what it was: %s', (slug) => {
    const framework = snapshot.frameworkBySlug.get(slug)!
    const { frameworks, problems } = readOscal(text(oscalCatalog(snapshot, framework)))
    expect(problems).toEqual([])
    expect(headIn(frameworks[0]!)).toEqual(headOf(snapshot, framework))
    expect(controlsIn(frameworks[0]!)).toEqual(controlsOf(snapshot, framework))
  })
})

describe('A mapping set, exported to an OSCAL mapping collection and imported', () => {
  it.each(told.map((set) => set.slug))('is what it was: %s', (slug) => {
    const set = snapshot.setBySlug.get(slug)!
    const { sets, problems } = resolveImport(readOscal(text(oscalMappings(snapshot, [set]))), snapshot)
    expect(problems).toEqual([])
    expect(sets).toHaveLength(1)
    const { title, publisher, date, terms, remarks, method, status, rationaleKind } = set
    expect(sets[0]).toMatchObject({
      slug,
      title,
      publisher,
      date,
      terms,
      remarks,
      method,
      status,
      rationaleKind,
    })
    expect(statementsIn(sets[0]!)).toEqual(statementsOf(snapshot, set))
  })
})

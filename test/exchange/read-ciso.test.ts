// Frameworks and mapping sets of the real dataset, to CISO Assistant and back: what its libraries can say comes back as
// it went. They have no place for French words of mappings, statements of no counterpart, a set's own method and
// status, nor for the fields of a control beyond ref, title and text.

import { describe, expect, it } from 'vitest'
import { resolveImport } from '../../src/domain/import-resolution.ts'
import type { LocalizedText } from '../../src/domain/text.ts'
import { cisoFramework } from '../../src/exchange/ciso-framework.ts'
import { cisoMapping } from '../../src/exchange/ciso-mapping.ts'
import { readCiso } from '../../src/exchange/read-ciso.ts'
import {
  type Comparable,
  type ComparableMapping,
  controlsIn,
  controlsOf,
  statementsIn,
  statementsOf,
} from './as-imported.ts'
import { snapshot, text } from './real.ts'

const english = (told: LocalizedText | null) => (told?.en === undefined ? null : { en: told.en })

/** A library tells a statement once per framework of its targets. */
function byFramework({ targets, shares, ...mapping }: ComparableMapping) {
  const both = targets.map((target, i) => ({ target, share: shares[i] }))
  const inOrder = both.toSorted((a, b) =>
    a.target.framework < b.target.framework ? -1 : a.target.framework > b.target.framework ? 1 : 0,
  )
  return { ...mapping, targets: inOrder }
}

/** What of a control such a library can say. */
const sayable = ({ ref, kind, title, summary, parent, official }: Comparable) => ({
  ...{ ref, kind, title, summary, parent, official },
})

describe('A framework, exported to a CISO Assistant library and imported', () => {
  it.each(snapshot.frameworks.map((f) => f.slug))('has the controls that it had: %s', (slug) => {
    const framework = snapshot.frameworkBySlug.get(slug)!
    const { frameworks, problems } = readCiso(text(cisoFramework(snapshot, framework)))
    expect(problems).toEqual([])
    expect(frameworks[0]).toMatchObject({ slug, title: framework.title, publisher: framework.publisher })
    expect(controlsIn(frameworks[0]!).map(sayable)).toEqual(controlsOf(snapshot, framework).map(sayable))
  })
})

describe('A mapping set, exported to a CISO Assistant library and imported', () => {
  it.each(snapshot.sets.map((set) => set.slug))('states what it stated: %s', (slug) => {
    const set = snapshot.setBySlug.get(slug)!
    const { sets, problems } = resolveImport(readCiso(text(cisoMapping(snapshot, set))), snapshot)
    expect(problems.filter(({ severity }) => severity === 'REFUSED')).toEqual([])
    expect(sets).toHaveLength(1)
    expect(sets[0]).toMatchObject({
      slug,
      publisher: set.publisher,
      from: snapshot.frameworks[set.from]!.slug,
    })
    const inEnglish = statementsOf(snapshot, set).mappings.map((mapping) => ({
      ...mapping,
      shares: mapping.shares.map(english),
      residual: english(mapping.residual),
      surplus: english(mapping.surplus),
      rationale: english(mapping.rationale),
    }))
    expect(statementsIn(sets[0]!).mappings.map(byFramework)).toEqual(inEnglish.map(byFramework))
  })
})

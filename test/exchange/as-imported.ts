// What an import of a snapshot's own framework or mapping set should yield, written from the snapshot alone: what an
// export and an import together have to give back.

import type { Framework } from '../../src/domain/framework.ts'
import type { ControlKey, ResolvedMapping, ResolvedSet } from '../../src/domain/import-resolution.ts'
import type { ImportedControl, ImportedFramework } from '../../src/domain/imported.ts'
import type { Mapping, MappingSet } from '../../src/domain/mapping.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { plainMapping } from '../support/rows.ts'

export type Comparable = Omit<ImportedControl, 'place'>

const withoutPlace = <T extends { readonly place: unknown }>({ place: _place, ...rest }: T) => rest

export function controlsOf(snapshot: Snapshot, framework: Framework): Comparable[] {
  return snapshot.controls
    .filter((control) => control.framework === framework.index)
    .map(({ index: _index, id: _id, framework: _framework, parent, ...fields }) => ({
      ...fields,
      official: null,
      parent: parent < 0 ? null : snapshot.controls[parent]!.ref,
    }))
}

export const controlsIn = ({ controls }: ImportedFramework): Comparable[] => controls.map(withoutPlace)

/** The head of a framework, as far as its source is known. */
export function headOf(snapshot: Snapshot, framework: Framework) {
  const { index: _index, slug, title, shortTitle, publisher, edition, issued, ...facts } = framework
  const source = snapshot.sourceById.get(framework.source)
  const { supersedes, effective, ...always } = facts
  return {
    ...{ slug, title, shortTitle, publisher, edition, issued },
    terms: source?.terms ?? null,
    url: source?.url ?? null,
    facts: {
      ...always,
      ...(supersedes === null ? {} : { supersedes }),
      ...(effective === null ? {} : { effective }),
    },
  }
}

export function headIn({ controls: _controls, names: _names, place: _place, ...head }: ImportedFramework) {
  return head
}

export type ComparableMapping = Omit<ResolvedMapping, 'place'>

const keyOf = ({ controls, frameworks }: Snapshot, index: number): ControlKey => {
  const { framework, ref } = controls[index]!
  return { framework: frameworks[framework]!.slug, ref }
}

function mappingOf(snapshot: Snapshot, mapping: Mapping): ComparableMapping {
  const { index: _index, id: _id, set: _set, sources, targets, ...said } = plainMapping(mapping)
  const key = (index: number) => keyOf(snapshot, index)
  return { ...said, sources: sources.map(key), targets: targets.map(key) }
}

const name = ({ sources, targets }: Pick<ResolvedMapping, 'sources' | 'targets'>) =>
  [sources, targets]
    .map((keys) => keys.map(({ framework, ref }) => `${framework}/${ref}`).join('+'))
    .join('>')

const byName = (a: ComparableMapping, b: ComparableMapping) => (name(a) < name(b) ? -1 : 1)

/** The statements of a set; formats may tell them in another order. */
export function statementsOf(snapshot: Snapshot, set: MappingSet) {
  const told = snapshot.unmapped.filter((u) => u.set === set.index)
  return {
    mappings: snapshot.mappings
      .filter((mapping) => mapping.set === set.index)
      .map((mapping) => mappingOf(snapshot, mapping))
      .sort(byName),
    unmapped: told.map(({ control, framework, reason }) => ({
      control: keyOf(snapshot, control),
      framework: snapshot.frameworks[framework]!.slug,
      reason,
    })),
  }
}

export function statementsIn(set: ResolvedSet) {
  return {
    mappings: set.mappings.map((mapping): ComparableMapping => withoutPlace(mapping)).sort(byName),
    unmapped: set.unmapped.map(withoutPlace),
  }
}

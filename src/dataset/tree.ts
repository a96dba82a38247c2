// The tree of a framework as the rules read it: controls by ref, what is below them and the theme they are in.

import type { Control } from '../domain/framework.ts'
import type { SnapshotRows } from '../domain/snapshot.ts'

export interface Tree {
  /** In document order. */
  readonly controls: readonly Control[]
  find(ref: string): Control | undefined
  childrenOf(control: Control): readonly Control[]
  /** Everything below, in document order, without the control itself. */
  below(control: Control): readonly Control[]
  parentOf(control: Control): Control | null
  /** The group at the top. */
  topOf(control: Control): Control
}

/** The tree of the framework with this slug; an empty one when there is none. */
export function treeOf(rows: SnapshotRows, slug: string): Tree {
  const framework = rows.frameworks.find((f) => f.slug === slug)
  const controls = framework ? rows.controls.filter((c) => c.framework === framework.index) : []
  const byRef = new Map(controls.map((c) => [c.ref, c]))
  const children = new Map<number, Control[]>()
  for (const control of controls)
    children.set(control.parent, [...(children.get(control.parent) ?? []), control])
  const childrenOf = (control: Control) => children.get(control.index) ?? []
  const below = (control: Control): Control[] =>
    childrenOf(control).flatMap((child) => [child, ...below(child)])
  const parentOf = (control: Control) => (control.parent < 0 ? null : rows.controls[control.parent]!)
  const topOf = (control: Control): Control => {
    const parent = parentOf(control)
    return parent ? topOf(parent) : control
  }
  return { controls, find: (ref) => byRef.get(ref), childrenOf, below, parentOf, topOf }
}

/** Sections with two assessable controls or more directly below them. */
export function sectionsOf(tree: Tree): { section: Control; criteria: readonly Control[] }[] {
  return tree.controls
    .filter((control) => control.kind === 'GROUP')
    .map((section) => ({
      section,
      criteria: tree.childrenOf(section).filter((child) => child.kind === 'CONTROL'),
    }))
    .filter(({ criteria }) => criteria.length >= 2)
}

// Entries stand where a reader of the document looks for them: in its order, and in the file of their theme.

import type { Problem, SeedFile } from '../parse.ts'
import { at, type Rule } from '../rule.ts'
import { type Tree, treeOf } from '../tree.ts'

export const refsInNaturalOrder: Rule = {
  name: 'refs-in-natural-order',
  description:
    'Texts and decisions follow the order of the document; a file named after a theme holds only it.',
  *check({ files, rows, readings }) {
    for (const [slug, list] of files.texts) {
      const tree = treeOf(rows, slug)
      for (const file of list) yield* faults(file, tree)
    }
    for (const { from, head, themes } of files.curated) {
      const tree = treeOf(rows, from)
      for (const file of themes) {
        yield* faults(file, tree)
        if (head.data.status !== 'NOT_COMPLETE' && !isTheme(file.name, tree))
          yield at(file, [], `a file of decisions must be named after a theme, but got: ${file.name}`)
      }
    }
    for (const { from, first, second, settled } of readings) {
      const tree = treeOf(rows, from)
      for (const file of [...first, ...second, ...settled]) yield* faults(file, tree)
    }
  },
}

/** The name of a theme's file: 5 → 05, IAM → iam, A&A → aanda. */
const fileName = (ref: string) => ref.padStart(2, '0').replace('&', 'and').toLowerCase()

function isTheme(name: string, tree: Tree): boolean {
  return tree.controls.some((control) => control.parent < 0 && fileName(control.ref) === name)
}

function* faults(file: SeedFile<Record<string, unknown>>, tree: Tree): Generator<Problem> {
  const theme = isTheme(file.name, tree)
  let last: { ref: string; index: number } | null = null
  for (const ref of refsInFile(file)) {
    const control = tree.find(ref)
    if (!control) continue
    if (last && control.index < last.index)
      yield at(file, [ref], `refs must be in the order of the document, but got: ${ref} after ${last.ref}`)
    last = control
    const top = tree.topOf(control).ref
    if (theme && fileName(top) !== file.name)
      yield at(file, [ref], `refs of ${file.name}.yaml must be of that theme, but got: ${ref}`)
  }
}

/** JavaScript moves keys that look like whole numbers to the front: their lines tell the order of the file. */
function refsInFile(file: SeedFile<Record<string, unknown>>): string[] {
  return Object.keys(file.data)
    .map((ref) => ({ ref, line: file.line([ref]) }))
    .sort((a, b) => a.line - b.line)
    .map(({ ref }) => ref)
}

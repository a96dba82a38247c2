// Writes files below a folder so that all of them change or none: each is written beside its place and moved there, and
// when a move fails those before it are undone.

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A name that no reader of the folder looks at. */
const beside = (path: string) => `${path}.importing`

/** Throws what the file system says, with everything as it was. */
export function replaceFiles(root: string, files: ReadonlyMap<string, string>): void {
  const paths = [...files.keys()].map((path) => join(root, path))
  const before = new Map(paths.map((path) => [path, existsSync(path) ? readFileSync(path) : null]))
  const moved: string[] = []
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(beside(join(root, path)), text, { flush: true })
    }
    for (const path of paths) {
      renameSync(beside(path), path)
      moved.push(path)
    }
  } catch (error) {
    for (const path of moved) {
      const bytes = before.get(path)
      if (bytes) writeFileSync(path, bytes)
      else rmSync(path, { force: true })
    }
    throw error
  } finally {
    for (const path of paths) rmSync(beside(path), { force: true })
  }
}

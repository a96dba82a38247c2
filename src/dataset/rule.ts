// What a lint rule is, and the dataset it looks at.

import type { SnapshotRows } from '../domain/snapshot.ts'
import type { SeedFiles, Texts } from './files.ts'
import type { OfficialTexts } from './official.ts'
import type { Path, Problem, SeedFile } from './parse.ts'
import type { Reading } from './readings.ts'

/** Everything there is to check. */
export interface Dataset {
  readonly texts: Texts
  readonly files: SeedFiles
  readonly rows: SnapshotRows
  readonly readings: readonly Reading[]
  /** Null when the official documents are not at hand: they are not ours to publish. */
  readonly official: OfficialTexts | null
}

export interface Rule {
  /** The valid state, as a kebab-case sentence; the name of the rule's file. */
  readonly name: string
  readonly description: string
  check(data: Dataset): Iterable<Problem>
}

/** A problem at a path of a file. */
export function at(file: SeedFile<unknown>, path: Path, message: string): Problem {
  return { file: file.path, line: file.line(path), message }
}

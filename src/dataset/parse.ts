// One YAML file: parsed with positions and checked against its shape. Which files there are is `files.ts`.

import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'

/** Something wrong with the data, and where. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly message: string
}

export type Path = readonly (string | number)[]

/** One parsed file. `line(path)` is where the value at that path stands, or the closest one above it. */
export interface SeedFile<T> {
  readonly path: string
  readonly name: string
  readonly text: string
  readonly data: T
  line(path: Path): number
}

/** Thrown when files cannot be read as what they should be; every problem is in it, not only the first. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map((p) => `${p.file}:${p.line}: ${p.message}`).join('\n'))
    this.problems = problems
  }
}

/** Aliases a file may expand to; more is an attack ("billion laughs"), not data. */
const MAX_ALIASES = 100

function lineAt(document: Document, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true)
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item) => isScalar(item.key) && String(item.key.value) === String(path[depth - 1]),
      )
      if (pair && isScalar(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line
    }
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | null
    if (node?.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

/** Keys that YAML does not read as strings: an unquoted 5.10 would silently become 5.1. */
function* unquotedKeys(document: Document): Generator<{ offset: number; source: string }> {
  const found: { offset: number; source: string }[] = []
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && typeof key.value === 'string') return
      const scalar = isScalar(key) ? key : null
      found.push({
        offset: scalar?.range?.[0] ?? 0,
        source: String(scalar?.source ?? scalar?.value ?? 'a collection'),
      })
    },
  })
  yield* found
}

function message(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0]?.[0]
    if (closest) return `${closest.path.map(String).join(' › ')}: ${closest.message}`.replace(/^: /, '')
  }
  return issue.message
}

/** Parses one file; what does not fit the shape is added to `problems`, and null returned. */
export function parseFile<T>(
  file: string,
  text: string,
  shape: z.ZodType<T>,
  problems: Problem[],
): SeedFile<T> | null {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false })
  const line = (at: Path) => lineAt(document, lines, at)
  const before = problems.length
  for (const error of document.errors)
    problems.push({ file, line: error.linePos?.[0].line ?? 1, message: error.message.split('\n')[0]! })
  for (const { offset, source } of unquotedKeys(document))
    problems.push({
      file,
      line: lines.linePos(offset).line,
      message: `a key must be a quoted string, but got: ${source}`,
    })
  if (problems.length > before) return null

  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    problems.push({ file, line: 1, message: `aliases must stay few and known, but got: ${error.message}` })
    return null
  }
  const parsed = shape.safeParse(value)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const at = issue.path.filter((p) => typeof p !== 'symbol')
      problems.push({ file, line: line(at), message: `${at.join(' › ') || 'the file'}: ${message(issue)}` })
    }
    return null
  }
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.yaml$/, '')
  return { path: file, name, text, data: parsed.data, line }
}

// YAML as a tree of which every value knows its place; JSON as such a tree is `read-json.ts`. Nothing is converted: scalars
// stay as they are written, since a ref 5.10 is no number.

import { type Document, isMap, isNode, LineCounter, parseDocument, visit } from 'yaml'
import type { Place } from '../domain/imported.ts'
import { requireBoundedYaml, requireElements } from './read-bounds.ts'
import { UnreadableFile } from './read-report.ts'
import { MAX_YAML_BYTES, requireSize } from './read-text.ts'

/** Aliases that a document may hold; more is an attack ("billion laughs"), not data. */
const MAX_ALIASES = 100

export type Step = string | number
/** The line of a value, or of the closest above it that is there. */
export type LineAt = (path: readonly Step[]) => number

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** YAML's words for nothing, which stay text here. */
const NOTHING = ['', '~', 'null', 'Null', 'NULL']

/** A value in a document, or the absence of one. */
export class Cursor {
  readonly value: unknown
  private readonly path: readonly Step[]
  private readonly lineAt: LineAt

  constructor(value: unknown, path: readonly Step[], lineAt: LineAt) {
    this.value = value
    this.path = path
    this.lineAt = lineAt
  }

  /** JSON Pointer (RFC 6901), and the line: looked up when it is told, since nearly every value is right. */
  get place(): Place {
    const { path, lineAt } = this
    const steps = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    return {
      path: steps.join('') || '/',
      get line() {
        return lineAt(path)
      },
    }
  }

  get isObject(): boolean {
    return isObject(this.value)
  }

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null
  }

  keys(): string[] {
    return isObject(this.value) ? Object.keys(this.value) : []
  }

  /** The value under a key; absent where this is no object or has no such key. */
  get(key: string): Cursor {
    const has = isObject(this.value) && Object.hasOwn(this.value, key)
    return new Cursor(
      has ? (this.value as Record<string, unknown>)[key] : undefined,
      [...this.path, key],
      this.lineAt,
    )
  }

  /** The elements of an array; a single value counts as an array of one, an absent one as none. */
  items(): Cursor[] {
    if (Array.isArray(this.value)) requireElements(this.value.length, 'a list')
    if (Array.isArray(this.value))
      return this.value.map((value, i) => new Cursor(value, [...this.path, i], this.lineAt))
    return this.isAbsent ? [] : [this]
  }

  /**
   * The text, trimmed; null for nothing, and for what is no text. A number of JSON is as it was written only when it is
   * whole: 5.10 has become 5.1, another control.
   */
  text(): string | null {
    const { value } = this
    if (Number.isSafeInteger(value)) return String(value)
    if (typeof value !== 'string') return null
    const text = value.trim()
    return NOTHING.includes(text) ? null : text
  }
}

function lineIn(document: Document, lines: LineCounter): LineAt {
  return (path) => {
    for (let depth = path.length; depth > 0; depth--) {
      const parent = document.getIn(path.slice(0, depth - 1), true)
      const last = path[depth - 1]!
      const pair = isMap(parent)
        ? parent.items.find(({ key }) => isNode(key) && String(key) === last)
        : undefined
      const node = pair ? pair.key : document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
}

function requireDistinctKeys(document: Document, lines: LineCounter): void {
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        const name = String(key)
        if (seen.has(name))
          throw new UnreadableFile(`a key must be there once, but got: ${name.slice(0, 60)} again`, {
            path: null,
            line: isNode(key) && key.range ? lines.linePos(key.range[0]).line : null,
          })
        seen.add(name)
      }
    },
  })
}

/** Throws UnreadableFile with the line for what is no YAML, or expands to more than it says. */
export function readYaml(text: string): Cursor {
  requireSize(Buffer.byteLength(text), MAX_YAML_BYTES)
  requireBoundedYaml(text)
  const lines = new LineCounter()
  try {
    // A carriage return alone ends a line in YAML, not in this parser.
    const document = parseDocument(text.replace(/\r(?!\n)/g, '\n'), {
      schema: 'failsafe',
      lineCounter: lines,
      merge: false,
      // The parser compares each key with each other: `requireDistinctKeys` looks them up.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    })
    const [error] = document.errors
    if (error)
      throw new UnreadableFile(`the file must be YAML, but got: ${error.message.split('\n')[0]}`, {
        path: null,
        line: lines.linePos(error.pos[0]).line,
      })
    requireDistinctKeys(document, lines)
    return new Cursor(document.toJS({ maxAliasCount: MAX_ALIASES }), [], lineIn(document, lines))
  } catch (error) {
    if (error instanceof ReferenceError)
      throw new UnreadableFile(`aliases must stay few and known, but got: ${error.message}`)
    if (error instanceof RangeError)
      throw new UnreadableFile('the file must nest few levels, but got: thousands')
    throw error
  }
}

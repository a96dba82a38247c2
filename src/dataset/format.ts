// The canonical text of a seed file. Values, comments and the authors' choice of `{ … }` rows stay; quotes, folding,
// indentation and the order inside a decision are made the same everywhere.

import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { foldedLines, inlineScalar, keepsSingleQuotes } from './scalar.ts'

const WIDTH = 110

/** The order of a decision's parts. */
const DECISION = ['targets', 'residual', 'surplus', 'sameWording', 'strength', 'confidence', 'rationaleKind']

/** A file that is not YAML. */
export class FormatError extends Error {
  override readonly name = 'FormatError'
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

/** Throws FormatError when the text is not YAML, Error when a value would change (which would be a bug). */
export function format(text: string): string {
  const document = parseDocument(text, { uniqueKeys: true, merge: false })
  const error = document.errors[0]
  if (error) throw new FormatError(error.message.split('\n')[0]!, error.linePos?.[0].line ?? 1)
  const lines = [
    ...comments(document.commentBefore),
    ...(document.commentBefore && document.contents?.spaceBefore ? [''] : []),
    ...comments(document.contents?.commentBefore),
    ...(document.contents ? block(document.contents, 0) : []),
    ...comments(document.comment),
  ]
  const formatted = `${lines.join('\n')}\n`
  assertSameContent(text, formatted)
  return formatted
}

function assertSameContent(before: string, after: string) {
  const [a, b] = [before, after].map((text) => parseDocument(text, { merge: false }))
  const count = (text: string) => text.match(/(^|\s)#/g)?.length ?? 0
  const isSame = b!.errors.length === 0 && sorted(a!.toJS()) === sorted(b!.toJS())
  if (!isSame || count(after) < count(before))
    throw new Error('formatting must keep every value and comment, but got: another document')
}

/** JSON with the keys of maps in one order, since decisions are reordered. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function comments(text: string | null | undefined, indent = 0): string[] {
  if (text === null || text === undefined) return []
  return text.split('\n').map((line) => (line.trim() === '' ? '' : `${' '.repeat(indent)}#${line.trimEnd()}`))
}

function before(node: unknown, indent: number, isFirst: boolean): string[] {
  const { spaceBefore, commentBefore } = node as { spaceBefore?: boolean; commentBefore?: string | null }
  return [...(spaceBefore && !isFirst ? [''] : []), ...comments(commentBefore, indent)]
}

/** The lines of a node that begins on a line of its own. */
function block(node: Node, indent: number): string[] {
  if (isMap(node) && !staysInline(node, indent)) {
    const pairs = inOrder(node).flatMap((pair, i) => [
      ...before(pair.key, indent, i === 0),
      ...entry(`${inlineKey(pair)}:`, pair.value, indent),
    ])
    return [...pairs, ...comments(node.comment, indent)]
  }
  if (isSeq(node) && !staysInline(node, indent)) {
    const items = (node as YAMLSeq<ParsedNode>).items.flatMap((item, i) => [
      ...before(item, indent, i === 0),
      ...dashed(item, indent),
    ])
    return [...items, ...comments(node.comment, indent)]
  }
  return [`${' '.repeat(indent)}${inline(node, false)}${trailing(node)}`]
}

/** An item of a list. A row written as `{ … }` stays one, whatever its length. */
function dashed(item: ParsedNode, indent: number): string[] {
  const pad = ' '.repeat(indent)
  if (isCollection(item) && item.flow && item.items.length > 0 && !item.comment)
    return [`${pad}- ${inline(item, false)}`]
  if (isCollection(item) && item.items.length > 0) {
    const [first, ...rest] = block(item, indent + 2)
    return [`${pad}- ${first!.trimStart()}`, ...rest]
  }
  return entry('-', item, indent)
}

/** A key, or a dash, and what follows it: on the same line if it fits there. */
function entry(head: string, value: unknown, indent: number): string[] {
  const pad = ' '.repeat(indent)
  const node = value as Node | null
  if (!node) return [`${pad}${head} ~`]
  const anchor = 'anchor' in node && node.anchor ? ` &${node.anchor}` : ''
  if (isScalar(node)) {
    const line = `${pad}${head}${anchor} ${inline(node, false)}${trailing(node)}`
    const folded = typeof node.value === 'string' ? foldedLines(node.value, WIDTH - indent - 2) : null
    if (line.length <= WIDTH || !folded || folded.length < 2 || keepsSingleQuotes(node)) return [line]
    return [
      `${pad}${head}${anchor} >-${trailing(node)}`,
      ...folded.map((text) => `${' '.repeat(indent + 2)}${text}`),
    ]
  }
  if (isCollection(node) && (node.items.length === 0 || staysInline(node, indent + head.length + 1)))
    return [`${pad}${head}${anchor} ${inline(node, false)}${trailing(node)}`]
  if (isAlias(node)) return [`${pad}${head} ${inline(node, false)}${trailing(node)}`]
  const intro = comments((node as Node).commentBefore, indent + 2)
  return [`${pad}${head}${anchor}`, ...intro, ...block(node, indent + 2)]
}

function trailing(node: Node): string {
  return node.comment && !node.comment.includes('\n') ? ` #${node.comment}` : ''
}

/** Whether a collection stays as `{ … }` or `[ … ]`: its author wrote it so, it fits, and it is no decision. */
function staysInline(node: YAMLMap | YAMLSeq, column: number): boolean {
  if (!node.flow || node.items.length === 0) return node.items.length === 0
  if (isMap(node) && (node.has('targets') || hasRefKeys(node)) && !node.has('source')) return false
  return !isLink(node) && column + inline(node, false).length <= WIDTH
}

/** What evidence does for a control: always open, since its note has two languages. */
function isLink(node: YAMLMap | YAMLSeq): boolean {
  return isMap(node) && node.has('role') && node.has('note')
}

/** Refs as keys, each with a text of ours: never squeezed into a line. */
function hasRefKeys(node: YAMLMap): boolean {
  return node.items.some(({ key }) => isScalar(key) && /^[A-Z0-9&]+[.-]/.test(String(key.value)))
}

function inOrder(node: YAMLMap): Pair[] {
  if (!node.has('targets') || node.has('source')) return node.items
  const rank = (pair: Pair) => {
    const at = DECISION.indexOf(String((pair.key as Scalar).value))
    return at < 0 ? DECISION.length : at
  }
  return node.items.toSorted((a, b) => rank(a) - rank(b))
}

function inlineKey({ key }: Pair): string {
  return inlineScalar({ ...(key as Scalar), type: undefined }, true, true)
}

/** A node on one line. */
function inline(node: Node, inFlow: boolean): string {
  if (isAlias(node)) return `*${node.source}`
  if (isScalar(node)) return inlineScalar(node, inFlow, false)
  if (isSeq(node)) return `[${node.items.map((item) => inline(item as Node, true)).join(', ')}]`
  if (!isMap(node) || node.items.length === 0) return '{}'
  const pairs = node.items.map((pair) => {
    const value = pair.value as Node | null
    return `${inlineKey(pair)}: ${value ? inline(value, true) : '~'}`
  })
  return `{ ${pairs.join(', ')} }`
}

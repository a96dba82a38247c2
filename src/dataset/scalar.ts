// How one value is written in a seed file: plain where YAML reads it back as the same string, refs and dates always in
// quotes, long prose folded.

/** A scalar as far as its writing goes. */
export interface Written {
  readonly value: unknown
  readonly type?: unknown
  readonly source?: string | undefined
}

/** Refs as documents print them (9.4.a, A.5.18, CC6.1, IAM-08, A&A-01), versions and dates. */
const REF = /^(?:\d[\d.a-z-]*|[A-Z][A-Z&]{0,2}[.-]?\d[\d.]*(?:\.?[a-z\d])*)$/
const SPECIAL = /^(?:true|false|null|yes|no|on|off|y|n)$/i
const PLAIN = /^[^\s\-?:,[\]{}#&*!|>'"%@`~.+=<](?:[^\p{Cc}]*[^\s:\p{Cc}])?$/u

/** Whether YAML reads the bare text as the same string. */
function isPlain(text: string, inFlow: boolean): boolean {
  if (!PLAIN.test(text) || SPECIAL.test(text) || !Number.isNaN(Number(text))) return false
  if (text.includes(': ') || text.includes(' #')) return false
  return !inFlow || !/[,[\]{}]/.test(text)
}

/** Single quotes stay where they spare backslashes: patterns. */
export function keepsSingleQuotes({ value, type }: Written): boolean {
  return type === 'QUOTE_SINGLE' && typeof value === 'string' && value.includes('\\') && !/['\n]/.test(value)
}

/** A scalar on one line. In a row the author's double quotes stay. */
export function inlineScalar(scalar: Written, inFlow: boolean, isKey: boolean): string {
  const { value, type, source } = scalar
  if (value === null || value === undefined) return '~'
  if (typeof value !== 'string') return source ?? String(value)
  if (keepsSingleQuotes(scalar)) return `'${value}'`
  const keepsQuotes = inFlow && !isKey && type === 'QUOTE_DOUBLE'
  return isPlain(value, inFlow) && !REF.test(value) && !keepsQuotes ? value : JSON.stringify(value)
}

/** The lines of a folded block (`>-`), or null for a text that folding would change. */
export function foldedLines(text: string, width: number): string[] | null {
  if (/[\n\t\r]|^ | $| {2}/.test(text)) return null
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

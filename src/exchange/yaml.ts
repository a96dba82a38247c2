// YAML in the little that a CISO Assistant library needs, written piece by piece: block mappings and sequences with
// every text in double quotes, which YAML 1.1 and 1.2 read alike.

type Scalar = string | number | boolean | null
type Value = Scalar | undefined | readonly Value[] | { readonly [key: string]: Value } | Iterable<Value>

/** JSON's escapes are YAML's; PyYAML also refuses unescaped C1 controls, line separators and the byte order mark. */
function scalar(value: Scalar): string {
  if (typeof value !== 'string') return String(value)
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const isScalar = (value: Value): value is Scalar => typeof value !== 'object' || value === null

/** The lines of a value. `first` stands before the first line instead of the indentation: the dash of a sequence. */
export function* yaml(value: Value, indent = '', first = indent): Generator<string> {
  if (value === undefined || isScalar(value)) {
    yield `${first}${scalar(value ?? null)}\n`
  } else if (Symbol.iterator in value) {
    let lead = first
    for (const element of value as Iterable<Value>) {
      yield* yaml(element, `${indent}  `, `${lead}- `)
      lead = indent
    }
  } else {
    let lead = first
    // In one piece up to the next inner value: most mappings have none.
    let lines = ''
    for (const [key, inner] of Object.entries(value as { readonly [key: string]: Value })) {
      if (inner === undefined) continue
      if (isScalar(inner)) lines += `${lead}${key}: ${scalar(inner)}\n`
      else {
        yield `${lines}${lead}${key}:\n`
        lines = ''
        yield* yaml(inner, Symbol.iterator in inner ? indent : `${indent}  `)
      }
      lead = indent
    }
    if (lines !== '') yield lines
  }
}

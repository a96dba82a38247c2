// YAML in the little that a CISO Assistant library needs, written piece by piece: block mappings and sequences with
// every text in double quotes, which YAML 1.1 and 1.2 read alike.

type Scalar = string | number | boolean | null
type Mapping = { readonly [key: string]: Value }
type Value = Scalar | undefined | readonly Value[] | Mapping | Iterable<Value>

/** JSON's escapes are YAML's; PyYAML also refuses unescaped C1 controls, line separators and the byte order mark. */
function scalar(value: Scalar): string {
  if (typeof value !== 'string') return String(value)
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const isScalar = (value: Value): value is Scalar => typeof value !== 'object' || value === null

const isMapping = (value: Value): value is Mapping =>
  value !== undefined && !isScalar(value) && !(Symbol.iterator in value)

/** The lines of a mapping that holds scalars only, as most do; null when it holds more. */
function flat(value: Mapping, indent: string, first: string): string | null {
  let lines = ''
  for (const key in value) {
    const inner = value[key]
    if (inner === undefined) continue
    if (!isScalar(inner)) return null
    lines += `${lines === '' ? first : indent}${key}: ${scalar(inner)}\n`
  }
  return lines
}

/** The lines of a value. `first` stands before the first line instead of the indentation: the dash of a sequence. */
export function* yaml(value: Value, indent = '', first = indent): Generator<string> {
  if (value === undefined || isScalar(value)) {
    yield `${first}${scalar(value ?? null)}\n`
  } else if (isMapping(value)) {
    let lead = first
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue
      if (isScalar(inner)) yield `${lead}${key}: ${scalar(inner)}\n`
      else {
        yield `${lead}${key}:\n`
        yield* yaml(inner, isMapping(inner) ? `${indent}  ` : indent)
      }
      lead = indent
    }
  } else {
    let lead = first
    const inside = `${indent}  `
    for (const element of value) {
      const lines = isMapping(element) ? flat(element, inside, `${lead}- `) : null
      if (lines === null) yield* yaml(element, inside, `${lead}- `)
      else yield lines
      lead = indent
    }
  }
}

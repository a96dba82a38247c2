// JSON of documents too long to hold: an iterable that is not an array becomes an array written element by element.

function isStream(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Symbol.iterator in value
}

/** Anywhere within: asked of a document once, since its elements may be many. */
function holdsStream(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return isStream(value) || Object.values(value).some(holdsStream)
}

/** Directly within: an element of a stream holds another there or not at all. */
function hasStream(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  for (const key in value) if (isStream((value as Record<string, unknown>)[key])) return true
  return false
}

/** The JSON of a value in pieces; what is undefined is left out. One line an element of a stream. */
export function* json(value: unknown, isLong = holdsStream): Generator<string> {
  if (isStream(value)) {
    let separator = '[\n'
    for (const element of value) {
      yield separator
      if (hasStream(element)) yield* json(element, hasStream)
      else yield JSON.stringify(element)
      separator = ',\n'
    }
    yield separator === '[\n' ? '[]' : '\n]'
  } else if (isLong(value)) {
    const isArray = Array.isArray(value)
    let separator = isArray ? '[' : '{'
    for (const [key, inner] of Object.entries(value as object)) {
      if (inner === undefined) continue
      yield isArray ? separator : `${separator}${JSON.stringify(key)}:`
      yield* json(inner, isLong)
      separator = ',\n'
    }
    yield isArray ? ']' : '}'
  } else yield JSON.stringify(value)
}

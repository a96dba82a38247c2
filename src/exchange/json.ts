// JSON of documents too long to hold: an iterable that is not an array becomes an array written element by element.

function isStream(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Symbol.iterator in value
}

function holdsStream(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return isStream(value) || Object.values(value).some(holdsStream)
}

/** The JSON of a value in pieces; what is undefined is left out. One line an element of a stream. */
export function* json(value: unknown): Generator<string> {
  if (isStream(value)) {
    let separator = '[\n'
    for (const element of value) {
      yield separator
      yield* json(element)
      separator = ',\n'
    }
    yield separator === '[\n' ? '[]' : '\n]'
  } else if (holdsStream(value)) {
    const isArray = Array.isArray(value)
    let separator = isArray ? '[' : '{'
    for (const [key, inner] of Object.entries(value as object)) {
      if (inner === undefined) continue
      yield isArray ? separator : `${separator}${JSON.stringify(key)}:`
      yield* json(inner)
      separator = ',\n'
    }
    yield isArray ? ']' : '}'
  } else yield JSON.stringify(value)
}

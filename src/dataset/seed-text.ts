// Values as the YAML of a seed file, before `format.ts` makes it canonical: a key a line, and rows in braces, of which
// each is one line of a diff.

/** What our files write without quotes: words of a list, and slugs. */
const WORDS = [
  'comparator',
  'confidence',
  'gap',
  'items',
  'kind',
  'label',
  'model',
  'normativity',
  'possible',
  'rationaleKind',
  'relation',
  'serviceModels',
  'to',
  'type',
]

/** JSON is YAML, but for the signs that YAML takes for line ends. Patterns keep their backslashes single. */
function scalar(value: string | number | boolean | null, isWord: boolean): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  if (isWord && /^[A-Za-z][\w.-]*$/.test(value)) return value
  if (value.includes('\\') && !/['\n]/.test(value)) return `'${value}'`
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function flow(value: unknown, isWord = false): string {
  if (Array.isArray(value)) return `[${value.map((one) => flow(one, isWord)).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => `${JSON.stringify(key)}: ${flow(inner, WORDS.includes(key))}`)
      .join(', ')} }`
  return scalar(value as string | number | boolean | null, isWord)
}

/** A line a key; what is undefined is left out. `order` where keys look like numbers, which JavaScript moves. */
export function mapText(map: object, order: readonly string[] = Object.keys(map)): string {
  const values = map as Readonly<Record<string, unknown>>
  return order
    .filter((key) => values[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}: ${flow(values[key], WORDS.includes(key))}\n`)
    .join('')
}

/** A list under a key, a line an element. */
export function listText(key: string, list: readonly unknown[]): string {
  if (list.length === 0) return `${key}: []\n`
  return `${key}:\n${list.map((value) => `  - ${flow(value)}\n`).join('')}`
}

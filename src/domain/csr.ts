// Lists of numbers by key in two arrays (compressed sparse rows): nothing to allocate and nothing to chase when they are
// read.

/** The values of key k are `list[start[k]] … list[start[k + 1] - 1]`. */
export interface Csr {
  readonly start: Int32Array
  readonly list: Int32Array
}

/** A number of each row: `Int32Array.from` takes ten times as long. */
export function column<T>(rows: ArrayLike<T>, of: (row: T) => number): Int32Array {
  const numbers = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) numbers[i] = of(rows[i]!)
  return numbers
}

/** Groups values under `keys` keys, keeping their order: `values[i]`, or i itself, under `key[i]`; none under -1. */
export function grouped(keys: number, key: Int32Array, values?: Int32Array): Csr {
  const start = new Int32Array(keys + 1)
  for (let i = 0; i < key.length; i++) if (key[i]! >= 0) start[key[i]! + 1]!++
  for (let k = 0; k < keys; k++) start[k + 1]! += start[k]!
  const next = start.slice(0, keys)
  const list = new Int32Array(start[keys]!)
  for (let i = 0; i < key.length; i++) {
    const k = key[i]!
    if (k >= 0) list[next[k]!++] = values ? values[i]! : i
  }
  return { start, list }
}

/** The lists of rows, by their position. */
export function flattened<T>(rows: readonly T[], listOf: (row: T) => readonly number[]): Csr {
  const start = new Int32Array(rows.length + 1)
  const list: number[] = []
  for (let k = 0; k < rows.length; k++) {
    for (const value of listOf(rows[k]!)) list.push(value)
    start[k + 1] = list.length
  }
  return { start, list: new Int32Array(list) }
}

/** For each entry of the lists, its key. */
export function keysOf({ start, list }: Csr): Int32Array {
  const keys = new Int32Array(list.length)
  for (let k = 0; k + 1 < start.length; k++) keys.fill(k, start[k], start[k + 1])
  return keys
}

/** The other way round: for each value, the keys that list it. */
export function transposed(of: Csr, values: number): Csr {
  return grouped(values, of.list, keysOf(of))
}

/** Positions in the order of a key from 0 to `range` - 1; those with the same key stay in the order given. */
export function sortedBy(order: Int32Array, key: (position: number) => number, range: number): Int32Array {
  return grouped(range, order.map(key), order).list
}

// What is worked out of something is worked out once, and forgotten with it.

export function once<K extends object, V extends object | string>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, V>()
  return (of) => {
    const kept = known.get(of)
    if (kept !== undefined) return kept
    const made = make(of)
    known.set(of, made)
    return made
  }
}

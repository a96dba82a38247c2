// Refs: the numbers printed in the documents. How people write them, and their natural order.

/**
 * The form under which a ref is looked up: `9.6 a)`, `9.6.A` and `9.6.a` are the same, `iam-02` is `IAM-02`,
 * `a5.15` is `A.5.15`.
 */
export function refKey(ref: string): string {
  return ref
    .trim()
    .toLowerCase()
    .replace(/[\s)(.]+/g, '.')
    .replace(/^\.|\.$/g, '')
    .replace(/^(annexe?|clause|article|§)\.?/, '')
    .replace(/^([ab])(?=\d)/, '$1.')
    .replace(/(\d)([a-z])$/, '$1.$2')
}

const PIECES = /\d+|[^\d]+/g

/** Natural order: 19.10 comes after 19.9, and A.5.2 before A.5.10. */
export function compareRefs(left: string, right: string): number {
  const a = left.match(PIECES) ?? []
  const b = right.match(PIECES) ?? []
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] === b[i]) continue
    const x = Number(a[i])
    const y = Number(b[i])
    if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y
    return a[i]! < b[i]! ? -1 : 1
  }
  return a.length - b.length
}

/** The lower-case refs that a search for this text could mean; none when it does not look like a ref. */
export function refKeysOf(query: string): string[] {
  if (!/\d/.test(query) || query.trim().length > 20) return []
  const key = refKey(query)
  return [...new Set([key, `a.${key}`, key.replace(/^a\./, '')])]
}

// How well two answers to the same questions agree: the usual coefficients, over plain values.

/** Size of the intersection over size of the union; two empty sets agree. */
export function jaccard(a: readonly string[], b: readonly string[]): number {
  const union = new Set([...a, ...b])
  if (union.size === 0) return 1
  const right = new Set(b)
  return new Set(a.filter((value) => right.has(value))).size / union.size
}

/**
 * Cohen's kappa of two raters: agreement beyond what their habits give by chance, 1 at best. Null for no ratings, and
 * when both raters use one and the same category throughout, where chance alone explains everything.
 */
export function cohensKappa(ratings: readonly (readonly [string, string])[]): number | null {
  const share = (count: (pair: readonly [string, string]) => boolean) =>
    ratings.filter(count).length / ratings.length
  const categories = new Set(ratings.flat())
  const observed = share(([a, b]) => a === b)
  let expected = 0
  for (const category of categories)
    expected += share(([a]) => a === category) * share(([, b]) => b === category)
  return ratings.length === 0 || expected === 1 ? null : (observed - expected) / (1 - expected)
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

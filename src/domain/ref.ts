// Refs: the numbers printed in the documents. How people write them.

const TOKENS = /[a-z&]+|\d+/g
const WORDS: readonly string[] = ['annex', 'annexe', 'clause', 'article']

/**
 * The form under which a ref is looked up, its letters and numbers one by one: `9.6 a)`, `9.6.A` and `9.6.a` are the
 * same, as are `iam 2` and `IAM-02`, `a5.15` and `A.5.15`.
 */
export function refKey(ref: string): string {
  const tokens = ref.slice(0, 100).toLowerCase().match(TOKENS) ?? []
  return tokens
    .filter((token) => !WORDS.includes(token))
    .map((token) => (token.startsWith('0') ? token.replace(/^0+(?=\d)/, '') : token))
    .join('.')
}

/** Whether what somebody searches for could be a ref. */
export function looksLikeRef(query: string): boolean {
  return /\d/.test(query) && query.trim().length <= 20
}

// What a search looks through.

export const SEARCH_KINDS = ['CONTROL', 'EVIDENCE_TYPE'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

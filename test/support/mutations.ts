// Mutations as tests ask them: the success with a selection, or the code of the error.

/** `result: createEvidence(…) { … }` of a call like `createEvidence(fields: $fields)`. */
export function answerOf(call: string, selection: string): string {
  const name = /^\w+/.exec(call)![0]
  return `result: ${call} {
    ... on ${name[0]!.toUpperCase()}${name.slice(1)}Success ${selection}
    ... on MutationError { code message }
  }`
}

/** The answer to it: the fields of the success, or those of the error. */
export interface Answer<T> {
  readonly result: (T & { readonly code?: string }) | null
}

// The query of an address: parameters that are known, once each, in the form they must have. A parameter that is passed
// over in silence is an answer to another question than was asked.

import { DomainError } from '../domain/errors.ts'

/** Throws BAD_ARGUMENT for a parameter that `what` has none of. */
export function requireParameters(params: URLSearchParams, what: string, known: readonly string[]): void {
  for (const argument of params.keys())
    if (!known.includes(argument))
      throw new DomainError(
        'BAD_ARGUMENT',
        `the parameters of ${what} must be among ${known.join(', ')}, but got: ${argument.slice(0, 60)}`,
        { argument: argument.slice(0, 60) },
      )
}

/** The value of a parameter; null without one. Throws BAD_ARGUMENT for several. */
export function single(params: URLSearchParams, argument: string): string | null {
  const values = params.getAll(argument)
  if (values.length < 2) return values[0] ?? null
  throw new DomainError('BAD_ARGUMENT', `${argument} must be given once, but got: ${values.length} times`, {
    argument,
  })
}

/** One of the words, in whichever case, with hyphens or underscores. Throws BAD_ARGUMENT. */
export function oneOf<T extends string>(argument: string, words: readonly T[], given: string): T {
  const spelled = (one: string) => one.toLowerCase().replaceAll('_', '-')
  const found = words.find((one) => spelled(one) === spelled(given))
  if (found !== undefined) return found
  throw new DomainError(
    'BAD_ARGUMENT',
    `${argument} must be ${words.map(spelled).join(' or ')}, but got: ${given.slice(0, 60) || 'nothing'}`,
    { argument },
  )
}

/** Whether the parameter is `true`; false without it. Throws BAD_ARGUMENT for what is neither. */
export function flag(params: URLSearchParams, argument: string): boolean {
  const given = single(params, argument)
  return given !== null && oneOf(argument, ['true', 'false'], given) === 'true'
}

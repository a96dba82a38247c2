// `--max-hops`, as a person types it.

import { requireNumber } from '../domain/checks.ts'
import { MAX_HOPS } from '../domain/derived.ts'

/** Throws BAD_ARGUMENT. */
export const hops = (given: string) => requireNumber('--max-hops', given, 1, MAX_HOPS)

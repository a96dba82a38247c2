// Relay connections over lists that are in memory: cursors name a row by its key, so that a page continues where the
// last one ended even when the data has been seeded again in between.

import { DomainError } from '../domain/errors.ts'

export const MAX_PAGE = 100
const DEFAULT_PAGE = 25

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a text can be an id of the organization's own rows. */
export const isUuid = (text: string) => UUID.test(text)

export interface PageArgs {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
}

export interface Page<T> {
  readonly edges: { readonly cursor: string; readonly node: T }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: TotalCount
}

/** How many rows there are, or how to find out where that takes a question of its own. */
export type TotalCount = number | (() => Promise<number>)

/** Refuses a number out of 1 to `most`; of rows, as many as a page has. */
export function requireUpTo(name: string, value: number, most = MAX_PAGE): number {
  if (value >= 1 && value <= most) return value
  throw new DomainError('BAD_ARGUMENT', `${name} must be from 1 to ${most}, but got: ${value}`, {
    argument: name,
  })
}

/** Refuses a page size out of 1 to 100, and `first` together with `last`. */
function pageSize({ first, last }: PageArgs): { size: number; backwards: boolean } {
  if (typeof first === 'number') requireUpTo('first', first)
  if (typeof last === 'number') requireUpTo('last', last)
  if (typeof first === 'number' && typeof last === 'number')
    throw new DomainError('BAD_ARGUMENT', 'first and last must not be given together, but got: both', {
      argument: 'last',
    })
  return { size: first ?? last ?? DEFAULT_PAGE, backwards: typeof last === 'number' }
}

/** For rows that SQL pages: refuses `last` and `before`. The key after which to go on, or null. */
export function forwardsOnly(args: PageArgs): { size: number; after: string | null } {
  const { size, backwards } = pageSize(args)
  if (backwards || typeof args.before === 'string')
    throw new DomainError(
      'BAD_ARGUMENT',
      'pages must be asked for with first and after, but got: last or before',
      { argument: backwards ? 'last' : 'before' },
    )
  return { size, after: typeof args.after === 'string' ? decodeCursor('after', args.after) : null }
}

/** The same where the key is the id of a row of an organization's own. Throws BAD_CURSOR for any other. */
export function rowsAfter(args: PageArgs): { size: number; after: string | null } {
  const page = forwardsOnly(args)
  if (page.after !== null && !isUuid(page.after)) throw badCursor('after', args.after ?? '')
  return page
}

/** The page that SQL answered, whose rows have unique keys. */
export function pageOf<T>(
  page: { readonly rows: readonly T[]; readonly total: TotalCount; readonly more: boolean },
  key: (row: T) => string,
  after: string | null,
): Page<T> {
  const edges = page.rows.map((node) => ({ cursor: encodeCursor(key(node)), node }))
  return {
    edges,
    pageInfo: {
      hasNextPage: page.more,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page.total,
  }
}

export const encodeCursor = (key: string) => Buffer.from(key).toString('base64url')

export function badCursor(name: string, cursor: string): DomainError {
  return new DomainError(
    'BAD_CURSOR',
    `${name} must be a cursor of this connection, but got: ${JSON.stringify(cursor.slice(0, 60))}`,
    { argument: name },
  )
}

/** The key inside a cursor; throws BAD_CURSOR for anything that this API did not make. */
function decodeCursor(name: string, cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString()
  if (key === '' || encodeCursor(key) !== cursor) throw badCursor(name, cursor)
  return key
}

/** One page of `rows`, whose keys are unique. Throws BAD_ARGUMENT, or BAD_CURSOR for a cursor of another list. */
export function paginate<T>(rows: readonly T[], key: (row: T) => string, args: PageArgs): Page<T> {
  const { size, backwards } = pageSize(args)
  const place = (name: string, cursor: string) => {
    const wanted = decodeCursor(name, cursor)
    const at = rows.findIndex((row) => key(row) === wanted)
    if (at < 0) throw badCursor(name, cursor)
    return at
  }
  let start = typeof args.after === 'string' ? place('after', args.after) + 1 : 0
  let end = typeof args.before === 'string' ? place('before', args.before) : rows.length
  end = Math.max(start, end)
  if (backwards) start = Math.max(start, end - size)
  else end = Math.min(end, start + size)
  const edges = rows.slice(start, end).map((node) => ({ cursor: encodeCursor(key(node)), node }))
  return {
    edges,
    pageInfo: {
      hasNextPage: end < rows.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: rows.length,
  }
}

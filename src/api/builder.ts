// The schema builder: configuration only. Each type lives in its own file under `types/`.

import SchemaBuilder from '@pothos/core'
import ErrorsPlugin from '@pothos/plugin-errors'
import RelayPlugin, { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay'
import { DomainError } from '../domain/errors.ts'
import { MAX_PAGE, type TotalCount } from './connection.ts'
import type { Context } from './context.ts'
import { MAX_LIST, SHORT_LISTS } from './short-lists.ts'

/** The types whose things have a global id. */
const NODE_TYPES = new Set(['Framework', 'Control', 'Mapping', 'MappingSet', 'EvidenceType', 'Evidence'])

/** A malformed global id is the caller's mistake, with a code of its own. */
export function decodeId(globalId: string): { typename: string; id: string } {
  try {
    const decoded = decodeGlobalID(globalId)
    if (NODE_TYPES.has(decoded.typename) && encodeGlobalID(decoded.typename, decoded.id) === globalId)
      return decoded
  } catch {
    // falls through: not one of ours
  }
  throw new DomainError(
    'BAD_ID',
    `id must be a global id of this API, but got: ${JSON.stringify(globalId.slice(0, 60))}`,
    { argument: 'id' },
  )
}

const pascalCase = (field: string) => `${field[0]!.toUpperCase()}${field.slice(1)}`

export const builder = new SchemaBuilder<{
  Context: Context
  DefaultFieldNullability: false
  DefaultEdgesNullability: false
  DefaultNodeNullability: false
  Connection: { totalCount: TotalCount }
}>({
  plugins: [ErrorsPlugin, RelayPlugin, SHORT_LISTS],
  defaultFieldNullability: false,
  errors: {
    defaultResultOptions: {
      name: ({ fieldName }) => `${pascalCase(fieldName)}Success`,
      description: 'The mutation did what was asked.',
    },
    defaultUnionOptions: {
      name: ({ fieldName }) => `${pascalCase(fieldName)}Result`,
      description: 'What came of the mutation: what it did, or why it did nothing.',
    },
  },
  relay: {
    encodeGlobalID: (typename, id) => encodeGlobalID(typename, String(id)),
    decodeGlobalID: decodeId,
    brandLoadedObjects: true,
    cursorType: 'String',
    clientMutationId: 'omit',
    idFieldOptions: { description: 'Global id: stays the same whenever the data is seeded again.' },
    edgesFieldOptions: { nullable: false, description: 'The rows of this page.' },
    nodeFieldOptions: { nullable: false, description: 'The row.' },
    cursorFieldOptions: { description: 'Where the row stands: hand it to `after` or `before`.' },
    pageInfoFieldOptions: { description: 'Whether there is more, and where to go on.' },
    hasNextPageFieldOptions: { description: 'Whether rows follow this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether rows come before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first row; null when there is none.' },
    endCursorFieldOptions: { description: 'Cursor of the last row; null when there is none.' },
    firstArgOptions: { description: 'How many rows from the start, 1 to 100; default 25.' },
    lastArgOptions: { description: 'How many rows from the end, 1 to 100.' },
    afterArgOptions: { description: 'Only rows after this cursor.' },
    beforeArgOptions: { description: 'Only rows before this cursor.' },
    defaultConnectionTypeOptions: { description: 'One page of rows (Relay connection).' },
    defaultEdgeTypeOptions: { description: 'One row of a connection.' },
    pageInfoTypeOptions: { description: 'Where a page stands in its connection (Relay).' },
    nodeTypeOptions: { description: 'Anything with a global id.' },
    nodeQueryOptions: {
      description: 'The thing with this global id; null when it is gone.',
      args: { id: { description: 'The global id.' } },
    },
    nodesQueryOptions: {
      description: 'The things with these global ids, in their order; null where one is gone. At most 100.',
      args: { ids: { description: 'The global ids.' } },
      resolve: (_root, { ids }, _context, _info, resolveNodes) => {
        if (ids.length <= MAX_PAGE) return resolveNodes(ids)
        throw new DomainError('BAD_ARGUMENT', `ids must be at most ${MAX_PAGE}, but got: ${ids.length}`, {
          argument: 'ids',
        })
      },
    },
  },
})

builder.queryType({
  description: `The SecNumCloud crosswalk: frameworks, their controls, the mappings between them, and what may be concluded from these. A list in an argument has at most ${MAX_LIST} entries.`,
})

builder.mutationType({
  description:
    'Changes of the organization’s data. Each is done once under the `key` that the client gives it, however often it is sent. Each answers a union: of its success, and of the errors that a caller can cause, all of which are a `MutationError`; ask for `... on MutationError { code message }` beside the success. It is null only where `errors` says why: without credentials (UNAUTHENTICATED), or when the server fails.',
})

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many rows there are on all pages together.',
    resolve: ({ totalCount }) => (typeof totalCount === 'function' ? totalCount() : totalCount),
  }),
)

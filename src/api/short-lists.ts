// Refuses long lists among the arguments of any field. The limits of a document cannot see them: they are in its variables,
// and what is worked out entry by entry, again under every alias, would keep the process from everybody else.

import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core'
import type { GraphQLFieldResolver } from 'graphql'
import { DomainError } from '../domain/errors.ts'

declare global {
  export namespace PothosSchemaTypes {
    // The type parameter is Pothos' own: declarations of one interface must agree.
    export interface Plugins<Types extends SchemaTypes> {
      shortLists: ShortListsPlugin<Types>
    }
  }
}

/** Entries of one list: more than there are frameworks, tags, or exceptions of a certificate. */
export const MAX_LIST = 500

/** Throws BAD_ARGUMENT for a list with more entries, wherever it is in the value. */
function requireShort(value: unknown, argument: string): void {
  if (Array.isArray(value) && value.length > MAX_LIST)
    throw new DomainError(
      'BAD_ARGUMENT',
      `${argument} must be a list of at most ${MAX_LIST}, but got: ${value.length}`,
      { argument },
    )
  if (Array.isArray(value)) for (const one of value) requireShort(one, argument)
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) requireShort(one, name)
}

class ShortListsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { args }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const kinds = Object.values(args).map(({ type }) => type.kind)
    if (!kinds.some((kind) => kind === 'List' || kind === 'InputObject')) return resolve
    return (source, given, context, info) => {
      for (const [name, value] of Object.entries(given)) requireShort(value, name)
      return resolve(source, given, context, info)
    }
  }
}

/** For the list of plugins of the builder, last: it sees arguments as resolvers do. */
export const SHORT_LISTS = 'shortLists'

SchemaBuilder.registerPlugin(SHORT_LISTS, ShortListsPlugin)

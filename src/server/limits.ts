// What a document may cost before it is looked at any further, and the plugins that refuse the rest.

import { costLimitPlugin } from '@escape.tech/graphql-armor-cost-limit'
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'

/** Room for what front ends ask, including GraphiQL's introspection, several times over. */
export const LIMITS = {
  depth: 14,
  aliases: 30,
  tokens: 2000,
  /** graphql-armor's cost: a field costs 1, an object 2, each level half again as much. */
  cost: 20_000,
  batch: 10,
  /** Bytes of a request body. */
  body: 200_000,
  /** Bytes of a file to import. */
  importBody: 8_000_000,
  /** Characters of the documents that are kept parsed and compiled; one costs up to 600 bytes of memory. */
  keptDocuments: 200_000,
} as const

/** For what yoga keeps per document: what was used last, up to the limit. */
export function documentCache<T extends object>(): LRUCache<string, T> {
  return new LRUCache({
    maxSize: LIMITS.keptDocuments,
    sizeCalculation: (_kept, document) => document.length + 1,
  })
}

export function limitPlugins(): Plugin[] {
  return [
    maxTokensPlugin({ n: LIMITS.tokens }),
    maxDepthPlugin({ n: LIMITS.depth, flattenFragments: true }),
    maxAliasesPlugin({ n: LIMITS.aliases, allowList: [] }),
    costLimitPlugin({ maxCost: LIMITS.cost, depthCostFactor: 1.5, objectCost: 2, scalarCost: 1 }),
  ] as Plugin[]
}

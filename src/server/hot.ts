// Compiled execution (graphql-jit) for hot operations: a document is compiled when it comes again, so that documents
// that come once cost no compilation, and the compiled ones are bounded.

import { useGraphQlJit } from '@envelop/graphql-jit'
import type { DocumentNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'

/** Executions after which a document is compiled. */
const HOT = 3
const KEPT = 500

export function compileHotOperations(): Plugin {
  const seen = new WeakMap<DocumentNode, number>()
  return useGraphQlJit(
    {},
    {
      cache: new LRUCache({ max: KEPT }),
      enableIf: ({ document }) => {
        const times = (seen.get(document) ?? 0) + 1
        seen.set(document, times)
        return times > HOT
      },
    },
  ) as Plugin
}

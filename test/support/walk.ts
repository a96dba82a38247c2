// Walks a connection page by page, as a client would: to its end with `first` and `after`, or from it with `last` and
// `before`.

import type { TestApp } from './app.ts'

interface Page<T> {
  readonly totalCount: number
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly edges: readonly { readonly cursor: string; readonly node: T }[]
}

export interface Walk<T> {
  readonly totalCount: number
  readonly nodes: readonly T[]
}

/**
 * @param field a connection of Query with its own arguments: `controls(where: {})`, or `frameworks()` without
 * @param selection of a node
 */
export async function walk<T>(
  api: TestApp,
  field: string,
  selection: string,
  direction: 'forwards' | 'backwards' = 'forwards',
  size = 100,
): Promise<Walk<T>> {
  const [count, from] = direction === 'forwards' ? ['first', 'after'] : ['last', 'before']
  const document = `query ($size: Int!, $cursor: String) {
    page: ${field.replace(/\)$/, ` ${count}: $size, ${from}: $cursor)`)} {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node ${selection} }
    }
  }`
  const pages: Page<T>[] = []
  for (let cursor: string | null = null; ; ) {
    const { page }: { page: Page<T> } = await api.data<{ page: Page<T> }>(document, { size, cursor })
    pages.push(page)
    const { hasNextPage, hasPreviousPage, startCursor, endCursor }: Page<T>['pageInfo'] = page.pageInfo
    if (!(direction === 'forwards' ? hasNextPage : hasPreviousPage)) break
    cursor = direction === 'forwards' ? endCursor : startCursor
  }
  const inOrder = direction === 'forwards' ? pages : pages.toReversed()
  return {
    totalCount: pages[0]!.totalCount,
    nodes: inOrder.flatMap((page) => page.edges.map((edge) => edge.node)),
  }
}

// Full-text search over controls.

import { DomainError } from '../../domain/errors.ts'
import type { Control } from '../../domain/framework.ts'
import { looksLikeRef } from '../../domain/ref.ts'
import { findControl, requireFramework, type Snapshot } from '../../domain/snapshot.ts'
import { countHits, MARK_END, MARK_START, searchControls } from '../../store/search.ts'
import { localeArg } from '../args.ts'
import { builder } from '../builder.ts'
import { decodeCursor, encodeCursor, pageSize } from '../connection.ts'
import { ControlRef } from './control.ts'

interface Hit {
  readonly control: Control
  readonly rank: number
  readonly snippet: string | null
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made safe for HTML, with what was found in <mark>. */
function highlight(snippet: string): string {
  return snippet
    .replace(/[&<>"']/g, (c) => ENTITIES[c]!)
    .replaceAll(MARK_START, '<mark>')
    .replaceAll(MARK_END, '</mark>')
}

const HitRef = builder.objectRef<Hit>('SearchHit').implement({
  description: 'One control found.',
  fields: (t) => ({
    control: t.field({ type: ControlRef, description: 'The control.', resolve: (hit) => hit.control }),
    rank: t.exposeFloat('rank', { description: 'How well it matches; comparable within one answer only.' }),
    snippet: t.string({
      nullable: true,
      description:
        'The passage found: HTML-escaped text with the words found in <mark>. Null when the ref matched.',
      resolve: (hit) => (hit.snippet === null ? null : highlight(hit.snippet)),
    }),
  }),
})

/** The longest query that is looked at. */
const MAX_QUERY = 200
/** How deep one can page into a search: what is that far down was not what was meant. */
const MAX_OFFSET = 2000

/** The controls of any framework whose ref a query may mean. */
function namedBy(snapshot: Snapshot, query: string): string[] {
  if (!looksLikeRef(query)) return []
  return snapshot.frameworks.flatMap((framework) => findControl(snapshot, framework, query)?.id ?? [])
}

builder.queryField('search', (t) =>
  t.connection({
    type: HitRef,
    args: {
      query: t.arg.string({
        required: true,
        description: 'Words, a phrase in quotes, or a ref; at most 200 characters.',
      }),
      frameworks: t.arg.stringList({ description: 'Slugs to search in; default: all.' }),
      locale: localeArg(t.arg),
    },
    description:
      'Controls by ref, or by words of title and summary in one language: stemmed, whatever the accents, tolerant of misspelling. Best first.',
    resolve: async (_root, args, { snapshot, database, locale }) => {
      const { size, backwards } = pageSize(args)
      if (backwards || args.before)
        throw new DomainError(
          'BAD_ARGUMENT',
          'search must be paged forwards with first and after, but got: last or before',
        )
      const query = args.query.trim()
      if (query === '' || query.length > MAX_QUERY || query.includes('\0'))
        throw new DomainError(
          'BAD_ARGUMENT',
          `query must be 1 to ${MAX_QUERY} characters and no NUL, but got: ${JSON.stringify(query.slice(0, 60))}`,
          { argument: 'query' },
        )
      const frameworks = (args.frameworks ?? []).map(
        (slug) => requireFramework(snapshot, slug, 'frameworks').slug,
      )
      const offset = args.after ? Number(decodeCursor('after', args.after)) : 0
      if (!Number.isInteger(offset) || offset < 0 || offset > MAX_OFFSET)
        throw new DomainError(
          'BAD_CURSOR',
          `after must be a cursor of this connection, but got: ${JSON.stringify(args.after)}`,
        )
      const question = {
        query,
        frameworks,
        locale: args.locale ?? locale,
        named: namedBy(snapshot, query),
        limit: size,
        offset,
      }
      const hits = await searchControls(database, question)
      const totalCount = hits[0]?.total ?? (offset > 0 ? await countHits(database, question) : 0)
      const edges = hits.flatMap((hit, i) => {
        const control = snapshot.controlById.get(hit.control)
        return control ? [{ cursor: encodeCursor(String(offset + i + 1)), node: { ...hit, control } }] : []
      })
      return {
        edges,
        totalCount,
        pageInfo: {
          hasNextPage: offset + hits.length < Math.min(totalCount, MAX_OFFSET),
          hasPreviousPage: offset > 0,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
      }
    },
  }),
)

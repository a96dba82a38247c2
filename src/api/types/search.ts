// Full-text search over controls and evidence types.

import { DomainError } from '../../domain/errors.ts'
import { isOwnSlug } from '../../domain/own.ts'
import { looksLikeRef } from '../../domain/ref.ts'
import { SEARCH_KINDS } from '../../domain/search.ts'
import { findControl, requireFramework, type Snapshot } from '../../domain/snapshot.ts'
import { countHits, MARK_END, MARK_START, type SearchHit, searchTexts } from '../../store/search.ts'
import { localeArg } from '../args.ts'
import { builder } from '../builder.ts'
import { badCursor, encodeCursor, forwardsOnly, type PageArgs } from '../connection.ts'
import { ControlRef } from './control.ts'
import { EvidenceTypeRef } from './evidence-type.ts'

const SearchKindEnum = builder.enumType('SearchKind', {
  description: 'What a search looks through.',
  values: {
    CONTROL: { description: 'Controls of the frameworks.' },
    EVIDENCE_TYPE: { description: 'The evidence catalogue.' },
  } as const,
})

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

const HitRef = builder.objectRef<SearchHit>('SearchHit').implement({
  description: 'One control or evidence type found.',
  fields: (t) => ({
    kind: t.expose('kind', { type: SearchKindEnum, description: 'Which of the two it is.' }),
    control: t.field({
      type: ControlRef,
      nullable: true,
      description: 'The control; null when an evidence type was found.',
      resolve: ({ kind, id }, _args, { snapshot }) =>
        kind === 'CONTROL' ? snapshot.controlById.get(id) : null,
    }),
    evidenceType: t.field({
      type: EvidenceTypeRef,
      nullable: true,
      description: 'The evidence type; null when a control was found.',
      resolve: ({ kind, id }, _args, { snapshot }) =>
        kind === 'EVIDENCE_TYPE' ? snapshot.evidenceTypeBySlug.get(id) : null,
    }),
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

/** Throws BAD_ARGUMENT. */
function queryOf(text: string): string {
  const query = text.trim()
  if (query !== '' && query.length <= MAX_QUERY && !query.includes('\0')) return query
  throw new DomainError(
    'BAD_ARGUMENT',
    `query must be 1 to ${MAX_QUERY} characters and no NUL, but got: ${JSON.stringify(query.slice(0, 60))}`,
    { argument: 'query' },
  )
}

/** Hits have no key: a cursor is the place of a hit in its answer. Throws BAD_ARGUMENT and BAD_CURSOR. */
function rowsWanted(args: PageArgs): { limit: number; offset: number } {
  const { size, after } = forwardsOnly(args)
  if (after === null) return { limit: size, offset: 0 }
  const offset = /^[1-9]\d*$/.test(after) ? Number(after) : Number.NaN
  if (offset <= MAX_OFFSET) return { limit: size, offset }
  throw badCursor('after', args.after ?? '')
}

function connectionOf(hits: readonly SearchHit[], offset: number, totalCount: number) {
  const edges = hits.map((node, i) => ({ cursor: encodeCursor(String(offset + i + 1)), node }))
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
}

builder.queryField('search', (t) =>
  t.connection({
    type: HitRef,
    args: {
      query: t.arg.string({
        required: true,
        description: 'Words, a phrase in quotes, or a ref; at most 200 characters.',
      }),
      kinds: t.arg({
        type: [SearchKindEnum],
        description: 'What to look through; default: controls, and without `frameworks` evidence types too.',
      }),
      frameworks: t.arg.stringList({ description: 'Slugs whose controls to look through; default: all.' }),
      locale: localeArg(t.arg),
    },
    description:
      'Controls by ref, or controls and evidence types by words of title and summary in one language: stemmed, whatever the accents, tolerant of misspelling. Best first.',
    resolve: async (_root, args, { snapshot, database, locale, actor }) => {
      const { limit, offset } = rowsWanted(args)
      const query = queryOf(args.query)
      const frameworks = (args.frameworks ?? []).map(
        (slug) => requireFramework(snapshot, slug, 'frameworks').slug,
      )
      const question = {
        query,
        kinds: args.kinds?.length
          ? args.kinds
          : frameworks.length > 0
            ? (['CONTROL'] as const)
            : SEARCH_KINDS,
        frameworks,
        locale: args.locale ?? locale,
        named: namedBy(snapshot, query),
        organization: snapshot.frameworks.some(({ slug }) => isOwnSlug(slug)) ? actor!.organization : null,
        limit,
        offset,
      }
      const hits = await searchTexts(database, question)
      const total = hits[0]?.total ?? (offset > 0 ? await countHits(database, question) : 0)
      return connectionOf(hits, offset, total)
    },
  }),
)

// Full-text search over the titles and summaries of controls, and over evidence types: a ref is found first, then words
// in the language's own stemming without accents, then what is spelled almost right.

import type { SearchKind } from '../domain/search.ts'
import type { Locale } from '../domain/text.ts'
import type { Database } from './database.ts'
import { inTenant, type TenantSql } from './tenant.ts'

export interface SearchHit {
  readonly kind: SearchKind
  /** Id of the control, or slug of the evidence type. */
  readonly id: string
  readonly rank: number
  /** The passage found, with the words found between U+E000 and U+E001; null when the ref matched. */
  readonly snippet: string | null
  readonly total: number
}

export interface SearchQuestion {
  readonly query: string
  readonly kinds: readonly SearchKind[]
  /** Slugs of frameworks; empty for all. */
  readonly frameworks: readonly string[]
  readonly locale: Locale
  /** Ids of the controls whose ref may be meant. */
  readonly named: readonly string[]
  /** Whose own controls are searched too; null for nobody's. */
  readonly organization: string | null
  readonly limit: number
  readonly offset: number
}

/** Marks around what was found, in characters no text has. */
export const MARK_START = '\uE000'
export const MARK_END = '\uE001'

/** Below this similarity a misspelling is another word. */
const SIMILAR = 0.45

/** The controls of one place, each with its texts in one language; own ones come after public ones that match as well. */
const controlTexts = (
  sql: TenantSql,
  prefix: '' | 'own_',
  { kinds, frameworks, locale, named }: SearchQuestion,
) => sql`
  select 'CONTROL' kind, c.id, ${prefix === '' ? sql`false` : sql`true`} own, c.position,
    c.id = any(${[...named]}::text[]) named, x.locale, x.words, x.plain, coalesce(x.summary, x.title, '') body
  from ${sql(`${prefix}control`)} c
  left join lateral (
    select * from ${sql(`${prefix}control_text`)} t where t.control = c.id
    order by (t.locale = ${locale}) desc, t.locale limit 1
  ) x on true
  where 'CONTROL' = any(${[...kinds]}::text[])
    and (${frameworks.length} = 0 or c.framework = any(${[...frameworks]}::text[]))`

function search(sql: TenantSql, question: SearchQuestion) {
  const { query, kinds, locale, limit, offset, organization } = question
  const options = `StartSel=${MARK_START},StopSel=${MARK_END},MaxWords=28,MinWords=12`
  return sql<SearchHit[]>`
    with asked as (
      select websearch_to_tsquery(crosswalk_config(${locale}), ${query}) words,
        crosswalk_plain(${query}) plain
    ), texts as (
      ${controlTexts(sql, '', question)}
      union all
      ${organization === null ? sql`` : sql`${controlTexts(sql, 'own_', question)} union all`}
      select 'EVIDENCE_TYPE', slug, false, position, false, ${locale}::text,
        case ${locale}::text when 'fr' then words_fr else words_en end,
        case ${locale}::text when 'fr' then plain_fr else plain_en end, description->>${locale}::text
      from evidence_type where 'EVIDENCE_TYPE' = any(${[...kinds]}::text[])
    ), hits as (
      select x.kind, x.id, x.own, x.position, x.locale, x.body,
        case when x.named then 1000 else 0 end
          + case when x.words @@ asked.words then 100 + ts_rank(x.words, asked.words, 1) else 0 end
          + word_similarity(asked.plain, x.plain) rank
      from texts x, asked
      where x.named or x.words @@ asked.words or word_similarity(asked.plain, x.plain) >= ${SIMILAR}
    ), page as (
      select *, count(*) over ()::int total from hits
      order by rank desc, kind, own, position, id limit ${limit} offset ${offset}
    )
    select page.kind, page.id, page.rank::float8 rank, page.total,
      case when page.rank < 1000 then ts_headline(crosswalk_config(page.locale), page.body, asked.words, ${options})
      end snippet
    from page, asked order by page.rank desc, page.kind, page.own, page.position, page.id`
}

/** Best first; a control before an evidence type that matches as well. Throws DATABASE_UNAVAILABLE. */
export function searchTexts(database: Database, question: SearchQuestion): Promise<SearchHit[]> {
  const { organization } = question
  if (organization !== null)
    // Row-level security leaves the organization's own controls only.
    return inTenant(database, organization, (sql) => search(sql, question), 'READ_ONE_MOMENT')
  return database.reach.through(() => search(database.sql, question))
}

/** How many hits there are in all: for a page beyond the last one, which has none to tell it. */
export async function countHits(database: Database, question: SearchQuestion): Promise<number> {
  const [first] = await searchTexts(database, { ...question, limit: 1, offset: 0 })
  return first?.total ?? 0
}

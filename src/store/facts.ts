// What the evidence of an organization that counts says of controls: the same as `domain/facts.ts` says of evidence in
// memory. In statements of which the number does not grow with anything, and the cost with the controls, not the evidence.

import type postgres from 'postgres'
import type { DateText } from '../domain/calendar.ts'
import type { Moment } from '../domain/evidence.ts'
import { certified, type Facts, facts } from '../domain/facts.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { counts, FIRST_DAY, inScope, LAST_DAY } from './counting.ts'
import type { Database } from './database.ts'
import { requireKnownScope } from './scope.ts'
import { readInTenant, type TenantSql } from './tenant.ts'

interface Row {
  readonly control: string
  readonly proven: boolean
  readonly supported: boolean
}

interface CertificateRow {
  readonly framework: string
  readonly exceptions: readonly string[]
}

/** The days on which something counts. */
interface Days {
  readonly first: DateText
  readonly last: DateText
}

/**
 * Up to so many links they are read at once and grouped; with more, each control is looked up until a piece is found that
 * counts. Measured: 20 ms for 50,000 links either way on the side of grouping, 80 ms for any number on the other.
 */
const FEW_LINKS = 50_000

const linksOf = (sql: TenantSql, organization: string) => sql`
  evidence_link l join evidence e on e.organization_id = l.organization_id and e.id = l.evidence
  where l.organization_id = ${organization}`

/** `counting` is the condition on the piece `e`. */
function controlsShown(sql: TenantSql, organization: string, counting: postgres.Fragment, few = FEW_LINKS) {
  const shownAs = (role: string) => sql`
    select true found from ${linksOf(sql, organization)} and l.control = c.id and l.role = ${role} and ${counting} limit 1`
  return sql<Row[]>`
    with size as materialized (
      select count(*) links from (
        select from evidence_link where organization_id = ${organization} limit ${few + 1}) few
    )
    select l.control, bool_or(l.role = 'PROVES') proven, bool_or(l.role = 'SUPPORTS') supported
    from ${linksOf(sql, organization)} and ${counting} and (select links from size) <= ${few}
    group by l.control
    union all
    select c.id, p.found is not null, s.found is not null
    from (select id from control union all select id from own_control where organization_id = ${organization}) c
    left join lateral (${shownAs('PROVES')}) p on true left join lateral (${shownAs('SUPPORTS')}) s on true
    where (select links from size) > ${few}`
}

/** The controls by their ids, as the snapshot knows them: those that are gone from the dataset say nothing. */
export function factsFrom(
  snapshot: Snapshot,
  rows: readonly Row[],
  certificates: readonly CertificateRow[],
): Facts {
  const at = (id: string) => snapshot.controlById.get(id)?.index
  const among = (ids: readonly string[]) => ids.map(at).filter((index) => index !== undefined)
  const shown = certificates.flatMap(({ framework, exceptions }) => {
    const known = snapshot.frameworkBySlug.get(framework)
    return known ? certified(snapshot.graph, { framework: known.index, except: among(exceptions) }) : []
  })
  const named = (which: 'proven' | 'supported') =>
    among(rows.filter((row) => row[which]).map((row) => row.control))
  return facts([...named('proven'), ...shown], named('supported'))
}

/**
 * `without` leaves evidence out by its ids; `few` is how many links are
 * read at once. Throws UNKNOWN_SCOPE.
 */
export async function factsOf(
  database: Database,
  snapshot: Snapshot,
  organization: string,
  moment: Moment,
  without: readonly string[] = [],
  few: number = FEW_LINKS,
): Promise<Facts> {
  const [rows, certificates] = await readInTenant(database, organization, async (sql) => {
    const counting = sql`${counts(sql, organization, moment)} and e.id <> all(${[...without]}::uuid[])`
    return Promise.all([
      controlsShown(sql, organization, counting, few),
      sql<CertificateRow[]>`
        select t.framework, t.exceptions from certificate t
        join evidence e on e.organization_id = t.organization_id and e.id = t.evidence
        where t.organization_id = ${organization} and ${counting}`,
      requireKnownScope(sql, organization, moment.scope),
    ])
  })
  return factsFrom(snapshot, rows, certificates)
}

/**
 * The facts of every day from that of the moment to `until`. What counts all the time is looked up once; of the rest,
 * only what comes or goes in between is read. Throws UNKNOWN_SCOPE.
 */
export async function factsByDay(
  database: Database,
  snapshot: Snapshot,
  organization: string,
  moment: Moment,
  until: DateText,
): Promise<(day: DateText) => Facts> {
  const [always, changing, certificates] = await readInTenant(database, organization, async (sql) => {
    const days = sql.unsafe(`${FIRST_DAY}::text "first", ${LAST_DAY}::text "last"`)
    const sometime = sql`
      ${inScope(sql, organization, moment)} and ${sql.unsafe(FIRST_DAY)} <= ${until}::date
      and ${sql.unsafe(LAST_DAY)} >= ${moment.asOf}::date`
    return Promise.all([
      controlsShown(sql, organization, counts(sql, organization, moment, until)),
      sql<(Row & Days)[]>`
        select l.control, bool_or(l.role = 'PROVES') proven, bool_or(l.role = 'SUPPORTS') supported, ${days}
        from ${linksOf(sql, organization)} and ${sometime}
          and (${sql.unsafe(FIRST_DAY)} > ${moment.asOf}::date or ${sql.unsafe(LAST_DAY)} < ${until}::date)
        group by l.control, "first", "last"`,
      sql<(CertificateRow & Days)[]>`
        select t.framework, t.exceptions, ${days} from certificate t
        join evidence e on e.organization_id = t.organization_id and e.id = t.evidence
        where t.organization_id = ${organization} and ${sometime}`,
      requireKnownScope(sql, organization, moment.scope),
    ])
  })
  return (day) => {
    const onDay = ({ first, last }: Days) => first <= day && (last === 'infinity' || last >= day)
    return factsFrom(snapshot, [...always, ...changing.filter(onDay)], certificates.filter(onDay))
  }
}

// Recorded failures of controls.

import type { DateText } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import { requireOrder } from '../domain/finding.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { mutate } from './mutation.ts'
import { countIn, oneIn, type Rows, requirePlace, rowsOf } from './place.ts'
import { readInTenant, type TenantSql } from './tenant.ts'

export interface FindingFields {
  readonly control: string
  readonly title: string
  readonly description: string | null
  readonly openedAt: DateText
}

export interface StoredFinding extends FindingFields {
  readonly id: string
  readonly closedAt: DateText | null
}

const columns = (sql: TenantSql) => sql`
  id, control, title, description, opened_at::text "openedAt", closed_at::text "closedAt"`

/** Those that stood open on a day; null: all. */
const standing = (sql: TenantSql, openOn: DateText | null) =>
  openOn === null
    ? sql``
    : sql`and opened_at <= ${openOn}::date and (closed_at is null or closed_at > ${openOn}::date)`

/** One page, newest first, after the finding `after` (which need not stand open); null begins. Throws BAD_CURSOR. */
export function findingPage(
  database: Database,
  organization: string,
  openOn: DateText | null,
  after: string | null,
  size: number,
): Promise<Rows<StoredFinding>> {
  return readInTenant(database, organization, async (sql) => {
    const beyond = sql`and (opened_at, id) < (
      select opened_at, id from finding where organization_id = ${organization} and id = ${after}::uuid)`
    const found = await sql<StoredFinding[]>`
      select ${columns(sql)} from finding
      where organization_id = ${organization} ${standing(sql, openOn)} ${after === null ? sql`` : beyond}
      order by opened_at desc, id desc limit ${size + 1}`
    if (after !== null && found.length === 0) await requirePlace(sql, 'finding', organization, after)
    return rowsOf(found, size)
  })
}

/** How many there are on all pages together. */
export function countFindings(
  database: Database,
  organization: string,
  openOn: DateText | null,
): Promise<number> {
  return countIn(
    database,
    organization,
    (sql) => sql`finding where organization_id = ${organization} ${standing(sql, openOn)}`,
  )
}

export function findingById(
  database: Database,
  organization: string,
  id: string,
): Promise<StoredFinding | null> {
  return oneIn(
    database,
    organization,
    (sql) => sql<StoredFinding[]>`
      select ${columns(sql)} from finding where organization_id = ${organization} and id = ${id}`,
  )
}

/** `asked`: what the client gave of the fields. */
export function recordFinding(
  database: Database,
  actor: Actor,
  key: string | null,
  fields: FindingFields,
  asked: unknown = fields,
): Promise<string> {
  const command = { action: 'finding.record', key, input: asked }
  return mutate(database, actor, command, async (sql) => {
    const { control, title, description, openedAt } = fields
    const [row] = await sql<{ id: string }[]>`
      insert into finding (organization_id, control, title, description, opened_at)
      values (${actor.organization}, ${control}, ${title}, ${description}, ${openedAt}) returning id`
    return { answer: row!.id, subject: `finding:${row!.id}`, before: null, after: fields }
  })
}

/** `asked`: the day that the client gave. Throws NOT_FOUND when there is none with this id. */
export function closeFinding(
  database: Database,
  actor: Actor,
  key: string | null,
  id: string,
  closedAt: DateText,
  asked: DateText | null = closedAt,
): Promise<string> {
  const command = { action: 'finding.close', key, input: { id, closedAt: asked } }
  return mutate(database, actor, command, async (sql) => {
    const [found] = await sql<Pick<StoredFinding, 'openedAt' | 'closedAt'>[]>`
      select opened_at::text "openedAt", closed_at::text "closedAt" from finding
      where organization_id = ${actor.organization} and id = ${id} for update`
    if (!found) throw new DomainError('NOT_FOUND', `the finding must exist, but got: ${JSON.stringify(id)}`)
    requireOrder(found.openedAt, closedAt)
    const before = { closedAt: found.closedAt }
    await sql`
      update finding set closed_at = ${closedAt}, version = version + 1
      where organization_id = ${actor.organization} and id = ${id}`
    return { answer: id, subject: `finding:${id}`, before, after: { closedAt } }
  })
}

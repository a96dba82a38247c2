// Recorded failures of controls.

import type { DateText } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { mutate } from './mutation.ts'
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

/** Newest first. */
export function findings(database: Database, organization: string): Promise<StoredFinding[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<StoredFinding[]>`
      select ${columns(sql)} from finding
      where organization_id = ${organization} order by opened_at desc, id`,
  )
}

export async function findingById(
  database: Database,
  organization: string,
  id: string,
): Promise<StoredFinding | null> {
  const found = await readInTenant(
    database,
    organization,
    (sql) => sql<StoredFinding[]>`
      select ${columns(sql)} from finding where organization_id = ${organization} and id = ${id}`,
  )
  return found[0] ?? null
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
    const [before] = await sql`
      select closed_at::text "closedAt" from finding
      where organization_id = ${actor.organization} and id = ${id} for update`
    if (!before) throw new DomainError('NOT_FOUND', `the finding must exist, but got: ${JSON.stringify(id)}`)
    await sql`
      update finding set closed_at = ${closedAt}, version = version + 1
      where organization_id = ${actor.organization} and id = ${id}`
    return { answer: id, subject: `finding:${id}`, before, after: { closedAt } }
  })
}

// What a piece of evidence shows: the links to controls, made, changed and taken back.

import { DomainError } from '../domain/errors.ts'
import type { EvidenceRole } from '../domain/evidence-type.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { edit, type Handle } from './evidence-edit.ts'

export interface LinkFields {
  readonly control: string
  readonly role: EvidenceRole
  readonly note: string | null
}

/** Links to a control, or changes the link to it. */
export function linkEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  link: LinkFields,
): Promise<Handle> {
  const command = { action: 'evidence.link', key, input: { ...handle, link } }
  return edit(database, actor, command, handle, async (sql) => {
    const row = { organization_id: actor.organization, evidence: handle.id, ...link }
    const [old] = await sql<LinkFields[]>`
      select control, role, note from evidence_link
      where organization_id = ${actor.organization} and control = ${link.control} and evidence = ${handle.id}`
    await sql`
      insert into evidence_link ${sql(row)} on conflict (organization_id, control, evidence)
      do update set role = excluded.role, note = excluded.note, accepted_by = null, accepted_at = null`
    return { before: old ?? {}, after: link }
  })
}

/** Throws NOT_FOUND when there is no such link. */
export function unlinkEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  control: string,
): Promise<Handle> {
  const command = { action: 'evidence.unlink', key, input: { ...handle, control } }
  return edit(database, actor, command, handle, async (sql) => {
    const [gone] = await sql<LinkFields[]>`
      delete from evidence_link
      where organization_id = ${actor.organization} and evidence = ${handle.id} and control = ${control}
      returning control, role, note`
    if (!gone) throw new DomainError('NOT_FOUND', `the link must exist, but got: ${JSON.stringify(control)}`)
    return { before: gone, after: null }
  })
}

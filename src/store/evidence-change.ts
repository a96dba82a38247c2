// What a piece of evidence says of itself: recorded, updated, replaced by a new version, and deleted.

import { type EvidenceFields, requirePeriod } from '../domain/evidence-fields.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import type { StoredEvidence } from './evidence.ts'
import { done, edit, type Handle, lock } from './evidence-edit.ts'
import { bequeath, lockVersions, tellEarlier } from './evidence-succession.ts'
import { mutate } from './mutation.ts'
import { requireScopes } from './scope.ts'

const rowOf = (fields: EvidenceFields) => ({
  title: fields.title,
  type: fields.type,
  description: fields.description,
  scopes: [...fields.scopes],
  collected_at: fields.collectedAt,
  effective_from: fields.effectiveFrom,
  effective_to: fields.effectiveTo,
  valid_until: fields.validUntil,
  owner: fields.owner,
  source_uri: fields.sourceUri,
  sha256: fields.sha256,
  size: fields.size,
  media_type: fields.mediaType,
})

/** `asked`: what the client gave of the fields. */
export function createEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  fields: EvidenceFields,
  asked: unknown = fields,
): Promise<Handle> {
  const command = { action: 'evidence.create', key, input: asked }
  return mutate(database, actor, command, async (sql) => {
    await requireScopes(sql, actor, fields.scopes)
    const [made] = await sql<Handle[]>`
      insert into evidence ${sql({ organization_id: actor.organization, ...rowOf(fields) })} returning id, version`
    return done(made!, null, fields)
  })
}

/** The name of a file goes with its bytes. */
const fileNameAfter = (before: StoredEvidence, { sha256 }: Partial<EvidenceFields>) =>
  sha256 === undefined || sha256 === before.sha256 ? before.fileName : null

export function updateEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  patch: Partial<EvidenceFields>,
): Promise<Handle> {
  const command = { action: 'evidence.update', key, input: { ...handle, patch } }
  return edit(database, actor, command, handle, async (sql, before) => {
    await requireScopes(sql, actor, patch.scopes ?? [])
    const row = { ...rowOf(requirePeriod({ ...before, ...patch })), file_name: fileNameAfter(before, patch) }
    await sql`
      update evidence set ${sql(row)}
      where organization_id = ${actor.organization} and id = ${handle.id}`
    const old = Object.fromEntries(
      Object.keys(patch).map((name) => [name, before[name as keyof EvidenceFields]]),
    )
    return { before: old, after: patch }
  })
}

/** The piece goes, with its links; its versions follow the one before it. The audit log keeps what it was. */
export function deleteEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
): Promise<Handle> {
  const command = { action: 'evidence.delete', key, input: handle }
  return mutate(database, actor, command, async (sql) => {
    await lockVersions(sql, actor, handle.id)
    const before = await lock(sql, actor, handle)
    await bequeath(sql, actor, before)
    await sql`delete from evidence where organization_id = ${actor.organization} and id = ${handle.id}`
    await tellEarlier(sql, actor, before.supersedes)
    return done(handle, before, null)
  })
}

/**
 * A new version of the same artefact: a draft with its links and certificates, which replaces the old one from its first day
 * on once it is accepted. `renew` says what it says, from what the old
 * one did and what was given.
 */
export function supersedeEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  patch: Partial<EvidenceFields>,
  renew: (before: EvidenceFields) => EvidenceFields = (before) => ({ ...before, ...patch }),
): Promise<Handle> {
  const command = { action: 'evidence.supersede', key, input: { ...handle, patch } }
  return mutate(database, actor, command, async (sql) => {
    const before = await lock(sql, actor, handle)
    await requireScopes(sql, actor, patch.scopes ?? [])
    const fields = { ...rowOf(renew(before)), file_name: fileNameAfter(before, patch) }
    const [made] = await sql<Handle[]>`
      insert into evidence ${sql({ organization_id: actor.organization, supersedes: handle.id, ...fields })}
      returning id, version`
    await sql`
      insert into evidence_link (organization_id, control, evidence, role, note)
      select organization_id, control, ${made!.id}::uuid, role, note from evidence_link
      where organization_id = ${actor.organization} and evidence = ${handle.id}`
    await sql`
      insert into certificate (organization_id, framework, evidence, exceptions)
      select organization_id, framework, ${made!.id}::uuid, exceptions from certificate
      where organization_id = ${actor.organization} and evidence = ${handle.id}`
    return done(made!, null, { supersedes: handle.id, ...patch })
  })
}

// The evidence of an organization: read by id, and changed. Whatever changes what a piece says puts it back
// to DRAFT: nobody has accepted that yet.

import { DomainError } from '../domain/errors.ts'
import type { EvidenceStatus } from '../domain/evidence.ts'
import type { EvidenceFields } from '../domain/evidence-fields.ts'
import type { EvidenceRole } from '../domain/evidence-type.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { type Command, type Done, mutate } from './mutation.ts'
import { requireScopes } from './scope.ts'
import { instant, readInTenant, type TenantSql } from './tenant.ts'

export type { EvidenceFields }

export interface StoredEvidence extends EvidenceFields {
  readonly id: string
  readonly version: number
  readonly status: EvidenceStatus
  readonly supersedes: string | null
  /** The name of the file that was uploaded, if one was. */
  readonly fileName: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

export interface StoredLink {
  readonly evidence: string
  readonly control: string
  readonly role: EvidenceRole
  readonly note: string | null
  readonly acceptedBy: string | null
  readonly acceptedAt: string | null
}

export interface StoredCertificate {
  readonly evidence: string
  readonly framework: string
  readonly exceptions: readonly string[]
}

/** Which piece, and the version its author saw. */
export interface Handle {
  readonly id: string
  readonly version: number
}

export const columns = (sql: TenantSql) => sql`
  e.id, e.version, e.status, e.title, e.type, e.description, e.scopes, e.collected_at::text "collectedAt",
  e.effective_from::text "effectiveFrom", e.effective_to::text "effectiveTo", e.valid_until::text "validUntil",
  e.owner, e.source_uri "sourceUri", e.sha256, e.size::float8 size, e.media_type "mediaType", e.supersedes,
  e.file_name "fileName",
  ${instant(sql, 'e.created_at')} "createdAt", ${instant(sql, 'e.updated_at')} "updatedAt"`

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

/** In no order; those of other organizations, and those that are gone, are left out. */
export function evidenceByIds(
  database: Database,
  organization: string,
  ids: readonly string[],
): Promise<StoredEvidence[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<StoredEvidence[]>`
      select ${columns(sql)} from evidence e
      where e.organization_id = ${organization} and e.id = any(${[...ids]}::uuid[])`,
  )
}

export function linksByEvidence(
  database: Database,
  organization: string,
  ids: readonly string[],
): Promise<StoredLink[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<StoredLink[]>`
      select evidence, control, role, note, accepted_by "acceptedBy", ${instant(sql, 'accepted_at')} "acceptedAt" from evidence_link
      where organization_id = ${organization} and evidence = any(${[...ids]}::uuid[]) order by evidence, control`,
  )
}

export function certificatesByEvidence(
  database: Database,
  organization: string,
  ids: readonly string[],
): Promise<StoredCertificate[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<StoredCertificate[]>`
      select evidence, framework, exceptions from certificate
      where organization_id = ${organization} and evidence = any(${[...ids]}::uuid[]) order by evidence, framework`,
  )
}

/** Throws VERSION_CONFLICT when the piece has changed since somebody saw it. */
export function requireVersion({ version }: Pick<StoredEvidence, 'version'>, seen: number): void {
  if (version === seen) return
  throw new DomainError('VERSION_CONFLICT', `version must be ${version}, the current one, but got: ${seen}`, {
    current: version,
  })
}

/** Locks the piece at the version its author saw. Throws NOT_FOUND and VERSION_CONFLICT. */
async function lock(sql: TenantSql, actor: Actor, { id, version }: Handle): Promise<StoredEvidence> {
  const [found] = await sql<StoredEvidence[]>`
    select ${columns(sql)} from evidence e where e.organization_id = ${actor.organization} and e.id = ${id} for update`
  if (!found) throw new DomainError('NOT_FOUND', `the evidence must exist, but got: ${JSON.stringify(id)}`)
  requireVersion(found, version)
  return found
}

/** Counts the change, and puts the piece into a status. */
async function touch(sql: TenantSql, actor: Actor, id: string, status: EvidenceStatus): Promise<Handle> {
  const [row] = await sql<Handle[]>`
    update evidence set version = version + 1, status = ${status}, updated_at = now()
    where organization_id = ${actor.organization} and id = ${id} returning id, version`
  return row!
}

const done = (answer: Handle, before: unknown, after: unknown): Done<Handle> => ({
  answer,
  subject: `evidence:${answer.id}`,
  before,
  after,
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

type Change = (sql: TenantSql, before: StoredEvidence) => Promise<{ before: unknown; after: unknown }>

/** A change of what the piece says. */
export function edit(database: Database, actor: Actor, command: Command, handle: Handle, change: Change) {
  return mutate(database, actor, command, async (sql) => {
    const before = await lock(sql, actor, handle)
    const told = await change(sql, before)
    return done(
      await touch(sql, actor, handle.id, 'DRAFT'),
      { status: before.status, ...(told.before as object) },
      told.after,
    )
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
    const row = { ...rowOf({ ...before, ...patch }), file_name: fileNameAfter(before, patch) }
    await sql`
      update evidence set ${sql(row)}
      where organization_id = ${actor.organization} and id = ${handle.id}`
    const old = Object.fromEntries(
      Object.keys(patch).map((name) => [name, before[name as keyof EvidenceFields]]),
    )
    return { before: old, after: patch }
  })
}

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

/** Makes the piece a certificate of a framework, or changes its exceptions. */
export function certifyEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  framework: string,
  exceptions: readonly string[],
): Promise<Handle> {
  const command = { action: 'evidence.certify', key, input: { ...handle, framework, exceptions } }
  return edit(database, actor, command, handle, async (sql) => {
    const [old] = await sql`
      select framework, exceptions from certificate
      where organization_id = ${actor.organization} and framework = ${framework} and evidence = ${handle.id}`
    await sql`
      insert into certificate (organization_id, framework, evidence, exceptions)
      values (${actor.organization}, ${framework}, ${handle.id}, ${[...exceptions]})
      on conflict (organization_id, framework, evidence) do update set exceptions = excluded.exceptions`
    return { before: old ?? {}, after: { framework, exceptions } }
  })
}

/** Throws NOT_FOUND when the piece is no certificate of the framework. */
export function uncertifyEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  framework: string,
): Promise<Handle> {
  const command = { action: 'evidence.uncertify', key, input: { ...handle, framework } }
  return edit(database, actor, command, handle, async (sql) => {
    const [gone] = await sql`
      delete from certificate
      where organization_id = ${actor.organization} and evidence = ${handle.id} and framework = ${framework}
      returning framework, exceptions`
    if (!gone)
      throw new DomainError('NOT_FOUND', `the certificate must exist, but got: ${JSON.stringify(framework)}`)
    return { before: gone, after: null }
  })
}

/** From which statuses each may be reached. */
const REACHED_FROM = {
  SUBMITTED: ['DRAFT', 'REJECTED'],
  ACCEPTED: ['SUBMITTED'],
  REJECTED: ['SUBMITTED', 'ACCEPTED'],
} as const satisfies Partial<Record<EvidenceStatus, readonly EvidenceStatus[]>>

/** Submits, accepts or rejects. Throws WRONG_STATUS when the piece is not where that may be done. */
export function decideEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  to: keyof typeof REACHED_FROM,
): Promise<Handle> {
  const command = { action: `evidence.${to.toLowerCase()}`, key, input: handle }
  return mutate(database, actor, command, async (sql) => {
    const { status } = await lock(sql, actor, handle)
    const from: readonly EvidenceStatus[] = REACHED_FROM[to]
    if (!from.includes(status))
      throw new DomainError('WRONG_STATUS', `the evidence must be ${from.join(' or ')}, but got: ${status}`, {
        status,
      })
    if (to === 'ACCEPTED')
      await sql`
        update evidence_link set accepted_by = ${actor.subject}, accepted_at = now()
        where organization_id = ${actor.organization} and evidence = ${handle.id}`
    return done(await touch(sql, actor, handle.id, to), { status }, { status: to })
  })
}

/** The piece goes, with its links; the audit log keeps what it was. */
export function deleteEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
): Promise<Handle> {
  const command = { action: 'evidence.delete', key, input: handle }
  return mutate(database, actor, command, async (sql) => {
    const before = await lock(sql, actor, handle)
    await sql`delete from evidence where organization_id = ${actor.organization} and id = ${handle.id}`
    return done(handle, before, null)
  })
}

/** A new version of the same artefact: a draft with its links and certificates, which replaces nothing until accepted. */
export function supersedeEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  patch: Partial<EvidenceFields>,
): Promise<Handle> {
  const command = { action: 'evidence.supersede', key, input: { ...handle, patch } }
  return mutate(database, actor, command, async (sql) => {
    const before = await lock(sql, actor, handle)
    await requireScopes(sql, actor, patch.scopes ?? [])
    const fields = { ...rowOf({ ...before, ...patch }), file_name: fileNameAfter(before, patch) }
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

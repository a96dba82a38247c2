// The evidence of an organization: read by id and in pages, and changed. Whatever changes what a piece says puts it back
// to DRAFT: nobody has accepted that yet.

import type { DateText } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import type { EvidenceStatus, Moment } from '../domain/evidence.ts'
import type { EvidenceFields } from '../domain/evidence-fields.ts'
import type { EvidenceRole } from '../domain/evidence-type.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { type Command, type Done, mutate } from './mutation.ts'
import { requireScopes } from './scope.ts'
import { instant, inTenant, type TenantSql } from './tenant.ts'

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

const columns = (sql: TenantSql) => sql`
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
  return inTenant(
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
  return inTenant(
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
  return inTenant(
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

export function createEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  fields: EvidenceFields,
): Promise<Handle> {
  const command = { action: 'evidence.create', key, input: fields }
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

export const EVIDENCE_ORDERS = ['NEWEST', 'OLDEST'] as const
export type EvidenceOrder = (typeof EVIDENCE_ORDERS)[number]

export interface EvidenceWhere {
  readonly statuses: readonly EvidenceStatus[] | null
  readonly type: string | null
  /** Id of a control that it is linked to. */
  readonly control: string | null
  readonly scope: string | null
  /** Words of its title. */
  readonly text: string | null
}

export interface EvidencePage {
  readonly rows: readonly StoredEvidence[]
  /** How many there are on all pages together. */
  readonly total: number
  readonly more: boolean
}

/** One page by creation, after the piece `after` (which need not match); null begins. Throws BAD_CURSOR. */
export function evidencePage(
  database: Database,
  organization: string,
  where: EvidenceWhere,
  order: EvidenceOrder,
  after: string | null,
  size: number,
): Promise<EvidencePage> {
  return inTenant(database, organization, async (sql) => {
    const matches = sql`
      e.organization_id = ${organization}
      and (${where.statuses === null} or e.status = any(${[...(where.statuses ?? [])]}::text[]))
      and (${where.type}::text is null or e.type = ${where.type})
      and (${where.scope}::text is null or ${where.scope}::text = any(e.scopes))
      and (${where.text}::text is null or position(crosswalk_plain(${where.text ?? ''}) in crosswalk_plain(e.title)) > 0)
      and (${where.control}::text is null or exists (
        select 1 from evidence_link l
        where l.organization_id = ${organization} and l.control = ${where.control} and l.evidence = e.id))`
    const [compared, direction] = order === 'NEWEST' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`]
    const rows = await sql<StoredEvidence[]>`
      select ${columns(sql)} from evidence e
      where ${matches} and (${after}::uuid is null or (e.created_at, e.id) ${compared} (
        select a.created_at, a.id from evidence a where a.organization_id = ${organization} and a.id = ${after}::uuid))
      order by e.created_at ${direction}, e.id ${direction} limit ${size + 1}`
    if (after !== null && rows.length === 0) await requirePlace(sql, organization, after)
    const [{ total }] =
      (await sql`select count(*)::int total from evidence e where ${matches}`) as unknown as [
        { total: number },
      ]
    return { rows: rows.slice(0, size), total, more: rows.length > size }
  })
}

/** After a piece that is gone there would seem to be nothing. */
async function requirePlace(sql: TenantSql, organization: string, id: string): Promise<void> {
  const found = await sql`select 1 from evidence where organization_id = ${organization} and id = ${id}::uuid`
  if (found.length > 0) return
  throw new DomainError(
    'BAD_CURSOR',
    'after must be the cursor of a piece that there is, but got: one of a piece that is gone',
    { argument: 'after' },
  )
}

/** Of each control, the accepted evidence that names it, or certifies its framework but for it. */
export function evidenceShowing(
  database: Database,
  organization: string,
  controls: readonly string[],
): Promise<{ control: string; evidence: string }[]> {
  return inTenant(
    database,
    organization,
    (sql) => sql<{ control: string; evidence: string }[]>`
      select s.control, s.evidence from (
        select control, evidence from evidence_link
        where organization_id = ${organization} and control = any(${[...controls]}::text[])
        union
        select c.id, t.evidence
        from (select id, framework from control union all
          select id, framework from own_control where organization_id = ${organization}) c
        join certificate t on t.framework = c.framework and c.id <> all(t.exceptions)
        where t.organization_id = ${organization} and c.id = any(${[...controls]}::text[])
      ) s join evidence e on e.organization_id = ${organization} and e.id = s.evidence
      where e.status = 'ACCEPTED' order by s.control, s.evidence`,
  )
}

/** Accepted evidence that does not count at a moment for this one reason; the latest, at most `limit`. */
export function blockedEvidence(
  database: Database,
  organization: string,
  { asOf, scope, anyScope }: Moment,
  blocker: 'OTHER_SCOPE' | 'EXPIRED',
  limit: number,
): Promise<StoredEvidence[]> {
  return inTenant(
    database,
    organization,
    (sql) => sql<StoredEvidence[]>`
      select ${columns(sql)} from evidence e
      where e.organization_id = ${organization} and e.status = 'ACCEPTED' and ${
        blocker === 'EXPIRED'
          ? sql`coalesce(e.valid_until, e.effective_to, 'infinity') < ${asOf}::date`
          : sql`not (${anyScope} or e.scopes = '{}' or coalesce(${scope}::text = any(e.scopes), false))`
      }
      order by e.collected_at desc, e.id limit ${limit}`,
  )
}

/** The evidence that counts at a moment and of which the last day is not after `until`; soonest first. */
export function expiringEvidence(
  database: Database,
  organization: string,
  { asOf, scope, anyScope }: Moment,
  until: DateText,
  limit: number,
): Promise<StoredEvidence[]> {
  return inTenant(
    database,
    organization,
    (sql) => sql<StoredEvidence[]>`
      select ${columns(sql)} from evidence e
      where e.organization_id = ${organization} and e.status = 'ACCEPTED'
        and coalesce(e.effective_from, e.collected_at) <= ${asOf}::date
        and coalesce(e.valid_until, e.effective_to) between ${asOf}::date and ${until}::date
        and (${anyScope} or e.scopes = '{}' or ${scope}::text = any(e.scopes))
      order by coalesce(e.valid_until, e.effective_to), e.id limit ${limit}`,
  )
}

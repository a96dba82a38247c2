// How a piece of evidence is changed: locked at the version its author saw, counted, and told to the audit log. Whatever
// changes what it says puts it back to DRAFT: nobody has accepted that yet.

import { DomainError } from '../domain/errors.ts'
import type { EvidenceStatus } from '../domain/evidence.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { type RecordedEvidence, recordedColumns, type StoredEvidence } from './evidence.ts'
import { tellEarlier } from './evidence-succession.ts'
import { type Command, type Done, mutate } from './mutation.ts'
import type { TenantSql } from './tenant.ts'

/** Which piece, and the version its author saw. */
export interface Handle {
  readonly id: string
  readonly version: number
}

/** Throws VERSION_CONFLICT when the piece has changed since somebody saw it. */
export function requireVersion({ version }: Pick<StoredEvidence, 'version'>, seen: number): void {
  if (version === seen) return
  throw new DomainError('VERSION_CONFLICT', `version must be ${version}, the current one, but got: ${seen}`, {
    current: version,
  })
}

/** Locks the piece at the version its author saw. Throws NOT_FOUND and VERSION_CONFLICT. */
export async function lock(sql: TenantSql, actor: Actor, { id, version }: Handle): Promise<RecordedEvidence> {
  const [found] = await sql<RecordedEvidence[]>`
    select ${recordedColumns(sql)} from evidence e where e.organization_id = ${actor.organization} and e.id = ${id} for update`
  if (!found) throw new DomainError('NOT_FOUND', `the evidence must exist, but got: ${JSON.stringify(id)}`)
  requireVersion(found, version)
  return found
}

/** Counts the change, and puts the piece into a status, which those before it may hear of. */
export async function touch(
  sql: TenantSql,
  actor: Actor,
  id: string,
  status: EvidenceStatus,
): Promise<Handle> {
  const [row] = await sql<(Handle & Pick<StoredEvidence, 'supersedes'>)[]>`
    update evidence set version = version + 1, status = ${status}, updated_at = now()
    where organization_id = ${actor.organization} and id = ${id} returning id, version, supersedes`
  await tellEarlier(sql, actor, row!.supersedes)
  return { id, version: row!.version }
}

export const done = (answer: Handle, before: unknown, after: unknown): Done<Handle> => ({
  answer,
  subject: `evidence:${answer.id}`,
  before,
  after,
})

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

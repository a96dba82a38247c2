// From which day on the pieces before a new version are replaced by it (semantics §6): written beside them with each change
// of the version, since which evidence counts is asked of hundreds of thousands of pieces at once.

import type { Actor } from '../domain/member.ts'
import type { TenantSql } from './tenant.ts'

/**
 * Tells the piece `id` and those before it from which day on they are replaced, after a version of it changed. Pieces are
 * locked from the newest to the oldest, by everybody, so that nobody waits in a circle.
 */
export async function tellEarlier(sql: TenantSql, actor: Actor, id: string | null): Promise<void> {
  for (let at = id; at !== null; ) {
    // Locked before its versions are read: of two that are decided at once, the second sees what became of the first.
    const [piece] = await sql<{ supersedes: string | null }[]>`
      select supersedes from evidence where organization_id = ${actor.organization} and id = ${at} for update`
    const told = await sql`
      update evidence e set replaced_from = v.day
      from (
        select min(least(
          case when status = 'ACCEPTED' then coalesce(effective_from, collected_at) end, replaced_from)) "day"
        from evidence where organization_id = ${actor.organization} and supersedes = ${at}) v
      where e.organization_id = ${actor.organization} and e.id = ${at} and e.replaced_from is distinct from v.day
      returning e.id`
    at = told.length > 0 ? piece!.supersedes : null
  }
}

/** Puts the versions of a piece that is about to go behind the one before it. */
export async function bequeath(
  sql: TenantSql,
  actor: Actor,
  { id, supersedes }: { readonly id: string; readonly supersedes: string | null },
): Promise<void> {
  await sql`
    update evidence set supersedes = ${supersedes}
    where organization_id = ${actor.organization} and supersedes = ${id}`
}

/** Before a piece that goes is locked, as it may be only after its versions. */
export async function lockVersions(sql: TenantSql, actor: Actor, id: string): Promise<void> {
  await sql`
    select from evidence where organization_id = ${actor.organization} and supersedes = ${id} order by id for update`
}

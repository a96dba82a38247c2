// Which bytes an organization has stored, and of which evidence: begun, attached, found and swept away. The bytes
// themselves are in a `ContentStore`.

import type { Bytes, ContentLabel } from '../domain/content.ts'
import type { Actor } from '../domain/member.ts'
import type { ContentKey } from './content-store.ts'
import type { Database } from './database.ts'
import { edit, type Handle } from './evidence-edit.ts'
import { inTenant, readInTenant } from './tenant.ts'

/** Of the given hashes, those whose bytes are here. */
export function storedContent(
  database: Database,
  organization: string,
  hashes: readonly string[],
): Promise<Bytes[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<Bytes[]>`
      select sha256, size::float8 size from content
      where organization_id = ${organization} and sha256 = any(${[...hashes]}::text[]) and stored_at is not null`,
  )
}

/** Before the bytes are put: from now on no sweep takes them, for as long as its patience lasts. Waits for one under way. */
export async function beginContent(
  database: Database,
  { organization, sha256, size }: ContentKey,
): Promise<void> {
  await inTenant(
    database,
    organization,
    (sql) => sql`
      insert into content (organization_id, sha256, size) values (${organization}, ${sha256}, ${size})
      on conflict (organization_id, sha256) do update set touched_at = now()`,
  )
}

/** Once the bytes are put: makes them those of the piece, which becomes a draft again. */
export function attachContent(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  content: Bytes & ContentLabel,
): Promise<Handle> {
  const command = { action: 'evidence.upload', key, input: { ...handle, content } }
  return edit(database, actor, command, handle, async (sql, before) => {
    const { sha256, size, mediaType, fileName } = content
    const kept = await sql`
      update content set stored_at = coalesce(stored_at, now()), touched_at = now()
      where organization_id = ${actor.organization} and sha256 = ${sha256} returning sha256`
    if (kept.length === 0) throw new Error('the bytes were swept away while they were uploaded')
    await sql`
      update evidence set sha256 = ${sha256}, size = ${size}, media_type = ${mediaType}, file_name = ${fileName}
      where organization_id = ${actor.organization} and id = ${handle.id}`
    const old = {
      sha256: before.sha256,
      size: before.size,
      mediaType: before.mediaType,
      fileName: before.fileName,
    }
    return { before: old, after: content }
  })
}

/** Bytes of which no evidence has the hash, and that nobody began to upload for `patience` minutes. */
export function unusedContent(database: Database, organization: string, patience: number): Promise<string[]> {
  return inTenant(database, organization, async (sql) => {
    const rows = await sql<{ sha256: string }[]>`
      select c.sha256 from content c
      where c.organization_id = ${organization} and c.touched_at <= now() - make_interval(mins => ${patience}::int)
        and not exists (
          select 1 from evidence e where e.organization_id = ${organization} and e.sha256 = c.sha256)
      order by c.touched_at limit 1000`
    return rows.map(({ sha256 }) => sha256)
  })
}

/**
 * Removes such bytes, if they still are: `remove` runs while their row is locked, so that an upload of the same bytes waits
 * and puts them anew. Whether they were removed.
 */
export function dropContent(
  database: Database,
  organization: string,
  sha256: string,
  patience: number,
  remove: () => Promise<void>,
): Promise<boolean> {
  return inTenant(database, organization, async (sql) => {
    const gone = await sql`
      delete from content c
      where c.organization_id = ${organization} and c.sha256 = ${sha256}
        and c.touched_at <= now() - make_interval(mins => ${patience}::int)
        and not exists (
          select 1 from evidence e where e.organization_id = ${organization} and e.sha256 = c.sha256)
      returning c.sha256`
    if (gone.length > 0) await remove()
    return gone.length > 0
  })
}

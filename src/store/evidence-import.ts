// Records many pieces of evidence at once, all of them or none.

import { randomUUID } from 'node:crypto'
import type { EvidenceDraft } from '../domain/evidence-draft.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { mutate } from './mutation.ts'
import { requireScopes } from './scope.ts'
import type { TenantSql } from './tenant.ts'

async function insertAll(
  sql: TenantSql,
  { organization, subject }: Actor,
  pieces: readonly (EvidenceDraft & { readonly id: string })[],
): Promise<void> {
  const json = (rows: readonly object[]) => JSON.stringify(rows)
  await sql`
    insert into evidence (organization_id, id, title, type, description, scopes, collected_at, effective_from, effective_to,
      valid_until, owner, source_uri, sha256, size, media_type)
    select ${organization}, id, title, type, description, scopes, "collectedAt", "effectiveFrom", "effectiveTo",
      "validUntil", owner, "sourceUri", sha256, size, "mediaType"
    from jsonb_to_recordset(${json(pieces.map(({ id, fields }) => ({ id, ...fields })))}::text::jsonb) as row (
      id uuid, title text, type text, description text, scopes text[], "collectedAt" date, "effectiveFrom" date,
      "effectiveTo" date, "validUntil" date, owner text, "sourceUri" text, sha256 text, size bigint, "mediaType" text)`
  const links = pieces.flatMap(({ id, links }) => links.map((link) => ({ id, ...link })))
  await sql`
    insert into evidence_link (organization_id, control, evidence, role)
    select ${organization}, control, id, role
    from jsonb_to_recordset(${json(links)}::text::jsonb) as row (id uuid, control text, role text)`
  const certificates = pieces.flatMap(({ id, certificates }) => certificates.map((one) => ({ id, ...one })))
  await sql`
    insert into certificate (organization_id, framework, evidence, exceptions)
    select ${organization}, framework, id, exceptions
    from jsonb_to_recordset(${json(certificates)}::text::jsonb) as row (id uuid, framework text, exceptions text[])`
  // One entry a piece, as if each had been recorded by itself.
  await sql`
    insert into audit_log (organization_id, actor, action, subject, before, after)
    select ${organization}, ${subject}, 'evidence.create', 'evidence:' || id, 'null'::jsonb, after
    from jsonb_to_recordset(${json(
      pieces.map(({ id, ...after }) => ({ id, after })),
    )}::text::jsonb) as row (id text, after jsonb)`
}

/**
 * Records the drafts, and answers their ids in the same order. `asked`: the file that they were read from. Throws UNKNOWN_SCOPE and
 * IDEMPOTENCY_KEY_REUSED.
 */
export function importEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  drafts: readonly EvidenceDraft[],
  asked: unknown = drafts,
): Promise<string[]> {
  const command = { action: 'evidence.import', key, input: asked }
  return mutate(database, actor, command, async (sql) => {
    await requireScopes(sql, actor, [...new Set(drafts.flatMap(({ fields }) => fields.scopes))])
    // All are of one moment, in which pieces stand by their ids: in the order of the file.
    const ids = drafts.map((): string => randomUUID()).sort()
    const pieces = drafts.map((draft, i) => ({ id: ids[i]!, ...draft }))
    await insertAll(sql, actor, pieces)
    return { answer: ids, subject: 'evidence', before: null, after: { imported: ids.length } }
  })
}
